// Package shapes has the types whose shape is not obvious.
package shapes

import (
	"sync"
	"unsafe"
)

type (
	onePointer  struct{ p *int }
	nested      struct{ one onePointer }
	oneMap      struct{ m map[string]int }
	arrayOfOne  [1]*int
	structArray struct{ a [1]onePointer }
	blank       struct {
		_ struct{}
		p *int
	}
	padded struct {
		p *int
		_ struct{}
	}
	twoPointers struct{ p, q *int }
	iface       struct{ v any }
	oneByte     struct{ b byte }
	twoBytes    struct{ a, b byte }
	none        struct{}
	noneArray   [0]int
	manyNone    [4]struct{}
	flag        bool
	small       int8
	short       int16
	list        []list
	ptrs        *ptrs
	recursive   struct{ next *recursive }
	tree        map[string]tree
)

var pool sync.Pool

func direct(a onePointer, b nested, c oneMap, d arrayOfOne, e structArray, f blank, g unsafe.Pointer, h ptrs, i recursive, j tree) {
	pool.Put(a)
	pool.Put(b)
	pool.Put(c)
	pool.Put(d)
	pool.Put(e)
	pool.Put(f)
	pool.Put(g)
	pool.Put(h)
	pool.Put(i)
	pool.Put(j)
}

func noMemory(a none, b noneArray, c manyNone, d flag, e small, f oneByte, g bool, h uint8) {
	pool.Put(a)
	pool.Put(b)
	pool.Put(c)
	pool.Put(d)
	pool.Put(e)
	pool.Put(f)
	pool.Put(g)
	pool.Put(h)
}

func memory(a padded, b twoPointers, c iface, d twoBytes, e short, f list, g uintptr, h float64) {
	pool.Put(a) // want `padded put in pool is boxed`
	pool.Put(b) // want `twoPointers put in pool is boxed`
	pool.Put(c) // want `iface put in pool is boxed`
	pool.Put(d) // want `twoBytes put in pool is boxed`
	pool.Put(e) // want `short put in pool is boxed`
	pool.Put(f) // want `list put in pool is boxed`
	pool.Put(g) // want `uintptr put in pool is boxed`
	pool.Put(h) // want `float64 put in pool is boxed`
}

const name = "name"

func constants() {
	pool.Put(name)
	pool.Put(1 << 20)
	pool.Put(nil)
	pool.Put(twoPointers{})
}
