// Package cleared stores what a field holds after the field was set to nil.
package cleared

import "sync"

type item struct{ data []byte }

var (
	pool = sync.Pool{New: func() any { return new(item) }}
	last []byte
)

func cleared() {
	it := pool.Get().(*item)
	defer func() { pool.Put(it) }()
	it.data = nil
	last = it.data
}

func notCleared() {
	it := pool.Get().(*item)
	defer func() { pool.Put(it) }()
	it.data = it.data[:0]
	last = it.data // want `stored slice aliases it, which pool.Put puts back when the function returns`
}
