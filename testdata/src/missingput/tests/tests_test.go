package tests

import "testing"

func TestForgets(t *testing.T) {
	if it := pool.Get().(*item); it.n != 0 {
		t.Fatal(it.n)
	}
	forgets()
}
