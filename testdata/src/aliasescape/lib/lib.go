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

// A Doc holds a buffer.
type Doc struct{ buf *bytes.Buffer }

// Open returns a document, for Close.
func Open(name string) *Doc {
	d := &Doc{Get()}
	d.buf.WriteString(name)
	return d
}

// Bytes returns the content of d.
func (d *Doc) Bytes() []byte { return d.buf.Bytes() }

// Close puts the buffer of d back.
func (d *Doc) Close() { Put(d.buf) }
