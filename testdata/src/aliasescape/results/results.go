// Package results calls functions that may fail, in loops.
package results

import (
	"errors"
	"sync"
)

type item struct {
	n    int
	data []byte
}

var (
	pool = sync.Pool{New: func() any { return new(item) }}
	n    int
)

func step() error {
	if n > 3 {
		return errors.New("too many")
	}
	return nil
}

func open() (*item, error) {
	if err := step(); err != nil {
		return nil, err
	}
	return pool.Get().(*item), nil
}

func peek(it *item) { n = it.n }

func closeLater(it *item) { pool.Put(it) }

// That a call has failed does not say that the next one gives nothing.
func opened(times int) {
	it := pool.Get().(*item)
	go peek(it) // want `it is used by the goroutine, but pool.Put puts it back at line 53`
	for range times {
		other, err := open()
		if err != nil {
			continue
		}
		if other == nil {
			go peek(it)
		}
		func() {
			closeLater(other)
		}()
	}
	pool.Put(it)
}

func openedEmpty(times int) {
	it := pool.Get().(*item)
	for range times {
		other, err := open()
		if err != nil {
			continue
		}
		if other.n == 0 {
			go peek(it) // want `it is used by the goroutine, but pool.Put puts it back at line 70`
		}
		func() {
			closeLater(other)
		}()
	}
	pool.Put(it)
}
