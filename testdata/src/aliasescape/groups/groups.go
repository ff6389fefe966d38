// Package groups starts goroutines by a group.
package groups

import "sync"

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

func notWaited(wg *sync.WaitGroup) {
	it := pool.Get().(*item)
	defer pool.Put(it)
	wg.Go(func() { it.n++ }) // want `it is used by the goroutine, but pool.Put puts it back when the function returns`
}

func waited() {
	it := pool.Get().(*item)
	defer pool.Put(it)
	var wg sync.WaitGroup
	wg.Go(func() { it.n++ })
	wg.Wait()
}

func puts(wg *sync.WaitGroup) {
	it := pool.Get().(*item)
	wg.Go(func() {
		it.n++
		pool.Put(it)
	})
}
