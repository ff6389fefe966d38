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

// Putters that are given the slice as it has grown, beside the pointer.
var lines = sync.Pool{New: func() any { return new([]byte) }}

func putLine(p *[]byte, b []byte) {
	if cap(b) <= 1024 {
		*p = b[:0]
		lines.Put(p)
	}
}

func line(text string) string {
	p := lines.Get().(*[]byte)
	b := append(*p, text...)
	s := string(b)
	putLine(p, b)
	return s
}

var longLines = sync.Pool{New: func() any { return new([]byte) }}

func putLongLine(p *[]byte, b []byte) {
	*p = b[:0]
	longLines.Put(p)
}

func longLine(text string) string {
	p := longLines.Get().(*[]byte)
	b := append(*p, text...)
	s := string(b)
	putLongLine(p, b) // want `p is put back no matter how large it has grown`
	return s
}

// Or instead of it.
var words = sync.Pool{New: func() any { return new([]byte) }}

func putWord(b []byte) {
	if cap(b) > 1024 {
		return
	}
	b = b[:0]
	words.Put(&b)
}

func word(text string) string {
	b := append(*words.Get().(*[]byte), text...)
	s := string(b)
	putWord(b)
	return s
}

var longWords = sync.Pool{New: func() any { return new([]byte) }}

func putLongWord(b []byte) {
	b = b[:0]
	longWords.Put(&b)
}

func longWord(text string) string {
	b := append(*longWords.Get().(*[]byte), text...)
	s := string(b)
	putLongWord(b) // want `b is put back no matter how large it has grown`
	return s
}
