// Package put has putters by what they put, and when. // want package:"contents of [0-9]+ functions"
package put

import (
	"bytes"
	"errors"
	"sync"
)

type T struct {
	n    int
	data []byte
	next *T
}

var pool = sync.Pool{New: func() any { return new(T) }}

func (t *T) Receiver() { pool.Put(t) } // want Receiver:`^putter\(0\)$`

func Parameter(n int, t *T) { // want Parameter:`^putter\(1\)$`
	t.n = n
	pool.Put(t)
}

func Any(v any) { pool.Put(v) } // want Any:`^putter\(0\)$`

func Deferred(t *T) int { // want Deferred:`^putter\(0\)$`
	defer pool.Put(t)
	return t.n
}

func DeferredClosure(t *T) int { // want DeferredClosure:`^putter\(0\)$`
	defer func() {
		t.n = 0
		pool.Put(t)
	}()
	return t.n
}

func Goroutine(t *T) { // want Goroutine:`^keeper\(0\)$`
	go func() {
		t.n++
		pool.Put(t)
	}()
}

type Holder struct {
	t    *T
	name string
}

func (h *Holder) Close() { pool.Put(h.t) } // want Close:`^putter\(0\*\.t\)$`

func (h Holder) CloseValue() { pool.Put(h.t) } // want CloseValue:`^putter\(0\.t\)$`

func (h *Holder) CloseOnce() { // want CloseOnce:`^putter\(0\*\.t cleared\)$`
	if h.t == nil {
		return
	}
	pool.Put(h.t)
	h.t = nil
}

func (h *Holder) Swap() { // want Swap:`^cuts\(0 t\) putter\(0\*\.t cleared\)$`
	t := h.t
	h.t = nil
	pool.Put(t)
}

func Field(name string, h *Holder) { // want Field:`^putter\(1\*\.t\)$`
	h.name = name
	pool.Put(h.t)
}

func FieldValue(h Holder) { pool.Put(h.t) } // want FieldValue:`^putter\(0\.t\)$`

type Outer struct{ holder Holder }

func (o *Outer) Close() { o.holder.Close() } // want Close:`^putter\(0\*\.holder\*?\.t\)$`

func NotNil(t *T) { // want NotNil:`^putter\(0\)$`
	if t != nil {
		pool.Put(t)
	}
}

const max = 64 << 10

func Small(t *T) { // want Small:`^putter\(0 or dropped\)$`
	if cap(t.data) > max {
		return // dropped for its size
	}
	t.data = t.data[:0]
	pool.Put(t)
}

func SmallOnly(t *T) { // want SmallOnly:`^putter\(0 or dropped\)$`
	if cap(t.data) <= max {
		pool.Put(t)
	}
}

var closed bool

func Sometimes(t *T) { // want Sometimes:`^putter\(0\?\)$`
	if !closed {
		pool.Put(t)
	}
}

func Told(t *T) bool { // want Told:`^putter\(0 if 0 is true\)$`
	if closed {
		return false
	}
	pool.Put(t)
	return true
}

func OnError(t *T, b []byte) error { // want OnError:`^putter\(0 if 0 is non-nil\)$`
	if len(b) == 0 {
		pool.Put(t)
		return errors.New("empty")
	}
	t.n = copy(t.data, b)
	return nil
}

func OnSuccess(t *T, b []byte) error { // want OnSuccess:`^putter\(0 if 0 is nil\)$`
	if len(b) == 0 {
		return errors.New("empty")
	}
	pool.Put(t)
	return nil
}

func OrPanic(t *T) { // want OrPanic:`^putter\(0\)$`
	if t.n < 0 {
		panic("negative")
	}
	pool.Put(t)
}

var free []*T

func OrKept(t *T) { // want OrKept:`^putter\(0\?\) keeper\(0\?\)$`
	if len(free) < 10 {
		free = append(free, t)
		return
	}
	pool.Put(t)
}

func Both(a, b *T) { // want Both:`^putter\(0\) putter\(1\)$`
	pool.Put(a)
	pool.Put(b)
}

func OneOf(a, b *T) *T { // want OneOf:`^putter\(0\? or returned\) putter\(1\? or returned\) alias\(0=0\) alias\(0=1\)$`
	if a.n > b.n {
		pool.Put(b)
		return a
	}
	pool.Put(a)
	return b
}

// The other object of the caller is only read.
func From(t, from *T) { // want From:`^putter\(0\)$`
	t.n = from.n
	pool.Put(t)
}

func Keep(t *T) { free = append(free, t) } // want Keep:`^keeper\(0 for later\)$`

func Chain(t, next *T) { t.next = next } // want Chain:`^keeper\(1 for later\)$`

func Same(t *T) *T { return t } // want Same:`^alias\(0=0\)$`

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func Bytes(b *bytes.Buffer) []byte { return b.Bytes() } // want Bytes:`^alias\(0=0 part\)$`

func Clone(b *bytes.Buffer) []byte { // want Clone:`^putter\(0\)$`
	defer buffers.Put(b)
	return bytes.Clone(b.Bytes())
}

var byteSlices sync.Pool

func Slice(b []byte) { byteSlices.Put(b) } // want Slice:`^putter\(0\)$`

func Header(b []byte) { byteSlices.Put(&b) } // want Header:`^putter\(0\)$`

func Pointer(p *[]byte) { // want Pointer:`^putter\(0\)$`
	*p = (*p)[:0]
	byteSlices.Put(p)
}
