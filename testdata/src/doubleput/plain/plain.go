// Package plain puts objects twice.
package plain

import (
	"errors"
	"sync"
)

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

var errBad = errors.New("bad")

func twoCalls() {
	it := pool.Get().(*item)
	pool.Put(it)
	pool.Put(it) // want `it is put back twice: also by pool.Put at line 17`
}

func takenBetween() {
	it := pool.Get().(*item)
	pool.Put(it)
	it = pool.Get().(*item)
	pool.Put(it)
}

func deferAndCall(n int) error {
	it := pool.Get().(*item)
	defer pool.Put(it)
	if n < 0 {
		pool.Put(it) // want `it is put back twice: also by pool.Put at line 30`
		return errBad
	}
	it.n = n
	return nil
}

func callThenDefer(n int) error {
	it := pool.Get().(*item)
	if n < 0 {
		pool.Put(it)
		return errBad
	}
	defer pool.Put(it)
	it.n = n
	return nil
}

func twoDefers() {
	it := pool.Get().(*item)
	defer pool.Put(it) // want `it is put back twice: also by pool.Put at line 53`
	defer pool.Put(it)
}

func twoObjects() {
	a, b := pool.Get(), pool.Get()
	defer pool.Put(a)
	defer pool.Put(b)
}

func branches(ok bool) {
	it := pool.Get().(*item)
	if ok {
		pool.Put(it)
	}
	pool.Put(it) // want `it is put back twice: also by pool.Put at line 65`
}

func exclusive(ok bool) {
	it := pool.Get().(*item)
	if ok {
		pool.Put(it)
	} else {
		pool.Put(it)
	}
}

func missingReturn(n int) error {
	var err error
	it := pool.Get().(*item)
	if n < 0 {
		pool.Put(it)
		err = errBad
	}
	pool.Put(it) // want `it is put back twice: also by pool.Put at line 83`
	return err
}

func guarded(n int) error {
	var err error
	it := pool.Get().(*item)
	if n < 0 {
		pool.Put(it)
		err = errBad
	}
	if err == nil {
		pool.Put(it)
	}
	return err
}

func flag(ok bool) {
	it := pool.Get().(*item)
	done := false
	defer func() {
		if !done {
			pool.Put(it)
		}
	}()
	if ok {
		pool.Put(it)
		done = true
	}
}

func flagForgotten(ok bool) {
	it := pool.Get().(*item)
	done := false
	defer func() {
		if !done {
			pool.Put(it)
		}
	}()
	if ok {
		pool.Put(it) // want `it is put back twice: also by the function literal at line 120`
	}
}

func setNil(ok bool) {
	it := pool.Get().(*item)
	defer func() {
		if it != nil {
			pool.Put(it)
		}
	}()
	if ok {
		pool.Put(it)
		it = nil
	}
}

func eachIteration(list []int) {
	it := pool.Get().(*item)
	for range list {
		pool.Put(it) // want `it is put back again by the next iteration`
	}
}

func eachIterationTaken(list []int) {
	for range list {
		it := pool.Get().(*item)
		pool.Put(it)
	}
}

func thenStops(list []int) {
	it := pool.Get().(*item)
	for _, n := range list {
		if n == 0 {
			pool.Put(it)
			return
		}
	}
	pool.Put(it)
}

func thenBreaks(list []int) {
	it := pool.Get().(*item)
	for _, n := range list {
		if n == 0 {
			pool.Put(it)
			break
		}
	}
	pool.Put(it) // want `it is put back twice: also by pool.Put at line 172`
}

func deferInLoop(list []int) {
	it := pool.Get().(*item)
	for range list {
		defer pool.Put(it) // want `it is put back again by the next iteration`
	}
}

func aliases() {
	it := pool.Get().(*item)
	other := it
	pool.Put(it)
	pool.Put(other) // want `it is put back twice: also by pool.Put at line 189`
}

func swapped() {
	a, b := pool.Get().(*item), pool.Get().(*item)
	pool.Put(a)
	a, b = b, a
	pool.Put(a)
	_ = b
}

func otherPool() {
	it := pool.Get().(*item)
	pool.Put(it)
	spare.Put(it) // want `it is put back twice: also by pool.Put at line 203`
}

var spare sync.Pool

func parameter(it *item, ok bool) {
	if ok {
		pool.Put(it)
	}
	pool.Put(it) // want `it is put back twice: also by pool.Put at line 211`
}

func parameterOnce(it *item, ok bool) {
	if ok {
		it.n = 0
	}
	pool.Put(it)
}

func recovered(f func()) {
	it := pool.Get().(*item)
	defer func() {
		if r := recover(); r != nil {
			println("lost an item")
		}
	}()
	f()
	pool.Put(it)
}

var bytesPool = sync.Pool{New: func() any { return make([]byte, 64) }}

func halves() {
	b := bytesPool.Get().([]byte)
	bytesPool.Put(b[:32])
	bytesPool.Put(b[32:]) // want `b is put back twice: also by bytesPool.Put at line 238`
}

func resliced() {
	b := bytesPool.Get().([]byte)
	b = b[:32]
	bytesPool.Put(b[:cap(b)])
}

func headers() {
	b := bytesPool.Get().([]byte)
	rest := b[8:]
	bytesPool.Put(b)
	bytesPool.Put(rest) // want `b is put back twice: also by bytesPool.Put at line 251`
}

// Each iteration has a variable of its own, which its literal captures.
func deferredLiteral(n int) {
	for range n {
		it := pool.Get().(*item)
		defer func() { pool.Put(it) }()
		it.n++
	}
}

func deferredLiteralTwice(n int) {
	for range n {
		it := pool.Get().(*item)
		defer func() { pool.Put(it) }()
		if it.n > 3 {
			pool.Put(it) // want `it is put back twice`
		}
	}
}
