// Package mover takes objects out of what holds them. // want package:"contents of [0-9]+ functions"
package mover

import "sync"

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

type Guard struct {
	it   *item
	done bool
}

func NewGuard() *Guard { // want NewGuard:`getter\(0\*\.it\)`
	return &Guard{it: pool.Get().(*item)}
}

func (g *Guard) Take() *item { // want Take:`mover\(0\*\.it\) alias\(0=0\*\.it\)`
	it := g.it
	g.it = nil
	return it
}

func (g *Guard) TryTake() (*item, bool) { // want TryTake:`mover\(0\*\.it if 1 is true\) alias\(0=0\*\.it\)`
	if g.done {
		return nil, false
	}
	it := g.it
	g.it = nil
	return it, true
}

func (g *Guard) Get(move bool) *item { // want Get:`mover\(0\*\.it\?\) alias\(0=0\*\.it\)`
	it := g.it
	if move {
		g.it = nil
	}
	return it
}

func (g *Guard) Peek() *item { // want Peek:`alias\(0=0\*\.it\)`
	return g.it
}
