// Package linked puts the elements of linked structures.
package linked

import "sync"

type node struct {
	key        int
	next, prev *node
}

var pool = sync.Pool{New: func() any { return new(node) }}

type lru struct {
	root node
	byID map[int]*node
	n    int
}

func (l *lru) remove(e *node) {
	e.prev.next = e.next
	e.next.prev = e.prev
	pool.Put(e)
	l.n--
}

// What is last has another element each time.
func (l *lru) trim(max int) {
	for l.n > max {
		l.remove(l.root.prev)
	}
}

func (l *lru) removeTwice() {
	e := l.root.prev
	l.remove(e)
	l.remove(e) // want `l.root.prev is put back twice: also by l.remove at line 35`
}

func (l *lru) pop() { l.remove(l.root.prev) }

func popTwo(l *lru) {
	l.pop()
	l.pop()
}

func unlink(e *node) {
	e.prev.next = e.next
	e.next.prev = e.prev
}

// The link changes in another function than the one that puts.
func (l *lru) trimApart(max int) {
	for l.n > max {
		e := l.root.prev
		unlink(e)
		pool.Put(e)
		l.n--
	}
}

func (l *lru) trimInline(max int) {
	for l.n > max {
		e := l.root.prev
		e.prev.next = e.next
		e.next.prev = e.prev
		pool.Put(e)
		l.n--
	}
}

// Nothing changes the link.
func (l *lru) putAgain(max int) {
	for l.n > max {
		pool.Put(l.root.prev) // want `l.root.prev is put back again by the next iteration`
		l.n--
	}
}

type stack struct{ top *node }

func (s *stack) pop() {
	e := s.top
	s.top = e.next
	pool.Put(e)
}

func popBoth(s *stack) {
	s.pop()
	s.pop()
}

func (s *stack) drop() { pool.Put(s.top) }

func dropBoth(s *stack) {
	s.drop()
	s.drop() // want `s.top is put back twice: also by s.drop at line 95`
}
