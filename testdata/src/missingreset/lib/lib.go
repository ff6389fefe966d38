// Package lib has getters and putters for other packages.
package lib

import (
	"bytes"
	"sync"
)

var plain = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// GetPlain returns a buffer as it is.
func GetPlain() *bytes.Buffer { return plain.Get().(*bytes.Buffer) }

// PutPlain puts buf as it is.
func PutPlain(buf *bytes.Buffer) { plain.Put(buf) }

var clean = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// GetClean returns an empty buffer.
func GetClean() *bytes.Buffer {
	buf := clean.Get().(*bytes.Buffer)
	buf.Reset()
	return buf
}

// PutClean puts buf.
func PutClean(buf *bytes.Buffer) { clean.Put(buf) }
