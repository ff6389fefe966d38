// Package genericpool is pattern B15: what a wrapper is instantiated with.
package genericpool

import "sync"

type Pool[T any] struct{ pool sync.Pool }

func New[T any](f func() T) *Pool[T] {
	return &Pool[T]{pool: sync.Pool{New: func() any { return f() }}}
}

func (p *Pool[T]) Get() T { return p.pool.Get().(T) }

func (p *Pool[T]) Put(x T) { p.pool.Put(x) }

type state struct{ n, m int }

var (
	slices = New(func() []byte { return make([]byte, 512) })
	states = New(func() *state { return new(state) })
)

func useSlice(fill func([]byte)) {
	b := slices.Get()
	defer slices.Put(b) // want `\[\]byte put in slices is boxed, which allocates at every Put`
	fill(b)
}

func useState() int {
	s := states.Get()
	defer states.Put(s)
	s.n++
	n := s.n
	*s = state{}
	return n
}
