package plain

import (
	"bytes"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func direct(s string) int {
	buf := buffers.New().(*bytes.Buffer) // want `^buffers.New called directly bypasses the pool: use Get$`
	defer buffers.Put(buf)
	buf.Reset()
	buf.WriteString(s)
	return buf.Len()
}

func viaPool(s string) int {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	buf.WriteString(s)
	return buf.Len()
}

func getter() *bytes.Buffer {
	return buffers.New().(*bytes.Buffer) // want `buffers.New called directly`
}

func inLiteral() func() int {
	return func() int {
		x := buffers.New() // want `buffers.New called directly`
		defer buffers.Put(x)
		return x.(*bytes.Buffer).Len()
	}
}

func newBuffer() any { return new(bytes.Buffer) }

var named = sync.Pool{New: newBuffer}

// Another name for the function: it may be meant for objects that are not pooled.
func byName() *bytes.Buffer { return newBuffer().(*bytes.Buffer) }

// A New that is no pool's.
type factory struct{ New func() any }

func other(f factory) any { return f.New() }

// To look at the function is not to call it.
func shared() *sync.Pool {
	if buffers.New == nil {
		return nil
	}
	return &sync.Pool{New: buffers.New}
}
