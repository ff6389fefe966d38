// Package dynamic passes objects to functions that put only those of another
// type.
package dynamic

import (
	"bytes"
	"io"
	"sync"

	"useafterput/dynamic/lib"
)

type sink interface {
	io.Writer
	Len() int
}

type log struct{ to sink }

var bufPool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func buffer(texts []string) int {
	buf := bufPool.Get().(*bytes.Buffer)
	for _, text := range texts {
		lib.Encode(buf, text)
	}
	n := buf.Len()
	bufPool.Put(buf)
	return n
}

func through(text string) int {
	buf := bufPool.Get().(*bytes.Buffer)
	defer bufPool.Put(buf)
	lib.EncodeAll(buf, text)
	return buf.Len()
}

func (l *log) write(texts ...string) int {
	for _, text := range texts {
		lib.Encode(l.to, text)
	}
	return l.to.Len()
}

func twice(w io.Writer) {
	lw := lib.NewWriter(w)
	lib.Encode(lw, "text")
	lw.Flush() // want `lw is used after lib.Encode at line 48`
}

func twiceThrough(w io.Writer) {
	lw := lib.NewWriter(w)
	lib.EncodeAll(lw, "text")
	lw.Flush() // want `lw is used after lib.EncodeAll at line 54`
}
