// Package guard takes objects out of a guard that puts what it still has.
package guard

import "sync"

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

type guard struct{ it *item }

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

func handedOver() *item {
	g := &guard{it: pool.Get().(*item)}
	defer g.Close()
	return g.take()
}

// Close has nothing to put any more.
func forgotten() int {
	g := &guard{it: pool.Get().(*item)} // want `the object from pool.Get is not put back`
	defer g.Close()
	it := g.take()
	return it.n
}

func takenAndPut() int {
	g := &guard{it: pool.Get().(*item)}
	defer g.Close()
	it := g.take()
	defer pool.Put(it)
	return it.n
}

// The object comes from a variable.
func local() *item {
	it := pool.Get().(*item)
	it.n = 0
	g := &guard{it: it}
	return g.take()
}
