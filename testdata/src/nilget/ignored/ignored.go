// Package ignored has assertions whose second result is ignored.
package ignored

import (
	"bytes"
	"sync"
)

type object struct {
	n int
	m map[string]int
}

func (o *object) reset() { o.n = 0 }

func (o *object) safe() int {
	if o == nil {
		return 0
	}
	return o.n
}

func (o *object) indirect() int { return 1 }

var pool sync.Pool

func field() int {
	o, _ := pool.Get().(*object) // want `^pool has no New, so Get can return nil and the use of o panic$`
	defer pool.Put(o)
	return o.n
}

func store() {
	o, _ := pool.Get().(*object) // want `the use of o panic`
	o.n = 1
	pool.Put(o)
}

func method() {
	o, _ := pool.Get().(*object) // want `the use of o panic`
	o.reset()
	pool.Put(o)
}

func otherMethod() {
	b, _ := pool.Get().(*bytes.Buffer) // want `the use of b panic`
	b.Reset()
	pool.Put(b)
}

func methodExpectsNil() int {
	o, _ := pool.Get().(*object)
	return o.safe()
}

func tested() int {
	o, _ := pool.Get().(*object)
	if o == nil {
		o = new(object)
	}
	defer pool.Put(o)
	return o.n
}

func testedInBranch() int {
	o, _ := pool.Get().(*object)
	if o != nil {
		defer pool.Put(o)
		return o.n
	}
	return 0
}

func returned() *object {
	o, _ := pool.Get().(*object)
	return o
}

func passed(use func(*object)) {
	o, _ := pool.Get().(*object)
	use(o)
}

// The zero value of a slice can be used.
func slice(s string) []byte {
	b, _ := pool.Get().([]byte)
	return append(b[:0], s...)
}

func readMap(key string) int {
	m, _ := pool.Get().(map[string]int)
	return m[key]
}

func writeMap(key string) {
	m, _ := pool.Get().(map[string]int) // want `the use of m panic`
	m[key]++
	pool.Put(m)
}

func call() {
	f, _ := pool.Get().(interface{ Reset() }) // want `the use of f panic`
	f.Reset()
}
