// Package copies makes copies by appending to slices without room, and by
// conversions.
package copies

import (
	"slices"
	"sync"
)

type item struct{ buf []byte }

var pool = sync.Pool{New: func() any { return new(item) }}

func appendedToNone() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return append(it.buf[:0:0], it.buf...)
}

func appendedToEmpty() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return append(it.buf[:0], it.buf...) // want `returned slice aliases it`
}

func appendedToFull() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	b := it.buf
	return append(b[:len(b):len(b)], '\n')
}

func appendedToFullField(n int) []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	it.buf = append(it.buf, "text"...)
	return append(it.buf[:len(it.buf):len(it.buf)], '\n')
}

func appendedToFullPart(n int) []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return append(it.buf[2:n:n], '\n')
}

func appendedToPart(n, m int) []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return append(it.buf[2:n:m], '\n') // want `returned slice aliases it`
}

func appendedToClipped() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return append(slices.Clip(it.buf), '\n')
}

func clipped() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return slices.Clip(it.buf) // want `returned slice aliases it`
}

func converted[T ~string]() T {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return T(it.buf)
}

type text interface{ ~string }

func convertedTo[T text]() T {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return T(it.buf)
}

func convertedSlice[T ~[]byte]() T {
	it := pool.Get().(*item)
	defer pool.Put(it)
	return T(it.buf) // want `returned value aliases it`
}
