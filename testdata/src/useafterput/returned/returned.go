// Package returned passes objects to functions that put them or return them.
package returned

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// grow returns buf, or else puts it.
func grow(buf *bytes.Buffer, n int) *bytes.Buffer {
	if buf.Cap() >= n {
		return buf
	}
	larger := pool.Get().(*bytes.Buffer)
	larger.Grow(n)
	pool.Put(buf)
	return larger
}

func grown(buf *bytes.Buffer, n int) int {
	buf = grow(buf, n)
	n = buf.Len()
	pool.Put(buf)
	return n
}

func grownElsewhere(buf *bytes.Buffer, n int) int {
	larger := grow(buf, n)
	n = buf.Len() // want `buf is used after grow at line 30`
	pool.Put(larger)
	return n
}
