// Package steady tests in a loop what nothing there changes.
package steady

import "sync"

type item struct {
	data  []byte
	stale bool
}

var (
	pool = sync.Pool{New: func() any { return new(item) }}
	last []byte
)

func (it *item) read() {
	it.data = append(it.data[:0], "data"...)
	it.stale = len(it.data) > 3
}

// It is put in the first iteration, before it is stored, or never.
func putAtOnce(n int) {
	it := pool.Get().(*item)
	for range n {
		if it.stale {
			pool.Put(it)
			return
		}
		last = it.data
	}
}

func putLater(n int) {
	it := pool.Get().(*item)
	for range n {
		if it.stale {
			pool.Put(it)
			return
		}
		it.read()
		last = it.data // want `stored slice aliases it, which pool.Put puts back at line 37`
	}
}
