// Package buffer is a pool of byte buffers behind a getter and a putter, for
// patterns B7 to B11.
package buffer

import (
	"bytes"
	"sync"
)

const maxCap = 64 << 10

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// GetBuffer returns an empty buffer, for PutBuffer.
func GetBuffer() *bytes.Buffer {
	buf := pool.Get().(*bytes.Buffer)
	buf.Reset()
	return buf
}

// PutBuffer puts buf back unless it has grown too big.
func PutBuffer(buf *bytes.Buffer) {
	if buf.Cap() > maxCap {
		return
	}
	pool.Put(buf)
}
