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

// deferredBesides: where it is too big for one of them, the other puts it.
func deferredBesides() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	putSmall(it)
	return it.data // want `returned slice aliases it, which pool.Put puts back when the function returns`
}

func replaced() []byte {
	it := pool.Get().(*item)
	defer putSmall(it)
	b := it.data
	it.data = nil
	return b
}
