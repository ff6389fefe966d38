// Package lender lends objects of a pool.
package lender

import (
	"bytes"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// To a function that it is given.
func With(use func(b *bytes.Buffer)) { // want With:`^lender\(to 0 as 0\)$`
	b := pool.Get().(*bytes.Buffer)
	defer pool.Put(b)
	use(b)
}

// Its memory, with what puts the object.
func Encode(s string) ([]byte, func()) { // want Encode:`^lender\(0 released by 1\)$`
	b := pool.Get().(*bytes.Buffer)
	b.WriteString(s)
	return b.Bytes(), func() { pool.Put(b) }
}
