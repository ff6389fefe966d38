package values

import "sync"

// Putters that are given the slice as it has grown, beside the pointer.
var beside = sync.Pool{New: func() any { return new([]byte) }}

func putBeside(p *[]byte, b []byte) {
	if cap(b) <= 1024 {
		*p = b[:0]
		beside.Put(p)
	}
}

func besideText(text string) string {
	p := beside.Get().(*[]byte)
	b := append(*p, text...)
	s := string(b)
	putBeside(p, b)
	return s
}

var uncut = sync.Pool{New: func() any { return new([]byte) }}

func putUncut(p *[]byte, b []byte) {
	if cap(b) <= 1024 {
		*p = b
		uncut.Put(p) // want `p is put back with what was written to it, which its next user gets at line 33`
	}
}

func uncutLine(text string) string {
	p := uncut.Get().(*[]byte)
	b := append(*p, text...)
	s := string(b)
	putUncut(p, b)
	return s
}
