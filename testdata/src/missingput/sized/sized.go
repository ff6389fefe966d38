// Package sized drops objects by the size of what was read from them or
// written to them.
package sized

import (
	"bytes"
	"fmt"
	"io"
	"sync"
)

const limit = 64 << 10

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func text(w io.WriterTo) string {
	b := pool.Get().(*bytes.Buffer)
	w.WriteTo(b)
	s := b.String()
	if len(s) <= limit {
		pool.Put(b)
	}
	return s
}

// The length is that of something else.
func otherText(w io.WriterTo, other string) string {
	b := pool.Get().(*bytes.Buffer) // want `b from pool.Get is not put back`
	w.WriteTo(b)
	s := b.String()
	if len(other) <= limit {
		pool.Put(b)
	}
	return s
}

// It is the short ones that are lost.
func shortText(w io.WriterTo) string {
	b := pool.Get().(*bytes.Buffer) // want `b from pool.Get is not put back`
	w.WriteTo(b)
	s := b.String()
	if len(s) >= limit {
		pool.Put(b)
	}
	return s
}

func written(v any) {
	b := pool.Get().(*bytes.Buffer)
	n, _ := fmt.Fprint(b, v)
	if n > limit {
		return
	}
	pool.Put(b)
}

func writtenElsewhere(w io.Writer, v any) {
	b := pool.Get().(*bytes.Buffer) // want `at line 61`
	n, _ := fmt.Fprint(w, v)
	if n > limit {
		return
	}
	pool.Put(b)
}

func writtenAny(v any) {
	b := pool.Get().(*bytes.Buffer) // want `at line 70`
	n, _ := fmt.Fprint(b, v)
	if n > 0 {
		return
	}
	pool.Put(b)
}

func slice(r io.Reader, p *[]byte) {
	b := pool.Get().(*bytes.Buffer)
	b.ReadFrom(r)
	data := b.Bytes()
	*p = append((*p)[:0], data...)
	if len(data) > limit {
		return
	}
	pool.Put(b)
}
