// Package literals has fields that are read into composite literals.
package literals

import "sync"

type cookie struct {
	name string
	mode int
}

type writer interface{ set(*cookie) }

type context struct {
	mode  int
	limit int
}

func (c *context) SetMode(mode int)   { c.mode = mode }
func (c *context) SetLimit(limit int) { c.limit = limit }

func (c *context) Cookie(w writer, name string) {
	w.set(&cookie{name: name, mode: c.mode})
}

func (c *context) Bounds() cookie { return cookie{mode: c.limit} }

var contexts = sync.Pool{New: func() any { return new(context) }}

func serve(h interface{ handle(*context) }) {
	c := contexts.Get().(*context) // want `c from contexts.Get still holds mode as its last user left it`
	c.limit = 0
	h.handle(c)
	contexts.Put(c)
}

type state struct {
	size int
	mode int
}

func (s *state) SetSize(n int) { s.size = n }
func (s *state) SetMode(n int) { s.mode = n }

// A literal that takes a field over to the object itself reads nothing.
func (s *state) rebuild() { *s = state{size: s.size, mode: 1} }

var states = sync.Pool{New: func() any { return new(state) }}

func build(h interface{ handle(*state) }) {
	s := states.Get().(*state)
	h.handle(s)
	s.rebuild()
	states.Put(s)
}
