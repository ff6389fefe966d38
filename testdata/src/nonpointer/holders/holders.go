// Package holders has pools in all the places where pools are kept.
package holders

import "sync"

type (
	alias    = sync.Pool
	defined  sync.Pool
	embedded struct{ sync.Pool }
	pointer  struct{ *sync.Pool }
	field    struct {
		pool sync.Pool
		ptr  *sync.Pool
	}
	outer struct{ field }
	putIt interface{ Put(any) }
)

var (
	a     alias
	d     defined
	e     embedded
	p     pointer
	f     field
	o     outer
	array [2]sync.Pool
	list  []*sync.Pool
	table = map[int]*sync.Pool{}
	anon  struct{ pool sync.Pool }
)

func values(b []byte, i int) {
	a.Put(b)                // want `\[\]byte put in a is boxed`
	(*sync.Pool)(&d).Put(b) // want `\[\]byte put in d is boxed`
	e.Put(b)                // want `\[\]byte put in e is boxed`
	e.Pool.Put(b)           // want `\[\]byte put in e.Pool is boxed`
	p.Put(b)                // want `\[\]byte put in p is boxed`
	f.pool.Put(b)           // want `\[\]byte put in f.pool is boxed`
	f.ptr.Put(b)            // want `\[\]byte put in f.ptr is boxed`
	o.pool.Put(b)           // want `\[\]byte put in o.pool is boxed`
	array[i].Put(b)         // want `\[\]byte put in array\[i\] is boxed`
	list[i].Put(b)          // want `\[\]byte put in list\[i\] is boxed`
	table[i].Put(b)         // want `\[\]byte put in table\[i\] is boxed`
	anon.pool.Put(b)        // want `\[\]byte put in anon.pool is boxed`
	for _, pool := range list {
		pool.Put(b) // want `\[\]byte put in pool is boxed`
	}
}

func pointers(b *[]byte, i int) {
	a.Put(b)
	(*sync.Pool)(&d).Put(b)
	e.Put(b)
	e.Pool.Put(b)
	p.Put(b)
	f.pool.Put(b)
	f.ptr.Put(b)
	o.pool.Put(b)
	array[i].Put(b)
	list[i].Put(b)
	table[i].Put(b)
	anon.pool.Put(b)
	for _, pool := range list {
		pool.Put(b)
	}
}

func parameter(pool *sync.Pool, b []byte, bp *[]byte) {
	pool.Put(b) // want `\[\]byte put in pool is boxed`
	pool.Put(bp)
}

func local(b []byte, bp *[]byte) *sync.Pool {
	pool := new(sync.Pool)
	pool.Put(b) // want `\[\]byte put in pool is boxed`
	pool.Put(bp)
	return pool
}

func (f *field) method(b []byte, bp *[]byte) {
	f.pool.Put(b) // want `\[\]byte put in f.pool is boxed`
	f.pool.Put(bp)
}

// A Put that is no pool's.
type other struct{}

func (other) Put(any) {}

func notPools(x other, y putIt, b []byte) {
	x.Put(b)
	y.Put(b)
}
