package lasting

import (
	"io"
	"sync"
)

// Options are for who makes a reader; those in the pool are all made alike.
type reader struct {
	data  []byte
	limit int
}

type option func(*reader)

func withLimit(n int) option { return func(r *reader) { r.limit = n } }

func newReader(data []byte, opts ...option) *reader {
	r := &reader{data: data}
	for _, opt := range opts {
		opt(r)
	}
	return r
}

var readers = sync.Pool{New: func() any { return newReader(nil, withLimit(64)) }}

func (r *reader) read(to io.Writer) (int, error) {
	return to.Write(r.data[:min(len(r.data), r.limit)])
}

func copyTo(to io.Writer, data []byte, read func(*reader, io.Writer) (int, error)) (int, error) {
	r := readers.Get().(*reader)
	r.data = data
	n, err := read(r, to)
	r.data = nil
	readers.Put(r)
	return n, err
}

// These are for who uses one.
type coder struct {
	data  []byte
	limit int
}

type setting func(*coder)

func withCoderLimit(n int) setting { return func(c *coder) { c.limit = n } }

var coders = sync.Pool{New: func() any { return new(coder) }}

func encodeWith(to io.Writer, data []byte, settings ...setting) (int, error) {
	c := coders.Get().(*coder) // want `c from coders.Get still holds limit as its last user left it`
	c.data = data
	for _, set := range settings {
		set(c)
	}
	n, err := to.Write(c.data[c.limit:])
	c.data = nil
	coders.Put(c)
	return n, err
}
