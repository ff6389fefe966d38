// Package large has a function that takes more paths than are followed: nothing
// is claimed of what it does, nor of the objects that it is given.
package large

import (
	"errors"
	"sync"
)

type part struct{ open bool }

func (p *part) close() { p.open = false }

type cursor struct {
	owner                  *block
	a, b, c, d, e, f, g, h *part
	n                      int
}

type block struct {
	cur  cursor
	data []byte
}

var blocks = sync.Pool{New: func() any { return new(block) }}

func (c *cursor) Close() {
	if c.a != nil {
		c.a.close()
		c.a = nil
	}
	if c.b != nil {
		c.b.close()
		c.b = nil
	}
	if c.c != nil {
		c.c.close()
		c.c = nil
	}
	if c.d != nil {
		c.d.close()
		c.d = nil
	}
	if c.e != nil {
		c.e.close()
		c.e = nil
	}
	if c.f != nil {
		c.f.close()
		c.f = nil
	}
	if c.g != nil {
		c.g.close()
		c.g = nil
	}
	if c.h != nil {
		c.h.close()
		c.h = nil
	}
	if owner := c.owner; owner != nil {
		*owner = block{data: owner.data[:0]}
		blocks.Put(owner)
	}
}

var errNone = errors.New("none")

func Open(n int) (int, *cursor, error) {
	b := blocks.Get().(*block)
	c := &b.cur
	*c = cursor{owner: b, n: n}
	if n < 0 {
		c.Close()
		return 0, nil, errNone
	}
	return n, c, nil
}

// What is followed to the end is known to do nothing of the kind.
func (c *cursor) rewind() { c.n = 0 }

func open(n int) (int, *cursor, error) {
	b := blocks.Get().(*block) // want `b from blocks.Get is not put back when the function returns at line 88`
	c := &b.cur
	*c = cursor{owner: b, n: n}
	if n < 0 {
		c.rewind()
		return 0, nil, errNone
	}
	return n, c, nil
}
