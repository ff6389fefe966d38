// Package loops puts in loops what it uses in the next iteration, or not.
package loops

import "sync"

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

func next(list []int) {
	it := pool.Get().(*item)
	for _, n := range list {
		it.n += n // want `it is used after pool.Put at line 15`
		if n == 0 {
			pool.Put(it)
		}
	}
}

func stops(list []int) {
	it := pool.Get().(*item)
	for _, n := range list {
		it.n += n
		if n == 0 {
			pool.Put(it)
			return
		}
	}
	pool.Put(it)
}

func again(list []int) {
	it := pool.Get().(*item)
	for _, n := range list {
		it.n += n
		if n == 0 {
			pool.Put(it)
			it = pool.Get().(*item)
		}
	}
	pool.Put(it)
}

func each(list []int) {
	for _, n := range list {
		it := pool.Get().(*item)
		it.n += n
		pool.Put(it)
	}
}

func last(list []int) int {
	var it *item
	for range list {
		it = pool.Get().(*item)
		pool.Put(it)
	}
	if it == nil {
		return 0
	}
	return it.n // want `it is used after pool.Put at line 56`
}

func flagged(list []int) {
	it := pool.Get().(*item)
	done := false
	for _, n := range list {
		if done {
			break
		}
		it.n += n
		if n == 0 {
			pool.Put(it)
			done = true
		}
	}
	if !done {
		pool.Put(it)
	}
}
