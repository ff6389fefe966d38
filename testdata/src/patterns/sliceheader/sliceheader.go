// Package sliceheader is patterns B13 and B14: where the slice goes that has grown.
package sliceheader

import "sync"

var pool = sync.Pool{New: func() any { b := make([]byte, 0, 64); return &b }}

const limit = 64 << 10

func hash(key string, sum func([]byte) uint32) uint32 {
	bp := pool.Get().(*[]byte)
	b := append((*bp)[:0], key...)
	h := sum(b)
	if cap(b) <= limit {
		*bp = b[:0]
		pool.Put(bp)
	}
	return h
}

func hashCopy(key string, sum func([]byte) uint32) uint32 {
	bp := pool.Get().(*[]byte)
	b := *bp
	b = append(b, key...)
	h := sum(b)
	b = b[:0]
	if cap(b) <= limit {
		pool.Put(&b) // want `&b is a new slice header, so putting its address in pool allocates at every Put`
	}
	return h
}
