// Package backs has objects that are put by the pointer back of a part that is handed out.
package backs

import (
	"io"
	"sync"
)

type desk struct {
	cur cursor
	src io.Reader
}

type cursor struct {
	desk *desk
	key  int
}

var desks = sync.Pool{New: func() any { return &desk{} }}

func Open() *cursor {
	d := desks.Get().(*desk)
	d.cur.desk = d
	d.cur.key = 0
	return &d.cur
}

func (c *cursor) Use(src io.Reader) { c.desk.src = src }

func (c *cursor) Read(p []byte) (int, error) { return c.desk.src.Read(p[c.key:]) }

func (c *cursor) Close() {
	desks.Put(c.desk) // want `c.desk keeps what src refers to alive while it waits in the pool`
}

// One that lets go of it, and of the pointer.
type bench struct {
	cur tool
	src io.Reader
}

type tool struct {
	bench *bench
	key   int
}

var benches = sync.Pool{New: func() any { return &bench{} }}

func Take() *tool {
	b := benches.Get().(*bench)
	b.cur.bench = b
	b.cur.key = 0
	return &b.cur
}

func (t *tool) Use(src io.Reader) { t.bench.src = src }

func (t *tool) Read(p []byte) (int, error) { return t.bench.src.Read(p[t.key:]) }

func (t *tool) Close() {
	b := t.bench
	b.src = nil
	*t = tool{}
	benches.Put(b)
}
