// Package values has pools of slices by value, behind a getter and a putter.
package values

import "sync"

var pool = sync.Pool{New: func() any { return make([]byte, 0, 64) }}

func get() []byte  { return pool.Get().([]byte)[:0] }
func put(b []byte) { pool.Put(b) } // want `b is put back no matter how large it has grown`

func use(name string) int {
	b := get()
	b = append(b, name...)
	n := len(b)
	put(b)
	return n
}

var capped = sync.Pool{New: func() any { return make([]byte, 0, 64) }}

func getCapped() []byte { return capped.Get().([]byte)[:0] }

func putCapped(b []byte) {
	if cap(b) <= 1024 {
		capped.Put(b)
	}
}

func useCapped(name string) int {
	b := getCapped()
	b = append(b, name...)
	n := len(b)
	putCapped(b)
	return n
}
