// Package rangefunc takes and puts objects in loops over iterators.
package rangefunc

import (
	"bytes"
	"errors"
	"iter"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var errEmpty = errors.New("empty")

// What the body defers runs when the function returns.
func deferred(seq iter.Seq[string]) (n int) {
	for s := range seq {
		b := pool.Get().(*bytes.Buffer)
		defer pool.Put(b)
		b.WriteString(s)
		n += b.Len()
	}
	return n
}

func deferredLiteral(seq iter.Seq[string]) (n int) {
	for s := range seq {
		b := pool.Get().(*bytes.Buffer)
		defer func() { pool.Put(b) }()
		b.WriteString(s)
	}
	return n
}

func deferredBoth(seq iter.Seq[string]) (n int) {
	defer println("done")
	for s := range seq {
		b := pool.Get().(*bytes.Buffer)
		defer pool.Put(b)
		b.WriteString(s)
	}
	return n
}

func deferredNested(seqs iter.Seq[iter.Seq[string]]) {
	for seq := range seqs {
		for s := range seq {
			b := pool.Get().(*bytes.Buffer)
			defer pool.Put(b)
			b.WriteString(s)
		}
	}
}

func forgotten(seq iter.Seq[string]) {
	for s := range seq {
		b := pool.Get().(*bytes.Buffer) // want `b from pool.Get is not put back`
		b.WriteString(s)
	}
}

func inline(seq iter.Seq[string]) {
	for s := range seq {
		b := pool.Get().(*bytes.Buffer)
		b.WriteString(s)
		pool.Put(b)
	}
}

func continues(seq iter.Seq[string]) {
	for s := range seq {
		b := pool.Get().(*bytes.Buffer) // want `b from pool.Get is not put back`
		if s == "" {
			continue
		}
		b.WriteString(s)
		pool.Put(b)
	}
}

// A return out of the body.
func returns(seq iter.Seq[string]) error {
	b := pool.Get().(*bytes.Buffer) // want `b from pool.Get is not put back when the function returns at line 86`
	for s := range seq {
		if s == "" {
			return errEmpty
		}
		b.WriteString(s)
	}
	pool.Put(b)
	return nil
}

func returnsAndPuts(seq iter.Seq[string]) error {
	b := pool.Get().(*bytes.Buffer)
	for s := range seq {
		if s == "" {
			pool.Put(b)
			return errEmpty
		}
		b.WriteString(s)
	}
	pool.Put(b)
	return nil
}

func breaks(seq iter.Seq[string]) {
	b := pool.Get().(*bytes.Buffer)
	for s := range seq {
		if s == "" {
			break
		}
		b.WriteString(s)
	}
	pool.Put(b)
}

func returnsObject(seq iter.Seq[string]) *bytes.Buffer {
	for s := range seq {
		b := pool.Get().(*bytes.Buffer)
		b.WriteString(s)
		if s != "" {
			return b
		}
		pool.Put(b)
	}
	return nil
}

func sends(seq iter.Seq[string], ch chan<- *bytes.Buffer) {
	for s := range seq {
		b := pool.Get().(*bytes.Buffer)
		b.WriteString(s)
		ch <- b
	}
}

func returnsDeferred(seq iter.Seq2[int, string]) error {
	b := pool.Get().(*bytes.Buffer)
	defer pool.Put(b)
	for _, s := range seq {
		if s == "" {
			return errEmpty
		}
		b.WriteString(s)
	}
	return nil
}

type list struct{ words []string }

func (l *list) all(yield func(string) bool) {
	for _, w := range l.words {
		if !yield(w) {
			return
		}
	}
}

func overMethod(l *list) error {
	b := pool.Get().(*bytes.Buffer) // want `at line 164`
	for s := range l.all {
		if s == "" {
			return errEmpty
		}
		b.WriteString(s)
	}
	pool.Put(b)
	return nil
}

func overMethodPuts(l *list) error {
	b := pool.Get().(*bytes.Buffer)
	defer pool.Put(b)
	for s := range l.all {
		if s == "" {
			return errEmpty
		}
		b.WriteString(s)
	}
	return nil
}

type reader struct{ buf *bytes.Buffer }

func newReader() *reader { return &reader{buf: pool.Get().(*bytes.Buffer)} }

// drain puts the buffer at the end.
func (r *reader) drain(yield func(byte) bool) {
	for _, c := range r.buf.Bytes() {
		if !yield(c) {
			break
		}
	}
	pool.Put(r.buf)
}

func (r *reader) each(yield func(byte) bool) {
	for _, c := range r.buf.Bytes() {
		if !yield(c) {
			break
		}
	}
}

func drained() (n int) {
	r := newReader()
	for c := range r.drain {
		n += int(c)
	}
	return n
}

func notDrained() (n int) {
	r := newReader() // want `r.buf from newReader is not put back`
	for c := range r.each {
		n += int(c)
	}
	return n
}
