// Package putter puts objects through functions.
package putter

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"doubleput/lib"
)

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

func put(it *item) { pool.Put(it) }

func (it *item) free() { pool.Put(it) }

func use(it *item) { println(it.n) }

// calleeAndCaller: the function that is called puts it already.
func calleeAndCaller() {
	it := pool.Get().(*item)
	put(it)
	pool.Put(it) // want `it is put back twice: also by put at line 26`
}

func callerOnly() {
	it := pool.Get().(*item)
	use(it)
	pool.Put(it)
}

func deferredAndCallee() {
	it := pool.Get().(*item)
	defer it.free()
	finish(it) // want `it is put back twice: also by it.free at line 38`
}

func finish(it *item) {
	it.n = 0
	it.free()
}

var errBad = errors.New("bad")

// check puts it exactly where it fails.
func check(it *item) error {
	if it.n < 0 {
		pool.Put(it)
		return errBad
	}
	return nil
}

func checks() error {
	it := pool.Get().(*item)
	if err := check(it); err != nil {
		return err
	}
	pool.Put(it)
	return nil
}

func checksWrong() error {
	it := pool.Get().(*item)
	err := check(it)
	if err != nil {
		pool.Put(it) // want `it is put back twice: also by check at line 69`
	}
	return err
}

func foreign(r io.Reader) error {
	buf := lib.Get()
	defer lib.Put(buf)
	if _, err := buf.ReadFrom(r); err != nil {
		lib.Put(buf) // want `buf is put back twice: also by lib.Put at line 78`
		return err
	}
	return nil
}

func foreignOnce(r io.Reader) error {
	buf := lib.Get()
	if _, err := buf.ReadFrom(r); err != nil {
		lib.Put(buf)
		return err
	}
	lib.Put(buf)
	return nil
}

func released() {
	buf, release := lib.Borrow()
	buf.WriteByte('x')
	release()
	release() // want `buf is put back twice: also by release at line 99`
}

func releasedOnce() {
	buf, release := lib.Borrow()
	buf.WriteByte('x')
	release()
}

func idempotent() {
	buf, release := lib.BorrowOnce()
	buf.WriteByte('x')
	release()
	release()
}

func releasedAndPut() {
	buf, release := lib.Borrow()
	defer release()
	lib.Put(buf) // want `buf is put back twice: also by release at line 118`
}

func closedTwice() {
	d := lib.Open("x")
	defer d.Close()
	if d.Len() > 3 {
		d.Close() // want `d is put back twice: also by d.Close at line 124`
	}
}

func closedOnce() {
	d := lib.Open("x")
	defer d.Close()
	println(d.Len())
}

func generic() {
	p := points.Get()
	points.Put(p)
	points.Put(p) // want `p is put back twice: also by points.Put at line 138`
}

func genericOnce() {
	p := points.Get()
	points.Put(p)
}

var points lib.Pool[struct{ x, y int }]

func closureReturns(ok bool) {
	it := pool.Get().(*item)
	done := func() { pool.Put(it) }
	if ok {
		done()
		return
	}
	done()
}

func sendOrPut(ch chan *item) {
	it := pool.Get().(*item)
	select {
	case ch <- it:
	default:
		pool.Put(it)
	}
}

// In a collection, of which it is not known what becomes.
func collected(n int) {
	var list []*item
	for range n {
		list = append(list, pool.Get().(*item))
	}
	for _, it := range list {
		pool.Put(it)
	}
}

func given(buf *bytes.Buffer) {
	lib.Put(buf)
	lib.Put(buf) // want `buf is put back twice: also by lib.Put at line 180`
}

// A goroutine that puts it takes it over.
func started() {
	it := pool.Get().(*item)
	go func() {
		defer pool.Put(it)
		it.n++
	}()
}

type counted struct {
	refs int
	item
}

var countedPool = sync.Pool{New: func() any { return new(counted) }}

func (c *counted) release() {
	c.refs--
	if c.refs == 0 {
		countedPool.Put(c)
	}
}

func shared() {
	c := countedPool.Get().(*counted)
	c.refs = 2
	c.release()
	c.release()
}

// Close clears the field and tests it.
func closedTwiceSafely() {
	s := lib.OpenSafe("x")
	defer s.Close()
	if s.Len() > 3 {
		s.Close()
	}
}

func closure(ok bool) {
	it := pool.Get().(*item)
	done := func() { pool.Put(it) }
	if ok {
		done()
	}
	done() // want `it is put back twice: also by pool.Put at line 225`
}
