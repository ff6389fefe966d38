// Package linked takes objects with pointers to each other.
package linked

import "sync"

type node struct {
	key  int
	next *node
}

var pool = sync.Pool{New: func() any { return new(node) }}

func pair() *node {
	n := pool.Get().(*node)
	n.next = pool.Get().(*node)
	return n
}

func several(k int) *node {
	head := pool.Get().(*node)
	tail := head
	for range k {
		tail.next = pool.Get().(*node)
		tail = tail.next
	}
	return head
}

func free(n *node) {
	for n != nil {
		next := n.next
		pool.Put(n)
		n = next
	}
}

func freed() {
	n := pair()
	defer free(n)
	println(n.key)
}

func freedSeveral() {
	n := several(3)
	println(n.key)
	free(n)
}

func forgotten() {
	n := pair() // want `n from pair is not put back`
	println(n.key)
}

// An object with a part that points back to it.
type alloc struct {
	it   iter
	keys [4]int
}

type iter struct {
	a   *alloc
	pos int
}

var allocs = sync.Pool{New: func() any { return new(alloc) }}

func (i *iter) Close() { allocs.Put(i.a) }

func (i *iter) rewind() { i.pos = 0 }

func open(n int) *iter {
	a := allocs.Get().(*alloc)
	a.it.a = a
	if n < 0 {
		a.it.Close()
		return nil
	}
	return &a.it
}

func openPart(n int) *iter {
	a := allocs.Get().(*alloc)
	it := &a.it
	it.a = a
	if n < 0 {
		it.Close()
		return nil
	}
	return it
}

func openForgets(n int) *iter {
	a := allocs.Get().(*alloc) // want `a from allocs.Get is not put back when the function returns at line 97`
	a.it.a = a
	if n < 0 {
		a.it.rewind()
		return nil
	}
	return &a.it
}
