// Package values puts objects through method values and captured functions.
package values

import "sync"

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

func (it *item) free() { pool.Put(it) }

func method(n int) {
	for range n {
		it := pool.Get().(*item)
		free := it.free
		defer free()
	}
}

func methodTwice() {
	it := pool.Get().(*item)
	free := it.free
	defer free()
	it.free() // want `it is put back twice: also by free at line 23`
}

// One of two, the same in each iteration.
func oneOfTwo(n int, first bool) {
	it := pool.Get().(*item)
	defer func() {
		for i := range n {
			if first && i == 0 {
				pool.Put(it)
			}
		}
	}()
	if !first {
		pool.Put(it)
	}
}

func withDone() (*item, func()) {
	it := pool.Get().(*item)
	return it, func() { pool.Put(it) }
}

func doneTwice() {
	it, done := withDone()
	func() { done() }()
	pool.Put(it) // want `it is put back twice: also by done at line 49`
}

func sent(ch chan *item) {
	it := pool.Get().(*item)
	pool.Put(it)
	select {
	case ch <- it:
	default:
		pool.Put(it) // want `it is put back twice: also by pool.Put at line 55`
	}
}
