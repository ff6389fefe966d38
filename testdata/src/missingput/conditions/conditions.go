// Package conditions has paths that exclude each other.
package conditions

import "sync"

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

func more() bool { return len(names) > 0 }

var names []string

func countTwice(n int) {
	var it *item
	if n > 0 {
		it = pool.Get().(*item)
	}
	if n > 0 {
		pool.Put(it)
	}
}

func countOther(n int) {
	var it *item
	if n > 0 {
		it = pool.Get().(*item) // want `at line 32`
	}
	if n > 1 {
		pool.Put(it)
	}
}

func excluded(n int) {
	it := pool.Get().(*item)
	if n != 0 {
		pool.Put(it)
	}
	switch n {
	case 0:
		pool.Put(it)
	}
}

func excludedOther(n int) {
	it := pool.Get().(*item) // want `at line 54`
	if n != 0 {
		pool.Put(it)
	}
	switch n {
	case 1:
		return
	}
}

// The body runs only where n is at least 1.
func withinLoop(n int) {
	for i := 0; i < n; i++ {
		it := pool.Get().(*item)
		if n != 0 {
			pool.Put(it)
		}
	}
}

func withinRange(n int) {
	for range n {
		for i := 0; i < n; i++ {
			it := pool.Get().(*item)
			switch n {
			case 0:
			default:
				pool.Put(it)
			}
		}
	}
}

func withinLoopOther(n int) {
	for i := 0; i < n; i++ {
		it := pool.Get().(*item) // want `at line 89`
		if n != 1 {
			pool.Put(it)
		}
		if n == 1 && i == 0 {
			continue
		}
	}
}

func get() *item { return pool.Get().(*item) }

func tryGet() (*item, bool) {
	if !more() {
		return nil, false
	}
	return get(), true
}

// What a getter always returns is not nil, which matters to other objects.
func neverNil() {
	a, b := get(), get()
	if a != nil {
		pool.Put(b)
	}
	pool.Put(a)
}

func okTellsOfNil() {
	a, ok := tryGet()
	if !ok {
		return
	}
	defer func() { pool.Put(a) }()
	b := get()
	if a != nil {
		pool.Put(b)
	}
}

func okTellsOfNilOther() {
	a, _ := tryGet()
	b := get() // want `at line 128`
	if a != nil {
		pool.Put(b)
		pool.Put(a)
	}
}

// What is known of n and of a goes together.
func together(n int) {
	var a *item
	if n < 1 {
		a = get()
	}
	var b *item
	if a == nil {
		b = get()
	}
	if n < 1 {
		pool.Put(a)
	} else {
		pool.Put(b)
	}
}

func togetherOther(n int) {
	var a *item
	if n < 1 {
		a = get() // want `at line 159`
	}
	var b *item
	if a == nil {
		b = get()
	}
	if n >= 1 {
		pool.Put(b)
	}
}

// A comparison is tested after its operands have changed.
func compared() (err error) {
	failed := err != nil
	defer func() {
		if err != nil {
			names = nil
		}
	}()
	if more() {
		return step()
	}
	var it *item
	if failed {
		it = get()
	}
	return step2(it == nil)
}

func comparedOther() (err error) {
	err = step()
	failed := err != nil
	defer func() {
		if err != nil {
			names = nil
		}
	}()
	var it *item
	if failed {
		it = get() // want `at line 191`
	}
	return step2(it == nil)
}

func step() error { return step2(more()) }

func step2(ok bool) error {
	if ok {
		return nil
	}
	return errFail
}

var errFail = errorString("fail")

type errorString string

func (s errorString) Error() string { return string(s) }
