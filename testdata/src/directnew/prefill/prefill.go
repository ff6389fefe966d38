package prefill

import (
	"bytes"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func put(b *bytes.Buffer) { buffers.Put(b) }

func prefill(n int) {
	for range n {
		buffers.Put(buffers.New())
		put(buffers.New().(*bytes.Buffer))
		x := buffers.New()
		buffers.Put(x)
	}
}

// This one is used before it is put.
func use() string {
	buf := buffers.New().(*bytes.Buffer) // want `buffers.New called directly`
	s := buf.String()
	buffers.Put(buf)
	return s
}
