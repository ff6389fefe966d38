// Package tests forgets objects in its tests, where it does no harm.
package tests

import "sync"

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

func forgets() int {
	it := pool.Get().(*item) // want `it from pool.Get is not put back`
	return it.n
}

func put(it *item) { pool.Put(it) }
