// Package deferred uses objects in deferred calls, before and after the Put.
package deferred

import "sync"

type item struct{ n int }

func (it *item) reset() { it.n = 0 }

var pool = sync.Pool{New: func() any { return new(item) }}

func resetFirst() {
	it := pool.Get().(*item)
	defer pool.Put(it)
	defer it.reset()
	it.n++
}

func resetLast() {
	it := pool.Get().(*item)
	defer it.reset() // want `it is used after pool.Put at line 22`
	defer pool.Put(it)
	it.n++
}

func closureFirst() {
	it := pool.Get().(*item)
	defer pool.Put(it)
	defer func() { it.n = 0 }()
}

func closureLast() {
	it := pool.Get().(*item)
	defer func() { it.n = 0 }() // want `it is used after pool.Put at line 35`
	defer pool.Put(it)
}

func inside() {
	it := pool.Get().(*item)
	defer func() {
		it.n = 0
		pool.Put(it)
	}()
}

func explicit() {
	it := pool.Get().(*item)
	defer it.reset() // want `it is used after pool.Put at line 49`
	pool.Put(it)
}

func result() int {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return it.n
}

func argument() {
	it := pool.Get().(*item)
	defer println(it.n)
	defer pool.Put(it)
}

func conditional(ok bool) {
	it := pool.Get().(*item)
	defer func() {
		if !ok {
			it.reset()
			pool.Put(it)
		}
	}()
	if ok {
		pool.Put(it)
	}
}

func insideAfter() {
	it := pool.Get().(*item)
	defer func() {
		pool.Put(it)
		it.n = 0 // want `it is used after pool.Put at line 80`
	}()
}

// eachIteration: each of the errors is another one.
func eachIteration(n int) {
	it := pool.Get().(*item)
	for range n {
		err := step()
		defer func() {
			if err != nil {
				it.n++ // want `it is used after pool.Put at line`
			} else {
				pool.Put(it)
			}
		}()
	}
}

// sameEachTime: it is the same error in each of the calls.
func sameEachTime(n int) {
	it := pool.Get().(*item)
	err := step()
	for range n {
		defer func() {
			if err != nil {
				it.n++
			} else {
				pool.Put(it)
			}
		}()
	}
}

func step() error { return fail }

var fail error
