package returned

import "sync"

var chunks = sync.Pool{New: func() any { b := make([]byte, 128); return &b }}

func getChunk(n int) []byte {
	p := chunks.Get().(*[]byte)
	if cap(*p) < n {
		*p = make([]byte, n)
	}
	return (*p)[:n]
}

func putChunk(b []byte) { chunks.Put(&b) }

// enlarge returns b, or puts it and returns a larger one.
func enlarge(b []byte, n int) []byte {
	if cap(b) >= n {
		return b[:n]
	}
	putChunk(b)
	return getChunk(n)
}

// fill does not tell its caller which one it is.
func fill(b []byte, n int) byte {
	b = enlarge(b, n)
	clear(b)
	return b[0]
}

func enlarged(n int) {
	b := getChunk(64)
	b = enlarge(b, n)
	putChunk(b)
}

func filled(n int) byte {
	b := getChunk(64)
	first := fill(b, n)
	putChunk(b) // want `b is put back twice: also by fill at line 41`
	return first
}

func filledEach(list []int) {
	b := getChunk(64)
	defer func() { putChunk(b) }()
	for _, n := range list {
		b = enlarge(b, n)
		clear(b)
	}
}
