// Package nonew has pools without New: the sites are held against each other.
package nonew

import "sync"

type (
	red   struct{ n int }
	green struct{ n int }
)

var reds sync.Pool

func newRed() *red {
	if x := reds.Get(); x != nil {
		return x.(*red)
	}
	return new(red)
}

func free(r *red, g *green) {
	reds.Put(r)
	reds.Put(g) // want `\*green put in reds, whose other values are \*red`
}

var greens sync.Pool

func newGreen() *green {
	if x := greens.Get(); x != nil {
		return x.(*green)
	}
	return new(green)
}

func freeGreen(g *green) { greens.Put(g) }

var values sync.Pool

func newValue() *red {
	if x := values.Get(); x != nil {
		return x.(*red) // want `^values put in values are red, which this assertion to \*red rejects$`
	}
	return new(red)
}

func freeValue(r red) { values.Put(r) }

// One for all assertions.
var several sync.Pool

func takeSeveral(first bool) *red {
	x := several.Get()
	if x == nil {
		return new(red)
	}
	if first {
		return x.(*red) // want `values put in several are \*green, which this assertion to \*red rejects`
	}
	return x.(*red)
}

func freeSeveral(g, h *green) {
	several.Put(g)
	several.Put(h)
}

// Nobody can tell what this one should hold.
var mixed sync.Pool

func freeMixed(r *red, g *green) {
	mixed.Put(r)
	mixed.Put(g)
}

func takeMixed() any { return mixed.Get() }
