// Package backs has objects that are put by the pointer back of a part that is handed out.
package backs

import (
	"bytes"
	"sync"
)

const max = 1 << 10

// Memory of the object grows by the part, which may let go of the pointer first.
type desk struct {
	cur  cursor
	page []byte
}

type cursor struct {
	desk *desk
	key  int
}

var desks = sync.Pool{New: func() any { return &desk{} }}

func Open(key int) *cursor {
	d := desks.Get().(*desk)
	d.cur.desk = d
	d.cur.key = key
	return &d.cur
}

func (c *cursor) Add(p []byte) []byte {
	c.desk.page = append(c.desk.page, p...)
	return c.desk.page[c.key:]
}

func (c *cursor) Close() {
	d := c.desk
	d.page = d.page[:0]
	c.desk = nil
	desks.Put(d) // want `d is put back no matter how large its page has grown`
}

// And meets a limit.
type bench struct {
	cur  tool
	page []byte
}

type tool struct {
	bench *bench
	key   int
}

var benches = sync.Pool{New: func() any { return &bench{} }}

func Take(key int) *tool {
	b := benches.Get().(*bench)
	b.cur.bench = b
	b.cur.key = key
	return &b.cur
}

func (t *tool) Add(p []byte) []byte {
	t.bench.page = append(t.bench.page, p...)
	return t.bench.page[t.key:]
}

func (t *tool) Close() {
	b := t.bench
	if cap(b.page) > max {
		b.page = nil
	}
	b.page = b.page[:0]
	t.bench = nil
	benches.Put(b)
}

// So does that of the part.
type stall struct{ cur ware }

type ware struct {
	stall *stall
	text  bytes.Buffer
}

var stalls = sync.Pool{New: func() any { return &stall{} }}

func Buy() *ware {
	s := stalls.Get().(*stall)
	s.cur.stall = s
	return &s.cur
}

func (w *ware) Add(p []byte) string {
	w.text.Write(p)
	return w.text.String()
}

func (w *ware) Close() {
	if w.text.Cap() > max {
		w.text = bytes.Buffer{}
	}
	w.text.Reset()
	stalls.Put(w.stall)
}

// Or not.
type shelf struct{ cur book }

type book struct {
	shelf *shelf
	text  bytes.Buffer
}

var shelves = sync.Pool{New: func() any { return &shelf{} }}

func Read() *book {
	s := shelves.Get().(*shelf)
	s.cur.shelf = s
	return &s.cur
}

func (b *book) Add(p []byte) string {
	b.text.Write(p)
	return b.text.String()
}

func (b *book) Close() {
	b.text.Reset()
	shelves.Put(b.shelf) // want `b.shelf is put back no matter how large its cur.text has grown`
}
