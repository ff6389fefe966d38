// Package dropped puts objects by functions that drop those that are too big.
package dropped

import "sync"

type item struct{ data []byte }

var pool = sync.Pool{New: func() any { return new(item) }}

func putSmall(it *item) {
	if cap(it.data) > 1<<10 {
		return
	}
	pool.Put(it)
}

// afterSecond: where the first one drops it, it is the second that puts it.
func afterSecond() {
	it := pool.Get().(*item)
	putSmall(it)
	pool.Put(it)
	it.data = nil // want `it is used after pool.Put at line 21`
}

// afterBoth: put twice in any case. What follows is not told.
func afterBoth() {
	it := pool.Get().(*item)
	pool.Put(it)
	pool.Put(it)
	it.data = nil
}

// between: after each of them.
func between() {
	it := pool.Get().(*item)
	putSmall(it)
	it.data = it.data[:0] // want `it is used after putSmall at line 36`
	pool.Put(it)
	it.data = nil // want `it is used after pool.Put at line 38`
}

func before() {
	it := pool.Get().(*item)
	it.data = it.data[:0]
	putSmall(it)
}
