package nils

import (
	"bytes"
	"sync"
)

// A pool without New gives nil when it is empty: the writer then keeps the buffer.
var writers sync.Pool

type writer struct{ to *bytes.Buffer }

func acquireWriter(to *bytes.Buffer) *writer {
	v := writers.Get()
	if v == nil {
		return &writer{to: to}
	}
	w := v.(*writer)
	w.to = nil
	return w
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func kept(p []byte) {
	buf := buffers.Get().(*bytes.Buffer)
	w := acquireWriter(buf)
	buf.Write(p)
	writers.Put(w)
}

func lent(p []byte) {
	buf := buffers.Get().(*bytes.Buffer) // want `buf from buffers.Get is not put back`
	w := acquireWriter(nil)
	buf.Write(p)
	writers.Put(w)
}

func putBack(p []byte) {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Write(p)
	buffers.Put(buf)
}
