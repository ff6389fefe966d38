// Package helpers is for tests.
package helpers

import (
	"bytes"
	"sync"
	"testing"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Check does not run often enough to need a pool.
func Check(t *testing.T, text string) {
	buf := pool.Get().(*bytes.Buffer)
	buf.WriteString(text)
	if buf.Len() == 0 {
		t.Error("empty")
		return
	}
	pool.Put(buf)
}
