// Package passed hands on objects that were put back.
package passed

import "sync"

type item struct{ n int }

var (
	pool   = sync.Pool{New: func() any { return new(item) }}
	active = map[string]*item{}
)

func toGoroutine() {
	it := pool.Get().(*item)
	pool.Put(it)
	go func() {
		it.n++ // want `it is used after pool.Put at line 15`
	}()
}

func fromGoroutine() {
	it := pool.Get().(*item)
	n := it.n
	pool.Put(it)
	go func() {
		_ = n
		it = pool.Get().(*item)
		pool.Put(it)
	}()
}

func toMap(key string) {
	it := pool.Get().(*item)
	pool.Put(it)
	active[key] = it // want `it is used after pool.Put at line 34`
}

func toLocalMap(key string) int {
	seen := map[string]*item{}
	it := pool.Get().(*item)
	pool.Put(it)
	seen[key] = it
	return len(seen)
}
