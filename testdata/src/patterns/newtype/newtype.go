// Package newtype is pattern C4: New returns a pointer, and a value is asserted.
package newtype

import "sync"

type words struct{ n int }

var pool = sync.Pool{New: func() any { return new(words) }}

func value() int {
	w := pool.Get().(words) // want `New of pool returns \*words, which this assertion to words rejects`
	defer pool.Put(&w)
	w.n = 1
	return w.n
}

func pointer() int {
	w := pool.Get().(*words)
	defer pool.Put(w)
	w.n = 1
	return w.n
}
