package plain

import "sync"

var bytePool = sync.Pool{New: func() any { return make([]byte, 1024) }}

func slice(fill func([]byte)) {
	b := bytePool.Get().([]byte)
	fill(b)
	bytePool.Put(b) // want `^\[\]byte put in bytePool is boxed, which allocates at every Put$`
}

func deferred(fill func([]byte)) {
	b := bytePool.Get().([]byte)
	defer bytePool.Put(b[:cap(b)]) // want `\[\]byte put in bytePool is boxed`
	fill(b)
}

func started(fill func([]byte)) {
	b := bytePool.Get().([]byte)
	fill(b)
	go bytePool.Put(b) // want `\[\]byte put in bytePool is boxed`
}

func inLiteral(fill func([]byte)) {
	b := bytePool.Get().([]byte)
	defer func() {
		bytePool.Put(b) // want `\[\]byte put in bytePool is boxed`
	}()
	fill(b)
}

func twoPlaces(fill func([]byte) bool) {
	b := bytePool.Get().([]byte)
	if !fill(b) {
		bytePool.Put(b) // want `\[\]byte put in bytePool is boxed`
		return
	}
	bytePool.Put(b) // want `\[\]byte put in bytePool is boxed`
}

func prefill() {
	bytePool.Put(make([]byte, 1024)) // want `\[\]byte put in bytePool is boxed`
}

type point struct{ x, y int }

var pool sync.Pool

func values(s string, n int, p point, a [2]*point, e error, c complex128) {
	pool.Put(s) // want `string put in pool is boxed`
	pool.Put(n) // want `int put in pool is boxed`
	pool.Put(p) // want `point put in pool is boxed`
	pool.Put(a) // want `\[2\]\*point put in pool is boxed`
	pool.Put(c) // want `complex128 put in pool is boxed`
	pool.Put(e) // an interface: what it holds is not known
}

func pointers(s *string, n *int, p *point, a *[2]*point, m map[string]int, c chan int, f func()) {
	pool.Put(s)
	pool.Put(n)
	pool.Put(p)
	pool.Put(a)
	pool.Put(m)
	pool.Put(c)
	pool.Put(f)
}

var ptrPool = sync.Pool{New: func() any { b := make([]byte, 1024); return &b }}

func pointer(fill func([]byte)) {
	bp := ptrPool.Get().(*[]byte)
	defer ptrPool.Put(bp)
	fill(*bp)
}
