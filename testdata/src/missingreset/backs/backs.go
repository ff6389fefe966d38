// Package backs has objects of which a part is handed out, and put by its pointer back
// to the object.
package backs

import (
	"errors"
	"sync"
)

var errDone = errors.New("done")

// What went wrong with one cursor goes on with the next.
type desk struct {
	cur  cursor
	page []byte
}

type cursor struct {
	desk *desk
	err  error
	key  int
}

var desks = sync.Pool{New: func() any { return &desk{} }}

func Open(key int) *cursor {
	d := desks.Get().(*desk) // want `d from desks.Get still holds cur.err as its last user left it`
	c := &d.cur
	c.desk = d
	c.key = key
	return c
}

func (c *cursor) Next() bool {
	if c.err != nil {
		return false
	}
	if c.key++; c.key > 10 {
		c.err = errDone
	}
	return true
}

func (c *cursor) Close() { desks.Put(c.desk) }

// Unless it is reset before the Put.
type bench struct{ cur tool }

type tool struct {
	bench *bench
	err   error
	key   int
}

var benches = sync.Pool{New: func() any { return &bench{} }}

func Take(key int) *tool {
	b := benches.Get().(*bench)
	b.cur.bench = b
	b.cur.key = key
	return &b.cur
}

func (t *tool) Next() bool {
	if t.err != nil {
		return false
	}
	if t.key++; t.key > 10 {
		t.err = errDone
	}
	return true
}

func (t *tool) Close() {
	t.err = nil
	benches.Put(t.bench)
}

// Or with the whole part, by a pointer that is copied first.
type stall struct{ cur ware }

type ware struct {
	stall *stall
	err   error
	key   int
}

var stalls = sync.Pool{New: func() any { return &stall{} }}

func Buy(key int) *ware {
	s := stalls.Get().(*stall)
	s.cur.stall = s
	s.cur.key = key
	return &s.cur
}

func (w *ware) Next() bool {
	if w.err != nil {
		return false
	}
	if w.key++; w.key > 10 {
		w.err = errDone
	}
	return true
}

func (w *ware) Close() {
	s := w.stall
	*w = ware{}
	stalls.Put(s)
}

// The copy alone resets nothing.
type shelf struct{ cur book }

type book struct {
	shelf *shelf
	err   error
	key   int
}

var shelves = sync.Pool{New: func() any { return &shelf{} }}

func Read(key int) (*book, error) {
	s := shelves.Get().(*shelf) // want `s from shelves.Get still holds cur.err as its last user left it`
	b := &s.cur
	b.shelf = s
	b.key = key
	if key < 0 {
		b.Close()
		return nil, errDone
	}
	return b, nil
}

func (b *book) Next() bool {
	if b.err != nil {
		return false
	}
	if b.key++; b.key > 10 {
		b.err = errDone
	}
	return true
}

func (b *book) Close() {
	if s := b.shelf; s != nil {
		b.shelf = nil
		shelves.Put(s)
	}
}

// Or it is set anew as a whole with the object.
type crate struct{ cur jar }

type jar struct {
	crate *crate
	err   error
	key   int
}

var crates = sync.Pool{New: func() any { return &crate{} }}

func Fill(key int) *jar {
	c := crates.Get().(*crate)
	j := &c.cur
	*j = jar{crate: c, key: key}
	return j
}

func (j *jar) Next() bool {
	if j.err != nil {
		return false
	}
	if j.key++; j.key > 10 {
		j.err = errDone
	}
	return true
}

func (j *jar) Close() { crates.Put(j.crate) }

// Or all of the object is reset but for its memory.
type attic struct {
	cur  chest
	page []byte
}

type chest struct {
	attic *attic
	err   error
	page  []byte
}

var attics = sync.Pool{New: func() any { return &attic{} }}

func Lift(key byte) *chest {
	a := attics.Get().(*attic)
	c := &a.cur
	c.attic = a
	c.page = append(a.page[:0], key)
	return c
}

func (c *chest) Next() bool {
	if c.err != nil {
		return false
	}
	if c.page[0]++; c.page[0] > 10 {
		c.err = errDone
	}
	return true
}

func (c *chest) Close() {
	if a := c.attic; a != nil {
		a.page = c.page
		if cap(a.page) > 1<<10 {
			a.page = nil
		}
		*a = attic{page: a.page}
		attics.Put(a)
	}
}
