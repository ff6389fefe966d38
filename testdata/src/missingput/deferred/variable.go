package deferred

import "bytes"

// inVariable: the literal has the variable, and puts what that holds in the end.
func inVariable() {
	buf := pool.Get().(*bytes.Buffer)
	put := func() { pool.Put(buf) }
	func() {
		put()
		buf = pool.Get().(*bytes.Buffer)
	}()
	defer put()
}

func inOtherVariable() {
	buf := pool.Get().(*bytes.Buffer)
	other := pool.Get().(*bytes.Buffer)
	put := func() { pool.Put(other) }
	func() {
		pool.Put(buf)
		buf = pool.Get().(*bytes.Buffer) // want `at line 25`
	}()
	defer put()
}
