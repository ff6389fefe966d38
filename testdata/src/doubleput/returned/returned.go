// Package returned passes objects to functions that put them or return them.
package returned

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// grow returns buf, or else puts it.
func grow(buf *bytes.Buffer, n int) *bytes.Buffer {
	if buf.Cap() >= n {
		return buf
	}
	larger := pool.Get().(*bytes.Buffer)
	larger.Grow(n)
	pool.Put(buf)
	return larger
}

func grown(n int) {
	buf := pool.Get().(*bytes.Buffer)
	buf = grow(buf, n)
	pool.Put(buf)
}

func grownParam(buf *bytes.Buffer, n int) {
	buf = grow(buf, n)
	pool.Put(buf)
}

// The argument of the deferred call is the smaller one.
func grownDeferred(n int) {
	buf := pool.Get().(*bytes.Buffer)
	defer pool.Put(buf)
	buf = grow(buf, n) // want `buf is put back twice: also by pool.Put at line 36`
	println(buf.Len())
}

func grownDeferredLate(n int) {
	buf := pool.Get().(*bytes.Buffer)
	defer func() { pool.Put(buf) }()
	buf = grow(buf, n)
	println(buf.Len())
}

// Which one came back is asked for.
func grownCompared(n int) {
	buf := pool.Get().(*bytes.Buffer)
	larger := grow(buf, n)
	if larger == buf {
		pool.Put(buf)
		return
	}
	pool.Put(larger)
}

// better puts one of them.
func better(a, b *bytes.Buffer) *bytes.Buffer {
	if a.Len() < b.Len() {
		a, b = b, a
	}
	pool.Put(b)
	return a
}

func best(n int) *bytes.Buffer {
	best := pool.Get().(*bytes.Buffer)
	for range n {
		best = better(best, pool.Get().(*bytes.Buffer))
	}
	return best
}

func bestPut(n int) {
	best := pool.Get().(*bytes.Buffer)
	for range n {
		best = better(best, pool.Get().(*bytes.Buffer))
	}
	pool.Put(best)
}

func either(other *bytes.Buffer) {
	buf := pool.Get().(*bytes.Buffer)
	longer := better(buf, other)
	pool.Put(longer)
	pool.Put(buf) // want `buf is put back twice`
}

// sealed puts it in every case, or drops it for its size.
func sealed(buf *bytes.Buffer) string {
	s := buf.String()
	if buf.Cap() > 1<<20 {
		return s
	}
	pool.Put(buf)
	return s
}

func sealedTwice() {
	buf := pool.Get().(*bytes.Buffer)
	sealed(buf)
	pool.Put(buf) // want `buf is put back twice: also by sealed at line 103`
}
