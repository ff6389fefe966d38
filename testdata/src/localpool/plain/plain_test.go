package plain

import (
	"sync"
	"testing"
)

// In a test a pool need not be worth its cost.
func TestPool(t *testing.T) {
	var pool sync.Pool
	pool.Put(new(int))
	if x := pool.Get(); x != nil && *x.(*int) != 0 {
		t.Fail()
	}
}
