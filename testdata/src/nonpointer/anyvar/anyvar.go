// Package anyvar puts what is in a variable of an interface type.
package anyvar

import (
	"io"
	"sync"
)

var pool sync.Pool

func variable(b []byte) {
	var x any = b
	pool.Put(x) // want `\[\]byte put in pool is boxed`
}

func merged(b []byte, p *[]byte, cond bool) {
	var x any = p
	if cond {
		x = b
	}
	pool.Put(x) // want `\[\]byte put in pool is boxed`
}

func mergedPointers(p, q *[]byte, cond bool) {
	var x any = p
	if cond {
		x = q
	}
	pool.Put(x)
}

func loop(list [][]byte) {
	var x any
	for _, b := range list {
		if x != nil {
			pool.Put(x) // want `\[\]byte put in pool is boxed`
		}
		x = b
	}
}

func captured(b []byte) {
	var x any
	defer func() { pool.Put(x) }() // want `\[\]byte put in pool is boxed`
	x = b
}

func capturedPointer(p *[]byte) {
	var x any
	defer func() { pool.Put(x) }()
	x = p
}

type buffer [4]int

func (buffer) Read(p []byte) (int, error) { return 0, io.EOF }

func throughReader(b buffer) {
	var r io.Reader = b
	pool.Put(r) // want `buffer put in pool is boxed`
}

func throughPointerReader(b *buffer) {
	var r io.Reader = b
	pool.Put(r)
}

// The any that Get returned holds its value already.
func putBack(fill func([]byte)) {
	x := pool.Get()
	fill(x.([]byte))
	pool.Put(x)
}

// So does what is made where there is none: it is boxed once.
func putBackOrMade(fill func([]byte)) {
	x := pool.Get()
	if x == nil {
		x = make([]byte, 1024)
	}
	fill(x.([]byte))
	pool.Put(x)
}

// The value of an assertion is not in the interface any more.
func takenOut(fill func([]byte)) {
	b, ok := pool.Get().([]byte)
	if !ok {
		b = make([]byte, 1024)
	}
	fill(b)
	pool.Put(b) // want `\[\]byte put in pool is boxed`
}

func byType(x any) {
	switch x := x.(type) {
	case []byte:
		pool.Put(x) // want `\[\]byte put in pool is boxed`
	case *[]byte:
		pool.Put(x)
	default:
		pool.Put(x)
	}
}

func unknown(x any, list []any, load func() any) {
	pool.Put(x)
	pool.Put(list[0])
	pool.Put(load())
}
