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

func once() {
	m := bPool.Get().(*b)
	put(m)
}

func twice() {
	m := bPool.Get().(*b)
	put(m)
	bPool.Put(m) // want `m is put back twice: also by put at line 31`
}
