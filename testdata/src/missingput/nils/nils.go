// Package nils takes from pools that may have nothing.
package nils

import "sync"

type item struct{ n int }

var pool sync.Pool

func commaOk() {
	it, ok := pool.Get().(*item)
	if !ok {
		return
	}
	pool.Put(it)
}

func commaOkForgets() int {
	it, ok := pool.Get().(*item) // want `at line 23`
	if !ok {
		return 0
	}
	return it.n
}

func notOk() {
	it, ok := pool.Get().(*item) // want `at line 29`
	if ok {
		return
	}
	it = new(item)
	pool.Put(it)
}

func nilTest() {
	x := pool.Get()
	if x == nil {
		return
	}
	pool.Put(x)
}

func notNilTest() {
	x := pool.Get() // want `at line 46`
	if x != nil {
		return
	}
	pool.Put(x)
}

func made() {
	it, _ := pool.Get().(*item)
	if it == nil {
		it = new(item)
	}
	it.n++
	pool.Put(it)
}

func get() *item {
	if x := pool.Get(); x != nil {
		return x.(*item)
	}
	return nil
}

func getter() {
	it := get()
	if it == nil {
		return
	}
	pool.Put(it)
}

func getterForgets() int {
	it := get() // want `at line 80`
	if it == nil {
		return 0
	}
	return it.n
}

func getterOther() {
	it := get() // want `at line 86`
	if it != nil {
		return
	}
	println("none")
}

func tryGet() (*item, bool) {
	it, ok := pool.Get().(*item)
	return it, ok
}

func tries() int {
	it, ok := tryGet()
	if !ok {
		return 0
	}
	defer pool.Put(it)
	return it.n
}

func triesForgets() int {
	it, ok := tryGet() // want `at line 110`
	if !ok {
		return 0
	}
	return it.n
}

func typeSwitch() {
	switch x := pool.Get().(type) {
	case *item:
		pool.Put(x)
	case nil:
	}
}

func orLocal(pooled bool) {
	var local item
	it := &local
	if pooled {
		it = pool.Get().(*item)
	}
	it.n++
	if it != &local {
		pool.Put(it)
	}
}

func orLocalReversed(pooled bool) {
	var local item
	it := &local
	if pooled {
		it = pool.Get().(*item) // want `it from pool.Get is not put back`
	}
	it.n++
	if it == &local {
		pool.Put(it)
	}
}

var shared item

func orShared(pooled bool) {
	it := &shared
	if pooled {
		it = pool.Get().(*item)
	}
	if it == &shared {
		return
	}
	pool.Put(it)
}
