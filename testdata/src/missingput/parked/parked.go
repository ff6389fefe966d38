// Package parked leaves objects in fields.
package parked

import (
	"bytes"
	"io"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func get() *bytes.Buffer    { return pool.Get().(*bytes.Buffer) }
func put(buf *bytes.Buffer) { buf.Reset(); pool.Put(buf) }

// Nothing puts what its field holds.
type forgetful struct {
	w   io.Writer
	buf *bytes.Buffer
}

func newForgetful(w io.Writer) *forgetful {
	return &forgetful{w: w, buf: get()} // want `the object from get stays in field buf, from which nothing puts it back`
}

func (f *forgetful) Write(p []byte) (int, error) { return f.buf.Write(p) }

func (f *forgetful) Close() error {
	_, err := f.w.Write(f.buf.Bytes())
	f.buf = nil
	return err
}

// The same, filled later, and behind an interface.
type lazy struct{ out io.Writer }

func (l *lazy) Write(p []byte) (int, error) {
	if l.out == nil {
		l.out = get() // want `the object from get stays in field out, from which nothing puts it back`
	}
	return l.out.Write(p)
}

// Close puts it.
type closer struct{ buf *bytes.Buffer }

func newCloser() *closer { return &closer{get()} }

func (c *closer) Close() { put(c.buf) }

// A function that it is passed to puts it.
type passing struct{ buf *bytes.Buffer }

func newPassing() *passing { return &passing{get()} }

func (p *passing) end() { finish(p.buf) }

func finish(buf *bytes.Buffer) {
	if buf != nil {
		put(buf)
	}
}

// It can be taken out.
type open struct{ buf *bytes.Buffer }

func newOpen() *open { return &open{get()} }

func (o *open) buffer() *bytes.Buffer { return o.buf }

// Others can reach the field.
type Public struct{ Buf *bytes.Buffer }

func NewPublic() *Public { return &Public{get()} }

// What holds it is pooled itself, and keeps it.
type entry struct{ buf *bytes.Buffer }

var entries = sync.Pool{New: func() any { return new(entry) }}

func newEntry() *entry {
	e := entries.Get().(*entry)
	if e.buf == nil {
		e.buf = get()
	}
	return e
}

func (e *entry) free() { entries.Put(e) }

// It is in two fields, and put from one of them.
type both struct{ buf, same *bytes.Buffer }

func (b *both) fill() {
	buf := get()
	b.buf, b.same = buf, buf
}

func (b *both) drain() { put(b.same) }
