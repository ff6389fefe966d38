// Package linked uses the elements of linked structures.
package linked

import "sync"

type node struct {
	key        int
	next, prev *node
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
		n := pool.Get().(*node)
		tail.next = n
		tail = n
	}
	return head
}

// The next one is another object.
func free(n *node) {
	for n != nil {
		next := n.next
		pool.Put(n)
		n = next
	}
}

func freeLate(n *node) {
	for n != nil {
		pool.Put(n)
		n = n.next // want `n is used after pool.Put at line 41`
	}
}

type lru struct {
	root node
	byID map[int]*node
}

func (l *lru) remove(e *node) {
	e.prev.next = e.next
	e.next.prev = e.prev
	pool.Put(e)
}

func (l *lru) evict() {
	e := l.root.prev
	delete(l.byID, e.key)
	l.remove(e)
	println(l.root.prev.key)
}

func (l *lru) evictLate() {
	e := l.root.prev
	l.remove(e)
	delete(l.byID, e.key) // want `l.root.prev is used after l.remove at line 66`
}

func (l *lru) evictAll(n int) {
	for range n {
		e := l.root.prev
		delete(l.byID, e.key)
		l.remove(e)
	}
}
