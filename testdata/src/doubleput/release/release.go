// Package release keeps the function that puts an object next to it.
package release

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

func twice() {
	h := open()
	defer h.free()
	if h.it.n > 3 {
		h.free() // want `h.it is put back twice: also by h.free at line 22`
	}
}

func once() {
	h := open()
	if h.it.n > 3 {
		h.free()
		return
	}
	h.free()
}

func andPut() {
	h := open()
	defer h.free()
	pool.Put(h.it) // want `h.it is put back twice: also by h.free at line 39`
}

// The function clears what it puts.
type session struct {
	it      *item
	onClose func()
}

func newSession() *session {
	s := &session{it: pool.Get().(*item)}
	s.onClose = func() {
		if s.it != nil {
			pool.Put(s.it)
			s.it = nil
		}
	}
	return s
}

func sessionTwice() {
	s := newSession()
	defer s.onClose()
	if s.it.n > 3 {
		s.onClose()
	}
}

func counted(n int) {
	it := pool.Get().(*item)
	h := holder{it: it, free: func() {
		if n--; n == 0 {
			pool.Put(it)
		}
	}}
	h.free()
	h.free()
}
