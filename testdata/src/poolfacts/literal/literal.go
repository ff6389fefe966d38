// Package literal has getters and putters that are function literals. // want package:"contents of [0-9]+ functions"
package literal

import "sync"

type T struct{ n int }

var pool = sync.Pool{New: func() any { return new(T) }}

var (
	get = func() *T { return pool.Get().(*T) }
	put = func(t *T) { pool.Put(t) }
)

func Get() *T  { return get() } // want Get:`^getter\(0\)$`
func Put(t *T) { put(t) }       // want Put:`^putter\(0\)$`

func GetLocal() *T { // want GetLocal:`^getter\(0\)$`
	get := func() *T { return pool.Get().(*T) }
	return get()
}

func PutLocal(t *T) { // want PutLocal:`^putter\(0\)$`
	put := func(t *T) {
		t.n = 0
		pool.Put(t)
	}
	put(t)
}

func PutCaptured(t *T) { // want PutCaptured:`^putter\(0\)$`
	put := func() { pool.Put(t) }
	defer put()
	t.n++
}

func PutAtOnce(t *T) { // want PutAtOnce:`^putter\(0\)$`
	func() { pool.Put(t) }()
}

// A variable that is assigned twice may hold anything.
var hook = func(t *T) { pool.Put(t) }

func SetHook(f func(*T)) { hook = f }

func Hook(t *T) { hook(t) } // want Hook:`^keeper\(0 perhaps\)$`

type table struct{ put func(*T) }

var ops = table{put: func(t *T) { pool.Put(t) }}

func Table(t *T) { ops.put(t) } // want Table:`^keeper\(0 perhaps\)$`

func Twice(t *T) { // want Twice:`^putter\(0\)$`
	done := false
	put := func() {
		if done {
			return
		}
		done = true
		pool.Put(t)
	}
	defer put()
	put()
}
