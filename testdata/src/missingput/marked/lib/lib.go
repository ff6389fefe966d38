// Package lib hands out holders whose flag says whether what they hold is of the
// pool.
package lib

import "sync"

var pool = sync.Pool{New: func() any { return make([]byte, 512) }}

// A Buffer holds memory of the pool, or of its user.
type Buffer struct {
	data    []byte
	foreign bool
}

// New takes memory from the pool.
func New() *Buffer { return &Buffer{data: pool.Get().([]byte)} }

// Of wraps memory of the caller.
func Of(data []byte) *Buffer { return &Buffer{data: data, foreign: true} }

// Release gives the memory back, if it is of the pool.
func (b *Buffer) Release() {
	if b.data == nil || b.foreign {
		return
	}
	data := b.data
	*b = Buffer{}
	pool.Put(data)
}

// Bytes returns the memory.
func (b *Buffer) Bytes() []byte { return b.data }
