// Package guard takes objects out of a guard that puts what it still has.
package guard

import "sync"

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

type guard struct {
	it   *item
	done bool
}

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

func (g *guard) peek() *item { return g.it }

func taken() {
	g := &guard{it: pool.Get().(*item)}
	defer g.Close()
	it := g.take()
	pool.Put(it)
}

// The object comes from a variable.
func takenLocal() {
	it := pool.Get().(*item)
	it.n = 0
	g := &guard{}
	g.it = it
	defer g.Close()
	it = g.take()
	pool.Put(it)
}

func peeked() {
	g := &guard{it: pool.Get().(*item)}
	defer g.Close()
	it := g.peek()
	pool.Put(it) // want `the object is put back twice: also by g.Close at line 50`
}

func takenTwice() {
	g := &guard{it: pool.Get().(*item)}
	it := g.take()
	pool.Put(it)
	pool.Put(it) // want `the object is put back twice: also by pool.Put at line 58`
}

func (g *guard) tryTake() (*item, bool) {
	if g.done {
		return nil, false
	}
	it := g.it
	g.it = nil
	return it, true
}

func triedTo() {
	g := &guard{it: pool.Get().(*item)}
	defer g.Close()
	if it, ok := g.tryTake(); ok {
		pool.Put(it)
	}
}
