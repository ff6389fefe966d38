// Package overwritten has objects that are overwritten as a whole by what a
// function returns, and getters that make an object where there is none.
package overwritten

import (
	"slices"
	"sync"
)

type block struct {
	key []byte
	off int
}

func (b *block) emptied() block { return block{key: b.key[:0]} }

type iter struct {
	lower string
	steps int
	block block
}

func (i *iter) emptied() iter { return iter{block: i.block.emptied()} }

func (i *iter) next() int {
	if i.lower != "" {
		i.steps++
	}
	return i.steps
}

var iters = sync.Pool{New: func() any { return new(iter) }}

func walk(lower string) int {
	i := iters.Get().(*iter)
	if lower != "" {
		i.lower = lower
	}
	n := i.next()
	*i = i.emptied()
	iters.Put(i)
	return n
}

// A field is carried over.
type cursor struct {
	lower string
	steps int
}

func (c *cursor) emptied() cursor { return cursor{lower: c.lower} }

var cursors = sync.Pool{New: func() any { return new(cursor) }}

func walkOn(lower string) int {
	c := cursors.Get().(*cursor)
	if lower != "" {
		c.lower = lower
	}
	n := len(c.lower)
	*c = c.emptied()
	cursors.Put(c) // want `c is put back without a reset of lower`
	return n
}

// A pool without New.
type encoder struct{ n, at int }

var encoders sync.Pool

func newEncoder(n int) *encoder {
	e, _ := encoders.Get().(*encoder)
	if e != nil {
		e.at = 0
	} else {
		e = &encoder{}
	}
	e.n = n
	return e
}

func encode(n, m int) int {
	e := newEncoder(m)
	if n > 3 {
		e.at = n
	}
	n = e.at
	encoders.Put(e)
	return n
}

var movers sync.Pool

func newMover(n int) *encoder {
	e, _ := movers.Get().(*encoder) // want `e from movers.Get still holds at as its last user left it`
	if e == nil {
		e = &encoder{}
	}
	e.n = n
	return e
}

func move(n, m int) int {
	e := newMover(m)
	if n > 3 {
		e.at = n
	}
	n = e.at
	movers.Put(e)
	return n
}

// slices.Delete of everything, and of something.
type sheet struct{ cells []int }

var sheets = sync.Pool{New: func() any { return new(sheet) }}

func count(ns []int) (n int) {
	s := sheets.Get().(*sheet)
	for _, k := range ns[:min(len(ns), 9)] {
		s.cells = append(s.cells, k)
	}
	for _, k := range s.cells {
		n += k
	}
	if cap(s.cells) < 100 {
		s.cells = slices.Delete(s.cells, 0, len(s.cells))
		sheets.Put(s)
	}
	return n
}

var tables = sync.Pool{New: func() any { return new(sheet) }}

func countOn(ns []int) (n int) {
	s := tables.Get().(*sheet)
	for _, k := range ns[:min(len(ns), 9)] {
		s.cells = append(s.cells, k)
	}
	for _, k := range s.cells {
		n += k
	}
	if cap(s.cells) < 100 && len(s.cells) > 0 {
		s.cells = slices.Delete(s.cells, 0, 1)
		tables.Put(s) // want `s is put back without a reset of cells`
	}
	return n
}
