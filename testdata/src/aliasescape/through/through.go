// Package through gets memory of objects, and puts these, through functions.
package through

import (
	"bytes"
	"sync"

	"aliasescape/lib"
)

type item struct{ buf []byte }

var pool = sync.Pool{New: func() any { return new(item) }}

func (it *item) bytes() []byte { return it.buf }

func (it *item) text() string { return string(it.buf) }

func (it *item) fill(s string) *item {
	it.buf = append(it.buf[:0], s...)
	return it
}

func (it *item) take() []byte {
	b := it.buf
	it.buf = nil
	return b
}

func (it *item) free() { pool.Put(it) }

func accessor() []byte {
	it := pool.Get().(*item)
	defer it.free()
	return it.bytes() // want `returned slice aliases it, which it.free puts back when the function returns`
}

func accessorText() string {
	it := pool.Get().(*item)
	defer it.free()
	return it.text()
}

func chained() []byte {
	it := pool.Get().(*item)
	defer it.free()
	return it.fill("text").bytes() // want `returned slice aliases it`
}

func taken() []byte {
	it := pool.Get().(*item)
	defer it.free()
	return it.take()
}

func foreign() []byte {
	buf := lib.Get()
	defer lib.Put(buf)
	buf.WriteByte('x')
	return buf.Bytes() // want `returned slice aliases buf, which lib.Put puts back when the function returns`
}

func foreignClone() []byte {
	buf := lib.Get()
	defer lib.Put(buf)
	buf.WriteByte('x')
	return bytes.Clone(buf.Bytes())
}

func released() []byte {
	buf, release := lib.Borrow()
	defer release()
	return buf.Bytes() // want `returned slice aliases buf, which release puts back when the function returns`
}

func handedOn() (*bytes.Buffer, func()) {
	buf, release := lib.Borrow()
	return buf, release
}

func documentText() string {
	d := lib.Open("x")
	defer d.Close()
	return string(d.Bytes())
}

func parameter(it *item) []byte {
	b := it.bytes()
	it.free()
	return b // want `returned slice aliases it`
}

func parameterClone(it *item) []byte {
	b := bytes.Clone(it.bytes())
	it.free()
	return b
}

// encode returns memory that stays the caller's.
func encode(it *item) []byte { return append(it.buf, '\n') }

func encoded() []byte {
	it := pool.Get().(*item)
	defer it.free()
	return encode(it) // want `returned slice aliases it`
}

func process(b []byte, f func([]byte) []byte) []byte { return f(b) }

// What a function that is not in view returns is unknown.
func unknown(f func([]byte) []byte) []byte {
	it := pool.Get().(*item)
	defer it.free()
	return process(it.buf, f)
}

func document() []byte {
	d := lib.Open("x")
	defer d.Close()
	return d.Bytes() // want `returned slice aliases d`
}
