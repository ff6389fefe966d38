// Package stored stores the object after it was put.
package stored

import "sync"

var pool = sync.Pool{New: func() any { b := make([]byte, 64); return &b }}

type holder struct {
	p    *[]byte
	data []byte
	next *holder
}

var global holder

func (h *holder) restore() {
	p := h.p
	pool.Put(h.p)
	h.p = p // want `h.p is used after pool.Put at line \d+`
}

func (h *holder) given(p *[]byte) {
	pool.Put(p)
	h.p = p // want `p is used after pool.Put at line \d+`
}

func (h *holder) part() {
	p := pool.Get().(*[]byte)
	data := (*p)[:4]
	pool.Put(p)
	h.next.data = data // want `p is used after pool.Put at line \d+`
}

func inGlobal() {
	p := pool.Get().(*[]byte)
	pool.Put(p)
	global.p = p // want `p is used after pool.Put at line \d+`
}

func put(data []byte) {
	if cap(data) < 64 {
		return
	}
	slices.Put(&data)
}

var slices = sync.Pool{New: func() any { b := make([]byte, 64); return &b }}

func (h *holder) shrink(n int) {
	data := h.data
	if n > cap(data) {
		data = *slices.Get().(*[]byte)
		copy(data, h.data)
	}
	put(h.data)
	h.data = data // want `h.data is used after put at line \d+`
}

func (h *holder) grow(n int) {
	if n > cap(h.data) {
		data := *slices.Get().(*[]byte)
		copy(data, h.data)
		put(h.data)
		h.data = data
	}
}

func (h *holder) clear() {
	pool.Put(h.p)
	h.p = nil
}

func (h *holder) swap() {
	old := h.p
	h.p = pool.Get().(*[]byte)
	pool.Put(old)
}

func (h *holder) exchange() {
	pool.Put(h.p)
	h.p = pool.Get().(*[]byte)
}

func (h *holder) list() {
	n := global.next
	pool.Put(h.p)
	global.next = h
	h.next, h.p = n, nil
}

func local() {
	var h holder
	p := pool.Get().(*[]byte)
	pool.Put(p)
	h.p = p // nobody looks
}
