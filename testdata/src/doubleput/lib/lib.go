// Package lib has getters and putters for others.
package lib

import (
	"bytes"
	"sync"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Get returns a buffer, for Put.
func Get() *bytes.Buffer { return bufs.Get().(*bytes.Buffer) }

// Put puts buf back.
func Put(buf *bytes.Buffer) {
	buf.Reset()
	bufs.Put(buf)
}

// Borrow returns a buffer and a function that puts it back.
func Borrow() (*bytes.Buffer, func()) {
	buf := Get()
	return buf, func() { Put(buf) }
}

// BorrowOnce is Borrow with a function that may be called again.
func BorrowOnce() (*bytes.Buffer, func()) {
	buf := Get()
	return buf, sync.OnceFunc(func() { Put(buf) })
}

// A Doc holds a buffer.
type Doc struct{ buf *bytes.Buffer }

// Open returns a document, for Close.
func Open(name string) *Doc {
	d := &Doc{Get()}
	d.buf.WriteString(name)
	return d
}

// Len returns the length of d.
func (d *Doc) Len() int { return d.buf.Len() }

// Close puts the buffer of d back.
func (d *Doc) Close() { Put(d.buf) }

// A Safe holds a buffer, and knows whether it does.
type Safe struct{ buf *bytes.Buffer }

// OpenSafe returns a Safe, for Close.
func OpenSafe(name string) *Safe {
	s := &Safe{Get()}
	s.buf.WriteString(name)
	return s
}

// Len returns the length of s.
func (s *Safe) Len() int {
	if s.buf == nil {
		return 0
	}
	return s.buf.Len()
}

// Close puts the buffer of s back, once.
func (s *Safe) Close() {
	if s.buf == nil {
		return
	}
	Put(s.buf)
	s.buf = nil
}

// Pool is a pool of *T.
type Pool[T any] struct{ p sync.Pool }

// Get returns a T.
func (p *Pool[T]) Get() *T {
	if x, ok := p.p.Get().(*T); ok {
		return x
	}
	return new(T)
}

// Put puts x back.
func (p *Pool[T]) Put(x *T) { p.p.Put(x) }
