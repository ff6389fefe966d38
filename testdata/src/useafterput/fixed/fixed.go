// Package fixed reads fields that have one value as long as the object exists.
package fixed

import (
	"bytes"
	"sync"
)

type group struct {
	mu    sync.Mutex
	idle  *sync.Cond
	tasks sync.Pool
}

type task struct {
	group *group
	name  string
	count int
	out   []byte
}

func newGroup(name string) *group {
	g := &group{}
	g.idle = sync.NewCond(&g.mu)
	g.tasks.New = func() any { return &task{group: g, name: name, out: make([]byte, 64)} }
	return g
}

func (t *task) done() string {
	t.group.tasks.Put(t)
	t.group.idle.Signal()
	return t.name
}

func (t *task) counted() int {
	t.count++
	t.group.tasks.Put(t)
	return t.count // want `t is used after t.group.tasks.Put at line 37`
}

func (t *task) memory(to *bytes.Buffer) {
	out := t.out
	t.group.tasks.Put(t)
	to.Write(out) // want `memory of t is used after t.group.tasks.Put at line 43`
}

type reset struct{ name string }

var resets = sync.Pool{New: func() any { return &reset{name: "new"} }}

func whole(r *reset) string {
	*r = reset{}
	resets.Put(r)
	return r.name // want `r is used after resets.Put at line 53`
}
