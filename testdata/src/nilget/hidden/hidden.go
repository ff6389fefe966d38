// Package hidden has a sync.Pool behind an interface of its own.
package hidden

import (
	"bytes"
	"sync"
)

type objects interface {
	Get() any
	Put(any)
}

type buffers struct{ from objects }

func newBuffers() *buffers {
	return &buffers{from: &sync.Pool{New: func() any { return new(bytes.Buffer) }}}
}

func (b *buffers) get() *bytes.Buffer    { return b.from.Get().(*bytes.Buffer) }
func (b *buffers) put(buf *bytes.Buffer) { b.from.Put(buf) }

// Given by a function.
func newPool() objects { return &sync.Pool{New: func() any { return new(bytes.Buffer) }} }

var pool = newPool()

func take() *bytes.Buffer { return pool.Get().(*bytes.Buffer) }
