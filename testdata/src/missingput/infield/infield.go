// Package infield keeps the function that puts an object next to it.
package infield

import "sync"

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

type holder struct {
	it   *item
	free func()
}

func open() *holder {
	it := pool.Get().(*item)
	return &holder{it: it, free: func() { pool.Put(it) }}
}

func freed() int {
	h := open()
	defer h.free()
	return h.it.n
}

func freedInLiteral() int {
	h := open()
	defer func() { h.free() }()
	return h.it.n
}

func forgotten() int {
	h := open() // want `h.it from open is not put back`
	return h.it.n
}

func forgottenOnce(ok bool) int {
	h := open() // want `h.it from open is not put back when the function returns at line 40`
	if !ok {
		return 0
	}
	h.free()
	return 1
}

func local() int {
	it := pool.Get().(*item)
	h := holder{it: it, free: func() { pool.Put(it) }}
	defer h.free()
	return h.it.n
}

func localForgotten() int {
	it := pool.Get().(*item) // want `it from pool.Get is not put back`
	h := holder{it: it, free: func() { println(it.n) }}
	return h.it.n
}

func passedOn() *holder {
	h := open()
	h.it.n++
	return h
}

func goes() {
	h := open()
	go func() {
		defer h.free()
		println(h.it.n)
	}()
}

func openValue() holder {
	it := pool.Get().(*item)
	return holder{it: it, free: func() { pool.Put(it) }}
}

func valueFreed() int {
	h := openValue()
	defer h.free()
	return h.it.n
}

func (it *item) release() { pool.Put(it) }

// A method of the object.
func openMethod() *holder {
	it := pool.Get().(*item)
	return &holder{it: it, free: it.release}
}

func methodFreed() int {
	h := openMethod()
	defer h.free()
	return h.it.n
}

func openPair() (*holder, error) {
	it := pool.Get().(*item)
	return &holder{it: it, free: func() { pool.Put(it) }}, nil
}

func pairFreed() int {
	h, err := openPair()
	if err != nil {
		return 0
	}
	defer h.free()
	return h.it.n
}

// The function puts what the holder has.
type session struct {
	it      *item
	onClose func()
}

func newSession() *session {
	s := &session{it: pool.Get().(*item)}
	s.onClose = func() {
		pool.Put(s.it)
		s.it = nil
	}
	return s
}

func (s *session) Close() {
	if s.onClose != nil {
		s.onClose()
		s.onClose = nil
	}
}

func (s *session) start() {
	it := pool.Get().(*item)
	s.it = it
	s.onClose = func() { pool.Put(it) }
}

func sessionClosed() {
	s := newSession()
	defer s.Close()
	println(s.it.n)
}

func sessionForgotten() {
	s := newSession() // want `s.it from newSession is not put back`
	println(s.it.n)
}

// The function puts only some of the time, and nothing tells when.
type counted struct {
	item
	refs int
}

var countedPool = sync.Pool{New: func() any { return new(counted) }}

type countedHolder struct {
	c    *counted
	free func()
}

func openCounted() *countedHolder {
	c := countedPool.Get().(*counted)
	return &countedHolder{c: c, free: func() {
		if c.refs--; c.refs == 0 {
			countedPool.Put(c)
		}
	}}
}

func countedKept() int {
	h := openCounted()
	return h.c.n
}
