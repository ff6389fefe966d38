// Package nested puts objects in literals that stand in other literals.
package nested

import "sync"

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

func twiceInGoroutine() {
	it := pool.Get().(*item)
	go func() {
		defer func() { pool.Put(it) }()
		pool.Put(it) // want `it is put back twice: also by the function literal at line 13`
	}()
}

func onceInGoroutine() {
	it := pool.Get().(*item)
	go func() {
		defer func() { pool.Put(it) }()
		println(it.n)
	}()
}
