package dotimport

import . "sync"

var pool = Pool{New: func() any { return "" }}

func put(s string, p *string) {
	pool.Put(s) // want `string put in pool is boxed`
	pool.Put(p)
}
