// Package directnew is pattern C6: New where Get was meant.
package directnew

import "sync"

var tables = sync.Pool{New: func() any { return new([256]int) }}

func direct(s string) int {
	t := tables.New().(*[256]int) // want `tables.New called directly bypasses the pool: use Get`
	defer tables.Put(t)
	clear(t[:])
	for i := range len(s) {
		t[s[i]]++
	}
	return t['e']
}

func viaPool(s string) int {
	t := tables.Get().(*[256]int)
	defer tables.Put(t)
	clear(t[:])
	for i := range len(s) {
		t[s[i]]++
	}
	return t['e']
}
