// Package guard takes objects out of a guard that puts what it still has.
package guard

import (
	"errors"
	"sync"
)

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

type guard struct {
	it   *item
	done bool
}

func newGuard() *guard { return &guard{it: pool.Get().(*item)} }

func (g *guard) Close() {
	if g.it != nil {
		pool.Put(g.it)
		g.it = nil
	}
}

func (g *guard) take() *item {
	it := g.it
	g.it = nil
	return it
}

func (g *guard) swap() (it *item) {
	it, g.it = g.it, nil
	return it
}

func (g *guard) peek() *item { return g.it }

func (g *guard) inner() *item { return g.take() }

func taken() *item {
	g := &guard{it: pool.Get().(*item)}
	defer g.Close()
	return g.take()
}

func swapped() *item {
	g := newGuard()
	defer g.Close()
	return g.swap()
}

func takenDeeper() *item {
	g := newGuard()
	defer g.Close()
	return g.inner()
}

func takenInLiteral() *item {
	g := newGuard()
	defer func() { g.Close() }()
	return g.take()
}

func peeked() *item {
	g := newGuard()
	defer g.Close()
	return g.peek() // want `g.it is returned, but g.Close puts it back when the function returns`
}

func peekedFirst() *item {
	g := newGuard()
	it := g.peek()
	defer g.Close()
	return it // want `g.it is returned, but g.Close puts it back when the function returns`
}

func (g *guard) tryTake() (*item, bool) {
	if g.done {
		return nil, false
	}
	it := g.it
	g.it = nil
	return it, true
}

var errDone = errors.New("done")

func triedTo() (*item, error) {
	g := newGuard()
	defer g.Close()
	it, ok := g.tryTake()
	if !ok {
		return nil, errDone
	}
	return it, nil
}

// Whether it is taken out, no result tells.
func (g *guard) get(move bool) *item {
	it := g.it
	if move {
		g.it = nil
	}
	return it
}

func got() *item {
	g := newGuard()
	defer g.Close()
	return g.get(true)
}
