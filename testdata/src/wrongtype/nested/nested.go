// Package nested has a pool in a struct in a generic type, to which the objects
// refer.
package nested

import "sync"

type common struct{ cache sync.Pool }

type runner[T any] struct {
	common
	run func(T)
}

type worker[T any] struct {
	owner *runner[T]
	args  []T
}

func newRunner[A any](run func(A)) *runner[A] {
	r := &runner[A]{run: run}
	r.cache.New = func() any { return &worker[A]{owner: r} }
	return r
}

func (w *worker[T]) stop() {
	w.args = nil
	w.owner.cache.Put(w)
}

func (w *worker[T]) stopArgs() {
	w.owner.cache.Put(&w.args) // want `\*\[\]T put in w.owner.cache, whose other values are \*worker\[T\]`
}
