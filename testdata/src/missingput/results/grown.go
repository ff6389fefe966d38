package results

import (
	"io"
	"sync"
)

var blocks = sync.Pool{New: func() any { return new([]byte) }}

func newBlock(n int) *[]byte {
	if n > 1<<16 {
		b := make([]byte, n)
		return &b
	}
	b := blocks.Get().(*[]byte)
	if cap(*b) < n {
		*b = make([]byte, n)
	}
	*b = (*b)[:n]
	return b
}

func putBlock(b *[]byte) {
	if cap(*b) <= 1<<16 {
		blocks.Put(b)
	}
}

// grown returns b if it is big enough, and else puts it and returns another.
func grown(b *[]byte, n int) *[]byte {
	if cap(*b) >= n {
		*b = (*b)[:n]
		return b
	}
	next := newBlock(n)
	copy(*next, *b)
	putBlock(b)
	return next
}

func readBlock(r io.Reader) (int, error) {
	b := newBlock(64)
	n := 0
	for {
		if n == len(*b) {
			b = grown(b, 2*n)
		}
		k, err := r.Read((*b)[n:])
		n += k
		if err != nil {
			putBlock(b)
			return n, err
		}
	}
}

func readAnew(r io.Reader) (int, error) {
	b := newBlock(64) // want `b from newBlock is not put back`
	n := 0
	for {
		if n == len(*b) {
			b = newBlock(2 * n) // want `b from newBlock is not put back before the next one is taken`
		}
		k, err := r.Read((*b)[n:])
		n += k
		if err != nil {
			putBlock(b)
			return n, err
		}
	}
}
