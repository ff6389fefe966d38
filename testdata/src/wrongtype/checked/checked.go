// Package checked has assertions that allow for other types.
package checked

import "sync"

type (
	red   struct{ n int }
	green struct{ n int }
)

var pool = sync.Pool{New: func() any { return new(red) }}

func commaOk() *green {
	g, ok := pool.Get().(*green)
	if !ok {
		g = new(green)
	}
	return g
}

func putEither(r *red, g *green) {
	pool.Put(r)
	pool.Put(g)
}

var switched = sync.Pool{New: func() any { return new(red) }}

func byType() int {
	switch x := switched.Get().(type) {
	case *red:
		return x.n
	case *green:
		return -x.n
	}
	return 0
}

func putSwitched(r *red, g *green, other string) {
	switched.Put(r)
	switched.Put(g)
	switched.Put(&other) // want `\*string put in switched, whose other values are \*red`
}
