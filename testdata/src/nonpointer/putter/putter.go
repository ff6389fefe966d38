// Package putter has functions that put what they are given.
package putter

import "sync"

var pool = sync.Pool{New: func() any { return new([]byte) }}

// PutBytes has the Put that allocates; its callers do not.
func PutBytes(b []byte) {
	pool.Put(b) // want `\[\]byte put in pool is boxed`
}

// PutAny puts anything.
func PutAny(x any) { pool.Put(x) }

// PutPointer puts pointers.
func PutPointer(b *[]byte) { pool.Put(b) }

// PutTo puts in any pool.
func PutTo(p *sync.Pool, x any) { p.Put(x) }

// PutSome puts only some of what it is given.
func PutSome(x any) {
	if p, ok := x.(*[]byte); ok {
		pool.Put(p)
	}
}

// PutUnboxed takes the value out and stores it in an interface anew.
func PutUnboxed(x any) {
	if b, ok := x.([]byte); ok {
		pool.Put(b) // want `\[\]byte put in pool is boxed`
	}
}

// A List is put; what is not a List is copied to one.
type List struct{ values []int }

// Values returns the values.
func (l *List) Values() []int { return l.values }

var lists = sync.Pool{New: func() any { return new(List) }}

// PutOr puts x, or a List that it makes of x.
func PutOr(x interface{ Values() []int }) {
	l, ok := x.(*List)
	if !ok {
		l = lists.Get().(*List)
		l.values = append(l.values, x.Values()...)
	}
	lists.Put(l)
}

func some(b []byte) {
	PutSome(b)
	PutUnboxed(b)
}

func callers(b []byte, bp *[]byte) {
	PutBytes(b)
	PutAny(b) // want `\[\]byte put in pool is boxed`
	PutAny(bp)
	PutPointer(bp)
	PutTo(&pool, b) // want `\[\]byte put in pool is boxed`
	PutTo(&pool, bp)
	defer PutAny(b) // want `\[\]byte put in pool is boxed`
}

func literals(b []byte, bp *[]byte) {
	put := func(x any) { pool.Put(x) }
	put(b) // want `\[\]byte put in pool is boxed`
	put(bp)
	putBytes := func(b []byte) {
		pool.Put(b) // want `\[\]byte put in pool is boxed`
	}
	putBytes(b)
}

// A node is put whole: what it holds is not boxed.
type node struct{ v any }

// PutNode puts a node that holds x.
func PutNode(x any) { pool.Put(&node{x}) }

func nodes(b []byte) { PutNode(b) }

type message struct{ pool *sync.Pool }

func (m message) release()     { m.pool.Put(m) }
func (m *message) releasePtr() { m.pool.Put(m) }

func methods(m message) {
	m.release()
	m.releasePtr()
}

type wide struct {
	pool *sync.Pool
	n    int
}

func (w wide) release() {
	w.pool.Put(w) // want `wide put in w.pool is boxed`
}

func wideMethods(w wide) { w.release() }
