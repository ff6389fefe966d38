package put

import (
	"bufio"
	"sync"
)

var (
	readers = sync.Pool{New: func() any { return bufio.NewReader(nil) }}
	writers = sync.Pool{New: func() any { return bufio.NewWriter(nil) }}
)

func release(r *bufio.Reader, w *bufio.Writer) {
	readers.Put(r)
	readers.Put(w) // want `^\*bufio.Writer put in readers, whose other values are \*bufio.Reader$`
}

func releaseRight(r *bufio.Reader, w *bufio.Writer) {
	readers.Put(r)
	writers.Put(w)
}

func take() (*bufio.Reader, *bufio.Writer) {
	return readers.Get().(*bufio.Reader), writers.Get().(*bufio.Writer)
}

func releaseAny(x any) { readers.Put(x) }

func throughPutter(r *bufio.Reader, w *bufio.Writer) {
	releaseAny(r)
	releaseAny(w) // want `\*bufio.Writer put in readers, whose other values are \*bufio.Reader`
}

var buffers = sync.Pool{New: func() any { b := make([]byte, 1024); return &b }}

func useBuffer() {
	bp := buffers.Get().(*[]byte)
	b := *bp
	buffers.Put(b) // want `\[\]byte put in buffers, whose other values are \*\[\]byte`
}

func unknown(x any, load func() any) {
	readers.Put(x)
	readers.Put(load())
	readers.Put(nil)
}
