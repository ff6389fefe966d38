package counted

import (
	"errors"
	"sync/atomic"
)

var errNone = errors.New("none")

// The last of several calls of a literal puts the page.
func lastOne(use []func(*page)) {
	p := pages.Get().(*page)
	left := int64(len(use)) + 1
	done := func() {
		if atomic.AddInt64(&left, -1) == 0 {
			pages.Put(p)
		}
	}
	for _, f := range use {
		go func() {
			defer done()
			f(p)
		}()
	}
	done()
}

func lastOnePlain(on func(done func())) {
	p := pages.Get().(*page)
	var left atomic.Int32
	left.Store(2)
	done := func() {
		if left.Add(-1) > 0 {
			return
		}
		pages.Put(p)
	}
	on(done)
	done()
}

// What is counted has nothing to do with the Put.
func countsOther(uses []int) error {
	p := pages.Get().(*page) // want `p from pages.Get is not put back when the function returns at line 53`
	failed := 0
	check := func(err error) {
		if failed++; failed > 3 {
			println(err)
		}
	}
	for _, n := range uses {
		if p.owners += n; n == 0 {
			return errNone
		}
		check(nil)
	}
	pages.Put(p)
	return nil
}
