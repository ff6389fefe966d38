// Package told has flags that tell whether there is an object to put.
package told

import (
	"bytes"
	"io"
	"sync"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// A lease has a buffer, which may be one of the pool.
type lease struct {
	buf    *bytes.Buffer
	pooled bool
	strict bool
	kind   int
}

func lend(into *bytes.Buffer, r io.Reader) error {
	l := lease{buf: into}
	if into == nil {
		l = lease{buf: bufs.Get().(*bytes.Buffer), pooled: true}
	}
	l.buf.Reset()
	_, err := l.buf.ReadFrom(r)
	if l.pooled {
		bufs.Put(l.buf)
	}
	return err
}

func lendDeferred(r io.Reader) (string, error) {
	l := &lease{buf: bufs.Get().(*bytes.Buffer), pooled: true}
	defer func() {
		if l.pooled {
			bufs.Put(l.buf)
		}
	}()
	_, err := l.buf.ReadFrom(r)
	return l.buf.String(), err
}

func lendKind(r io.Reader) error {
	l := lease{buf: bufs.Get().(*bytes.Buffer), kind: 2}
	_, err := l.buf.ReadFrom(r)
	if l.kind != 2 {
		return err
	}
	bufs.Put(l.buf)
	return err
}

// The flag is asked, but not for the Put.
func lendStrict(r io.Reader) (string, error) {
	l := lease{buf: bufs.Get().(*bytes.Buffer), strict: true} // want `the object from bufs.Get is not put back when the function returns at line 59`
	_, err := l.buf.ReadFrom(r)
	if l.strict && err != nil {
		return "", err
	}
	s := l.buf.String()
	bufs.Put(l.buf)
	return s, err
}

func newLease() (lease, error) { return lease{buf: bufs.Get().(*bytes.Buffer), pooled: true}, nil }

func useLease(r io.Reader) (string, error) {
	l, err := newLease()
	if err != nil {
		return "", err
	}
	if l.pooled {
		defer bufs.Put(l.buf)
	}
	_, err = l.buf.ReadFrom(r)
	return l.buf.String(), err
}

func useLeaseForgets(r io.Reader) (string, error) {
	l, err := newLease() // want `l from newLease is not put back when the function returns at line 86`
	if err != nil {
		return "", err
	}
	if _, err = l.buf.ReadFrom(r); err != nil {
		return "", err
	}
	if l.pooled {
		defer bufs.Put(l.buf)
	}
	return l.buf.String(), err
}

// A store may pool its buffers.
type store struct {
	pooling bool
	quiet   bool
}

func (s *store) get() *bytes.Buffer {
	if s.pooling {
		return bufs.Get().(*bytes.Buffer)
	}
	return new(bytes.Buffer)
}

func (s *store) read(r io.Reader) string {
	b := s.get()
	b.ReadFrom(r)
	text := b.String()
	if s.pooling {
		bufs.Put(b)
	}
	return text
}

func (s *store) readOther(r io.Reader) string {
	b := s.get() // want `b from s.get is not put back when the function returns at line 122`
	b.ReadFrom(r)
	text := b.String()
	if s.pooling && text == "" {
		return text
	}
	bufs.Put(b)
	return text
}

func get(pooling bool) *bytes.Buffer {
	if pooling {
		return bufs.Get().(*bytes.Buffer)
	}
	return new(bytes.Buffer)
}

func read(r io.Reader, pooling bool) string {
	b := get(pooling)
	b.ReadFrom(r)
	text := b.String()
	if !pooling {
		return text
	}
	bufs.Put(b)
	return text
}
