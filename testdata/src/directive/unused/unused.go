// Package unused has directives that can be removed.
package unused

import "sync"

var pool = sync.Pool{New: func() any { return new(int) }}

// documented keeps its documentation.
//
// want +2 "^directive silences nothing$"
//
//poolvet:ignore nilget the pool has a New by now
func documented() int {
	p := pool.Get().(*int)
	defer pool.Put(p)
	return *p
}

func above() int {
	// want +1 "^directive silences nothing$"
	//poolvet:ignore nilget the pool has a New by now
	p := pool.Get().(*int)
	defer pool.Put(p)
	return *p
}

func behind() int {
	p := pool.Get().(*int) //poolvet:ignore nilget the pool has a New by now // want "^directive silences nothing$"
	defer pool.Put(p)
	return *p
}

func wanted() int {
	p := pool.Get().(*int) //poolvet:ignore missingput,nilget never put // want "^directive silences nothing of nilget$"
	return *p
}
