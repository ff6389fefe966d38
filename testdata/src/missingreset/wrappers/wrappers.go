// Package wrappers has getters and putters, some of which reset.
package wrappers

import (
	"bytes"
	"sync"
)

type pool struct{ p sync.Pool }

func (p *pool) get() *bytes.Buffer {
	if buf, ok := p.p.Get().(*bytes.Buffer); ok {
		return buf
	}
	return new(bytes.Buffer)
}

func (p *pool) put(buf *bytes.Buffer) { p.p.Put(buf) }

var plain pool

func usesPlain(b byte) string {
	buf := plain.get()
	defer plain.put(buf) // want `buf is put back with what was written to it, which its next user gets at line 23`
	buf.WriteByte(b)
	return buf.String()
}

type cleanPool struct{ p sync.Pool }

func (p *cleanPool) get() *bytes.Buffer {
	if buf, ok := p.p.Get().(*bytes.Buffer); ok {
		buf.Reset()
		return buf
	}
	return new(bytes.Buffer)
}

func (p *cleanPool) put(buf *bytes.Buffer) { p.p.Put(buf) }

var clean cleanPool

func usesClean(b byte) string {
	buf := clean.get()
	defer clean.put(buf)
	buf.WriteByte(b)
	return buf.String()
}

type resetter interface{ Reset() }

// A generic pool with a callback.
type typed[T any] struct {
	p     sync.Pool
	reset func(T)
}

func (p *typed[T]) get() T { return p.p.Get().(T) }

func (p *typed[T]) put(x T) {
	p.reset(x)
	p.p.Put(x)
}

var withCallback = typed[*bytes.Buffer]{
	p:     sync.Pool{New: func() any { return new(bytes.Buffer) }},
	reset: func(b *bytes.Buffer) { b.Reset() },
}

func usesCallback(b byte) string {
	buf := withCallback.get()
	defer withCallback.put(buf)
	buf.WriteByte(b)
	return buf.String()
}

// Through an interface.
var any1 = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func usesInterface(b byte) string {
	buf := any1.Get().(*bytes.Buffer)
	defer func() {
		var r resetter = buf
		r.Reset()
		any1.Put(buf)
	}()
	buf.WriteByte(b)
	return buf.String()
}
