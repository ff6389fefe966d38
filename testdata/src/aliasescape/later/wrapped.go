package later

import (
	"bytes"
	"sync"
)

type bufferPool struct{ p sync.Pool }

func (b *bufferPool) get() *bytes.Buffer  { return b.p.Get().(*bytes.Buffer) }
func (b *bufferPool) put(x *bytes.Buffer) { b.p.Put(x) }

var wrapped = &bufferPool{p: sync.Pool{New: func() any { return new(bytes.Buffer) }}}

type record struct{ value []byte }

func (r *record) discard(x *bytes.Buffer) {
	r.value = nil
	wrapped.put(x)
}

func (r *record) putByMethod() {
	b := wrapped.get()
	r.value = b.Bytes() // want `stored slice aliases b, which wrapped.put puts back at line \d+`
	wrapped.put(b)
}

func (r *record) putByOwnMethod() {
	b := wrapped.get()
	r.value = b.Bytes()
	r.discard(b)
}
