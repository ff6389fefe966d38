package deferred

import "bytes"

// A call that an iteration defers has nothing of what the others take.
func skipped(next func() (string, bool), plain bool) {
	for {
		var buf *bytes.Buffer
		if !plain {
			buf = pool.Get().(*bytes.Buffer) // want `buf from pool.Get is not put back before the next one is taken`
		}
		name, ok := next()
		if !ok {
			continue
		}
		defer putBack(buf)
		println(name)
	}
}

func skippedPut(next func() (string, bool), plain bool) {
	for {
		var buf *bytes.Buffer
		if !plain {
			buf = pool.Get().(*bytes.Buffer)
		}
		name, ok := next()
		if !ok {
			if buf != nil {
				pool.Put(buf)
			}
			continue
		}
		defer putBack(buf)
		println(name)
	}
}

func putBack(buf *bytes.Buffer) { pool.Put(buf) }
