// Package literals takes and puts objects in function literals.
package literals

import "sync"

type item struct{ n int }

var (
	pool = sync.Pool{New: func() any { return new(item) }}
	errs []error
)

func step() error {
	if len(errs) > 0 {
		return errs[0]
	}
	return nil
}

func get() *item { return pool.Get().(*item) }

// The literal knows as little of n as the function around it, but that it stays
// the same.
func sameCount(n int) {
	func() {
		var it *item
		if n != 1 {
			it = get()
		}
		if n != 1 {
			pool.Put(it)
		}
	}()
}

func otherCount(n int) {
	func() {
		var it *item
		if n != 1 {
			it = get() // want `it from get is not put back`
		}
		if n == 2 {
			pool.Put(it)
		}
	}()
}

func taking() (*item, error) {
	if err := step(); err != nil {
		return nil, err
	}
	return get(), nil
}

func atExit() error {
	defer func() {
		it, err := taking() // want `it from taking is not put back when the function returns at line 62`
		if err == nil {
			it.n++
		}
	}()
	return nil
}

func atExitPut() error {
	defer func() {
		it, err := taking()
		if err == nil {
			pool.Put(it)
		}
	}()
	return nil
}

func withDone() (*item, func()) {
	it := get()
	return it, func() { pool.Put(it) }
}

func doneCaptured() {
	it, done := withDone()
	defer func() { done() }()
	it.n++
}

func doneNotCalled(skip bool) {
	it, done := withDone() // want `it from withDone is not put back when the function returns at line 94`
	defer func() {
		if !skip {
			done()
		}
	}()
	it.n++
}

func doneByGoroutine() {
	it, done := withDone()
	go func() {
		it.n++
		done()
	}()
}

func use(it *item) { it.n++ }

// A goroutine that only uses the object does not put it.
func started() {
	for {
		it := get() // want `it from get is not put back before the next one is taken`
		go use(it)
	}
}

func same(it *item) *item { return it }

// It is put only where the goroutine is started.
func startedSometimes(list []int) {
	for _, n := range list {
		it := get() // want `it from get is not put back`
		other := same(it)
		if n > 0 {
			go func() { pool.Put(other) }()
		}
	}
}
