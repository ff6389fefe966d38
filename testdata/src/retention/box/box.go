// Package box has wrappers for objects of any type.
package box

import "sync"

// A pool of what its user gives it, and of what it is put in for that.
type Pool[T any] struct {
	full, empty sync.Pool
}

func (p *Pool[T]) Get() (v T) {
	if box, _ := p.full.Get().(*T); box != nil {
		v = *box
		*box = *new(T)
		p.empty.Put(box)
	}
	return v
}

func (p *Pool[T]) Put(v T) {
	box, _ := p.empty.Get().(*T)
	if box == nil {
		box = new(T)
	}
	*box = v
	p.full.Put(box)
}

// What is noted about it is another's.
type Noted[T any] struct {
	val  T
	note *string
}

type NotedPool[T any] struct{ pool sync.Pool }

func (p *NotedPool[T]) Note(v T, note *string) *string {
	n, _ := p.pool.Get().(*Noted[T])
	if n == nil {
		n = new(Noted[T])
	}
	last := n.note
	n.val, n.note = v, note
	p.pool.Put(n) // want `n keeps what note refers to alive`
	return last
}
