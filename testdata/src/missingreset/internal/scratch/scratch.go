// Package scratch lends objects to the packages beside it, which are not in view.
// What they set as soon as they have one is not known, if they can set it.
package scratch

import "sync"

type Context struct {
	Src  []byte
	Flat bool
}

var contexts = sync.Pool{New: func() any { return new(Context) }}

func Take() *Context { return contexts.Get().(*Context) }

func Release(c *Context) { contexts.Put(c) }

func (c *Context) Sub(src []byte, f func(*Context) int) int {
	old := c.Src
	c.Src = src
	n := f(c)
	c.Src = old
	return n
}

func (c *Context) Len() int {
	if c.Flat {
		return 0
	}
	return len(c.Src)
}

func (c *Context) Flatten() { c.Flat = true }

// What only this package can set, the others cannot.
type Cursor struct {
	Src []byte
	pos int
}

var cursors = sync.Pool{New: func() any { return new(Cursor) }}

func TakeCursor() *Cursor { return cursors.Get().(*Cursor) }

func ReleaseCursor(c *Cursor) { cursors.Put(c) } // want `c is put back without a reset of pos`

func (c *Cursor) Next() byte {
	if c.pos == len(c.Src) {
		return 0
	}
	b := c.Src[c.pos]
	c.pos = c.pos + 1
	return b
}

func (c *Cursor) Skip(n int) { c.pos = n }
