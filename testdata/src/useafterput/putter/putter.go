// Package putter puts objects through functions.
package putter

import (
	"bytes"
	"io"
	"sync"

	"useafterput/lib"
)

type item struct {
	n     int
	child *item
}

var pool = sync.Pool{New: func() any { return new(item) }}

func put(it *item) {
	it.n = 0
	pool.Put(it)
}

func putFirst(it *item) {
	pool.Put(it)
	it.n = 0 // want `it is used after pool.Put at line 25`
}

func (it *item) free() { pool.Put(it) }

func (it *item) close() *item {
	child := it.child
	it.free()
	return child
}

func after() int {
	it := pool.Get().(*item)
	put(it)
	return it.n // want `it is used after put at line 39`
}

func before() int {
	it := pool.Get().(*item)
	n := it.n
	put(it)
	return n
}

func afterFree() int {
	it := pool.Get().(*item)
	it.free()
	return it.n // want `it is used after it.free at line 52`
}

func parameter(it *item) {
	it.free()
	it.n = 0 // want `it is used after it.free at line 57`
}

func parameterBefore(it *item) {
	it.n = 0
	it.free()
}

func chain(it *item) {
	for it != nil {
		it = it.close()
	}
}

func chainWrong(it *item) {
	for ; it != nil; it = it.child { // want `it is used after it.free at line 74`
		it.free()
	}
}

func maybe(it *item) bool {
	if it.n > 8 {
		return false
	}
	pool.Put(it)
	return true
}

func tied() int {
	it := pool.Get().(*item)
	if maybe(it) {
		return 0
	}
	return it.n
}

func foreign(w io.Writer) {
	buf := lib.Get()
	lib.Put(buf)
	w.Write(buf.Bytes()) // want `buf is used after lib.Put at line 96`
}

func foreignBefore(w io.Writer) {
	buf := lib.Get()
	w.Write(buf.Bytes())
	lib.Put(buf)
}

func given(buf *bytes.Buffer, w io.Writer) {
	lib.Put(buf)
	w.Write(buf.Bytes()) // want `buf is used after lib.Put at line 107`
}

func borrowed() int {
	buf, release := lib.Borrow()
	release()
	return buf.Len() // want `buf is used after release at line 113`
}

func borrowedBefore() int {
	buf, release := lib.Borrow()
	n := buf.Len()
	release()
	return n
}

func lent() []byte {
	var all []byte
	lib.With(func(buf *bytes.Buffer) { all = append(all, buf.Bytes()...) })
	return all
}

func generic() int {
	p := points.Get()
	points.Put(p)
	return p.x // want `p is used after points.Put at line 132`
}

func genericBefore() int {
	p := points.Get()
	x := p.x
	points.Put(p)
	return x
}

var points lib.Pool[struct{ x, y int }]

func closedLast(name string) int {
	d := lib.Open(name)
	n := d.Len()
	d.Close()
	return n
}

// What is not in view only borrows.
func unknown(f func(*item)) int {
	it := pool.Get().(*item)
	f(it)
	n := it.n
	put(it)
	return n
}

type holder struct{ it *item }

func (h *holder) close() {
	put(h.it)
	h.it = nil
}

func (h *holder) closeOnly() { put(h.it) }

func cleared(h *holder) int {
	h.close()
	if h.it == nil {
		return 0
	}
	return h.it.n
}

func notCleared(h *holder) int {
	h.closeOnly()
	return h.it.n // want `is used after h.closeOnly at line 179`
}

func refilled(h *holder) int {
	h.closeOnly()
	h.it = pool.Get().(*item)
	return h.it.n
}

type slot struct{ cur *item }

func (s *slot) set(it *item) { s.cur = it }

func (s *slot) renew() { s.set(pool.Get().(*item)) }

func (s *slot) show() { println(s) }

func (s *slot) replaced() int {
	pool.Put(s.cur)
	s.set(pool.Get().(*item))
	return s.cur.n
}

func (s *slot) renewed() int {
	pool.Put(s.cur)
	s.renew()
	return s.cur.n
}

func (s *slot) notReplaced() int {
	pool.Put(s.cur)
	s.show()
	return s.cur.n // want `s.cur is used after pool.Put`
}
