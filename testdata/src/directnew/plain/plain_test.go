package plain

import (
	"bytes"
	"testing"
)

// A test may want a new object.
func TestFresh(t *testing.T) {
	buf := buffers.New().(*bytes.Buffer)
	if buf.Len() != 0 {
		t.Fail()
	}
	buffers.Put(buf)
}
