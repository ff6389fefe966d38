// Package twopools is pattern C5: an object that goes into another pool than it
// came from.
package twopools

import (
	"bufio"
	"io"
	"sync"
)

var (
	readers = sync.Pool{New: func() any { return bufio.NewReader(nil) }}
	writers = sync.Pool{New: func() any { return bufio.NewWriter(nil) }}
)

func otherType(r io.Reader) (byte, error) {
	br := readers.Get().(*bufio.Reader)
	defer writers.Put(br) // want `\*bufio.Reader put in writers, whose other values are \*bufio.Writer`
	br.Reset(r)
	defer br.Reset(nil)
	return br.ReadByte()
}

func skip(br *bufio.Reader) {
	br.Reset(nil)
	readers.Put(br)
}

func flush(w io.Writer) error {
	bw := writers.Get().(*bufio.Writer)
	defer writers.Put(bw)
	bw.Reset(w)
	defer bw.Reset(nil)
	return bw.Flush()
}

// Size classes: where it goes depends on what has become of it.
var (
	small = sync.Pool{New: func() any { b := make([]byte, 0, 1<<10); return &b }}
	large = sync.Pool{New: func() any { b := make([]byte, 0, 64<<10); return &b }}
)

func sameType(text string, use func([]byte)) {
	bp := small.Get().(*[]byte)
	*bp = append((*bp)[:0], text...)
	use(*bp)
	switch {
	case cap(*bp) <= 1<<10:
		small.Put(bp)
	case cap(*bp) <= 64<<10:
		large.Put(bp)
	}
}

func takeLarge(use func([]byte)) {
	bp := large.Get().(*[]byte)
	defer large.Put(bp)
	use((*bp)[:0])
}
