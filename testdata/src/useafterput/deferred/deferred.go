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
