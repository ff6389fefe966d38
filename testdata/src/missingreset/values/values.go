// Package values has pools of slices by value.
package values

import (
	"io"
	"sync"
)

var pool = sync.Pool{New: func() any { return make([]byte, 0, 64) }}

func get() []byte  { return pool.Get().([]byte) }
func put(b []byte) { pool.Put(b) }

func use(name [8]byte) int {
	b := get()
	b = append(b, name[:]...)
	n := len(b)
	put(b) // want `b is put back with what was written to it, which its next user gets at line 15`
	return n
}

var clean = sync.Pool{New: func() any { return make([]byte, 0, 64) }}

func getClean() []byte  { return clean.Get().([]byte)[:0] }
func putClean(b []byte) { clean.Put(b) }

func useClean(name [8]byte) int {
	b := getClean()
	b = append(b, name[:]...)
	n := len(b)
	putClean(b)
	return n
}

// Scratch: the user chooses the length, or fills what is there.
var scratch = sync.Pool{New: func() any { return make([]byte, 64) }}

func read(r io.Reader) (int, error) {
	b := scratch.Get().([]byte)
	n, err := r.Read(b)
	scratch.Put(b)
	return n, err
}

var sized = sync.Pool{New: func() any { return make([]byte, 64) }}

func getSized(n int) []byte { return sized.Get().([]byte)[:n] }
func putSized(b []byte)     { sized.Put(b) }

func copied(name string) byte {
	b := getSized(min(len(name), 64))
	copy(b, name)
	last := b[len(b)-1]
	putSized(b)
	return last
}

// A list that is emptied when it is full.
var batches = sync.Pool{New: func() any { return make([]int, 0, 16) }}

func add(n int, flush func([]int)) {
	b := batches.Get().([]int)
	b = append(b, n)
	if len(b) == 16 {
		flush(b)
		b = b[:0]
	}
	batches.Put(b)
}
