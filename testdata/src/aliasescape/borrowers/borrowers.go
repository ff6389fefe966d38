// Package borrowers lends pooled objects to functions, and lends memory of them
// together with a function that puts them.
package borrowers

import (
	"bytes"
	"iter"
	"maps"
	"sync"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func with(use func(buf *bytes.Buffer)) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	use(buf)
}

func payload() []byte {
	var out []byte
	with(func(b *bytes.Buffer) {
		b.WriteString("x")
		out = b.Bytes()
	})
	return out // want `returned slice aliases b, which with puts back at line 23`
}

func text() string {
	var out string
	with(func(b *bytes.Buffer) {
		b.WriteString("x")
		out = b.String()
	})
	return out
}

func within(size func([]byte) int) int {
	n := 0
	with(func(b *bytes.Buffer) {
		data := b.Bytes()
		n = size(data)
	})
	return n
}

// It may go on with the buffer after the call.
func keeping(use func(buf *bytes.Buffer) bool) *bytes.Buffer {
	buf := bufs.Get().(*bytes.Buffer)
	if use(buf) {
		return buf
	}
	bufs.Put(buf)
	return nil
}

func kept() []byte {
	var out []byte
	buf := keeping(func(b *bytes.Buffer) bool {
		out = b.Bytes()
		return true
	})
	if buf != nil {
		defer bufs.Put(buf)
	}
	return bytes.Clone(out)
}

func encode(s string) ([]byte, func()) {
	buf := bufs.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString(s)
	return buf.Bytes(), func() { bufs.Put(buf) }
}

func encoded(s string) []byte {
	data, done := encode(s)
	defer done()
	return data // want `data is returned, but done puts it back when the function returns`
}

func encodedCopy(s string) []byte {
	data, done := encode(s)
	defer done()
	return bytes.Clone(data)
}

func passedOn(s string) ([]byte, func()) {
	data, done := encode(s)
	return data, done
}

func lines() iter.Seq[[]byte] {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	return bytes.Lines(buf.Bytes()) // want `returned function aliases buf, which bufs.Put puts back when the function returns`
}

var tables = sync.Pool{New: func() any { return map[string]int{} }}

func keys() iter.Seq[string] {
	table := tables.Get().(map[string]int)
	defer tables.Put(table)
	return maps.Keys(table) // want `table is returned, but tables.Put puts it back when the function returns`
}

func count() int {
	n := 0
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	for range bytes.Lines(buf.Bytes()) {
		n++
	}
	return n
}
