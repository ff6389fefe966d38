// Package hidden has a sync.Pool behind an interface of its own.
package hidden

import "sync"

type objects interface {
	Get() any
	Put(any)
}

type message struct{ b []byte }

func (m *message) decode(p []byte) { m.b = append(m.b[:0], p...) }

type messages struct{ objects }

func newMessages() *messages {
	return &messages{objects: &sync.Pool{New: func() any { return new(message) }}}
}

func (p *messages) get() *message  { return p.Get().(*message) }
func (p *messages) put(m *message) { p.Put(m) } // want `m is put back no matter how large its b has grown`

func consume(p *messages, in []byte) int {
	m := p.get()
	m.decode(in)
	n := len(m.b)
	p.put(m)
	return n
}

type capped struct{ from objects }

func newCapped() *capped {
	return &capped{from: &sync.Pool{New: func() any { return new(message) }}}
}

func (p *capped) get() *message { return p.from.Get().(*message) }
func (p *capped) put(m *message) {
	if cap(m.b) <= 1<<16 {
		p.from.Put(m)
	}
}

func consumeCapped(p *capped, in []byte) int {
	m := p.get()
	m.decode(in)
	n := len(m.b)
	p.put(m)
	return n
}
