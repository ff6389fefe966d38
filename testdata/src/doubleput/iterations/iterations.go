// Package iterations defers in loops. Each iteration has variables of its own.
package iterations

import "sync"

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

func each(list []int) {
	for _, n := range list {
		it := pool.Get().(*item)
		defer func() {
			it.n = n
			pool.Put(it)
		}()
	}
}

func eachIf(list []int) {
	for _, n := range list {
		var it *item
		if n > 0 {
			it = pool.Get().(*item)
		}
		defer func() { pool.Put(it) }()
	}
}

func eachTwice(list []int) {
	for range list {
		it := pool.Get().(*item)
		defer func() { pool.Put(it) }()
		pool.Put(it) // want `it is put back twice: also by the function literal at line 33`
	}
}

// One object, and a deferred call for each iteration.
func same(list []int) {
	it := pool.Get().(*item)
	for range list {
		defer pool.Put(it) // want `it is put back twice|it is put back again`
	}
}

func sameOfEach(lists [][]int) {
	for _, list := range lists {
		it := pool.Get().(*item)
		for range list {
			defer pool.Put(it) // want `it is put back twice|it is put back again`
		}
	}
}

// What is known of the variable of one iteration is not so of another.
func eachNotNil(list []int) {
	for _, n := range list {
		var it *item
		if n > 0 {
			it = pool.Get().(*item)
		}
		if it != nil {
			it.n = n
		}
		defer func() {
			if it != nil {
				pool.Put(it)
			}
		}()
	}
}
