// Package deferrednil is pattern C8: the argument of a deferred Put is fixed
// before there is an object.
package deferrednil

import "sync"

type table struct{ cells [64]int }

var tables = sync.Pool{New: func() any { return new(table) }}

func fixed(n int) int {
	var t *table
	defer tables.Put(t)
	if n > 0 {
		t = tables.Get().(*table) // want `t from tables.Get is not put back when the function returns at line 17`
		clear(t.cells[:])
		return t.cells[n%64]
	}
	return 0
}

func closure(n int) int {
	var t *table
	defer func() {
		if t != nil {
			tables.Put(t)
		}
	}()
	if n > 0 {
		t = tables.Get().(*table)
		clear(t.cells[:])
		return t.cells[n%64]
	}
	return 0
}
