// Package cases puts values by their type.
package cases

import "sync"

type a struct{ n int }

type b struct{ s string }

var (
	aPool = sync.Pool{New: func() any { return new(a) }}
	bPool = sync.Pool{New: func() any { return new(b) }}
)

func put(m any) {
	switch m := m.(type) {
	case *a:
		aPool.Put(m)
	case *b:
		bPool.Put(m)
	}
}

func useA() {
	m := aPool.Get().(*a)
	put(m)
}

func useB() {
	m := bPool.Get().(*b)
	put(m)
}

func putA(m any) { aPool.Put(m) }

func wrong() {
	m := bPool.Get().(*b)
	putA(m) // want `\*b put in aPool, whose other values are \*a`
}

func right() {
	m := aPool.Get().(*a)
	putA(m)
}
