// Package generic has a wrapper around a pool, as many programs write it.
package generic

import "sync"

// A Pool holds values of type T.
type Pool[T any] struct{ pool sync.Pool }

// New returns a pool that makes its values with f.
func New[T any](f func() T) *Pool[T] {
	return &Pool[T]{pool: sync.Pool{New: func() any { return f() }}}
}

// Get takes a value from the pool.
func (p *Pool[T]) Get() T { return p.pool.Get().(T) }

// Put puts x back. Whether that allocates depends on T.
func (p *Pool[T]) Put(x T) { p.pool.Put(x) }

// PutAll calls Put for each of list.
func (p *Pool[T]) PutAll(list ...T) {
	for _, x := range list {
		p.Put(x)
	}
}

// PutSlice allocates whatever T is.
func (p *Pool[T]) PutSlice(x []T) {
	p.pool.Put(x) // want `\[\]T put in p.pool is boxed`
}

// PutPointer never allocates.
func (p *Pool[T]) PutPointer(x *T) { p.pool.Put(x) }

// A Pair is two values.
type Pair[T any] struct{ a, b T }

// One is one value.
type One[T any] struct{ v T }

// PutPair allocates, unless T has no size.
func PutPair[T any](pool *sync.Pool, x Pair[T]) { pool.Put(x) }

// PutOne depends on T.
func PutOne[T any](pool *sync.Pool, x One[T]) { pool.Put(x) }

// Put is a function that depends on T.
func Put[T any](p *Pool[T], x T) { p.Put(x) }

var buffers Pool[[]byte]

var pointers Pool[*[]byte]

var anys Pool[any]

func use(b []byte, bp *[]byte) {
	buffers.Put(b) // want `\[\]byte put in buffers is boxed`
	pointers.Put(bp)
	Put(&buffers, b) // want `\[\]byte put in buffers is boxed`
	Put(&pointers, bp)
	anys.Put(b) // want `\[\]byte put in anys is boxed`
	anys.Put(bp)
	buffers.PutSlice(nil)
}

var pool sync.Pool

func structs(x *int, n int) {
	PutOne(&pool, One[*int]{x})
	PutOne(&pool, One[int]{n}) // want `One\[int\] put in pool is boxed`
}

// A Bytes is a wrapper around a wrapper: the type argument is fixed here.
type Bytes struct{ pool Pool[[]byte] }

// Put puts b.
func (p *Bytes) Put(b []byte) {
	p.pool.Put(b) // want `\[\]byte put in p.pool is boxed`
}

func useBytes(p *Bytes, b []byte) { p.Put(b) }

// PutAddress allocates whatever T is, and says so itself.
func PutAddress[T any](pool *sync.Pool, x T) { pool.Put(&x) }

func address(b []byte) { PutAddress(&pool, b) }

// PutLater puts in a literal.
func PutLater[T any](x T) {
	defer func() { pool.Put(x) }()
}

func later(b []byte, bp *[]byte) {
	PutLater(b) // want `\[\]byte put in pool is boxed`
	PutLater(bp)
}
