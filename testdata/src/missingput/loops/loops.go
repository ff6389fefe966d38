// Package loops takes and puts objects in loops.
package loops

import "sync"

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

func continues(list []int) {
	for _, n := range list {
		it := pool.Get().(*item) // want `it from pool.Get is not put back before the next one is taken`
		if n == 0 {
			continue
		}
		it.n = n
		pool.Put(it)
	}
}

func continuesPut(list []int) {
	for _, n := range list {
		it := pool.Get().(*item)
		if n == 0 {
			pool.Put(it)
			continue
		}
		it.n = n
		pool.Put(it)
	}
}

func breaks(list []int) {
	for _, n := range list {
		it := pool.Get().(*item) // want `it from pool.Get is not put back when the function returns at line 42`
		if n == 0 {
			break
		}
		it.n = n
		pool.Put(it)
	}
}

func breaksPut(list []int) {
	for _, n := range list {
		it := pool.Get().(*item)
		it.n = n
		pool.Put(it)
		if n == 0 {
			break
		}
	}
}

func returns(list []int) bool {
	for _, n := range list {
		it := pool.Get().(*item) // want `at line 59`
		if n == 0 {
			return true
		}
		pool.Put(it)
	}
	return false
}

func labelled(lists [][]int) {
outer:
	for _, list := range lists {
		it := pool.Get().(*item) // want `before the next one is taken`
		for _, n := range list {
			if n == 0 {
				continue outer
			}
			it.n += n
		}
		pool.Put(it)
	}
}

func labelledPut(lists [][]int) {
outer:
	for _, list := range lists {
		it := pool.Get().(*item)
		for _, n := range list {
			if n == 0 {
				pool.Put(it)
				continue outer
			}
			it.n += n
		}
		pool.Put(it)
	}
}

func putAndTake(n int) {
	it := pool.Get().(*item)
	for range n {
		pool.Put(it)
		it = pool.Get().(*item)
	}
	pool.Put(it)
}

func forever(work <-chan int) {
	for {
		it := pool.Get().(*item)
		it.n = <-work
		pool.Put(it)
	}
}

func untilFound(next func() bool) {
	it := pool.Get().(*item)
	for it.n = 0; it.n < 10; it.n++ {
		if next() {
			break
		}
	}
	pool.Put(it)
}

// collected in one loop and put in another
func collected(n int) {
	var list []*item
	for range n {
		list = append(list, pool.Get().(*item))
	}
	for _, it := range list {
		pool.Put(it)
	}
}

func indexed() {
	var list [4]*item
	for i := range list {
		list[i] = pool.Get().(*item)
	}
	for _, it := range list {
		pool.Put(it)
	}
}

func takeOnly(n int) {
	it := pool.Get().(*item) // want `it from pool.Get is not put back when the function returns at line 149`
	for range n {
		it = pool.Get().(*item) // want `before the next one is taken`
	}
	pool.Put(it)
}

func foreverLeaks(work <-chan int) {
	for {
		it := pool.Get().(*item) // want `before the next one is taken`
		if it.n = <-work; it.n == 0 {
			continue
		}
		pool.Put(it)
	}
}

// Each iteration has a variable of its own, which its literal captures.
func deferredLiteral(n int) {
	for range n {
		it := pool.Get().(*item)
		defer func() { pool.Put(it) }()
		it.n++
	}
}

func deferredLiteralUses(n int) {
	for range n {
		it := pool.Get().(*item) // want `it from pool.Get is not put back`
		defer func() { println(it.n) }()
		it.n++
	}
}

type holder struct{ it *item }

func (h *holder) free() { pool.Put(h.it) }

// It is stored by each iteration.
func storedAgain(h *holder) {
	it := pool.Get().(*item)
	for range 2 {
		h.it = it
	}
}
