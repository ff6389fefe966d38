// Package release returns objects with a function in a field that puts them.
package release

import "sync"

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

type Holder struct {
	it   *item
	free func()
}

func Open() *Holder { // want Open:`^getter\(0\*\.it released by 0\*\.free\)$`
	it := pool.Get().(*item)
	return &Holder{it: it, free: func() { pool.Put(it) }}
}

func OpenValue() (Holder, error) { // want OpenValue:`^getter\(0\.it released by 0\.free\)$`
	it := pool.Get().(*item)
	return Holder{it: it, free: func() { pool.Put(it) }}, nil
}

func OpenOnce() *Holder { // want OpenOnce:`^getter\(0\*\.it released once by 0\*\.free\)$`
	h := &Holder{it: pool.Get().(*item)}
	h.free = func() {
		if h.it != nil {
			pool.Put(h.it)
			h.it = nil
		}
	}
	return h
}
