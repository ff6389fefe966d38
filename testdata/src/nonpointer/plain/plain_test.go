package plain

import "testing"

// An allocation does a test no harm.
func TestPut(t *testing.T) {
	b := bytePool.Get().([]byte)
	bytePool.Put(b)
}
