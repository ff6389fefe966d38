// Package fields has objects with fields that grow.
package fields

import "sync"

type encoder struct {
	buf   []byte
	stack []int
}

func (e *encoder) str(s string) { e.buf = append(e.buf, s...) }

func (e *encoder) reset() {
	e.buf = e.buf[:0]
	e.stack = e.stack[:0]
}

var unlimited = sync.Pool{New: func() any { return new(encoder) }}

func newEncoder() *encoder { return unlimited.Get().(*encoder) }

func (e *encoder) free() {
	e.reset()
	unlimited.Put(e) // want `e is put back no matter how large its buf has grown`
}

func encode(s string) int {
	e := newEncoder()
	defer e.free()
	e.str(s)
	return len(e.buf)
}

type writer struct{ buf []byte }

func (w *writer) str(s string) { w.buf = append(w.buf, s...) }

var limited = sync.Pool{New: func() any { return new(writer) }}

// The Put is unconditional, but what is too large is dropped.
func (w *writer) free() {
	if cap(w.buf) > 64<<10 {
		w.buf = nil
	} else {
		w.buf = w.buf[:0]
	}
	limited.Put(w)
}

func write(s string) int {
	w := limited.Get().(*writer)
	defer w.free()
	w.str(s)
	return len(w.buf)
}
