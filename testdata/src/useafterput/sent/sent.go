// Package sent sends objects that were put back.
package sent

import "sync"

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

func after(ch chan *item) {
	it := pool.Get().(*item)
	pool.Put(it)
	select { // want `it is used after pool.Put at line 12`
	case ch <- it:
	default:
	}
}

func instead(ch chan *item) {
	it := pool.Get().(*item)
	select {
	case ch <- it:
	default:
		pool.Put(it)
	}
}
