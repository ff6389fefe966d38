// Package tests has a pool in a test.
package tests

import (
	"bytes"
	"sync"
	"testing"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func TestJoin(t *testing.T) {
	buf := bufs.Get().(*bytes.Buffer)
	for _, name := range []string{"a", t.Name()} {
		buf.WriteString(name)
	}
	t.Log(buf.String())
	buf.Reset()
	bufs.Put(buf)
}
