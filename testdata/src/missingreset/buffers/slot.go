package buffers

import (
	"bytes"
	"sync"
	"sync/atomic"
)

var spares = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// A slot before the pool: what is kept there is not written.
var slot atomic.Pointer[bytes.Buffer]

func getSpare() *bytes.Buffer {
	if b := slot.Swap(nil); b != nil {
		return b
	}
	return spares.Get().(*bytes.Buffer)
}

func putSpare(b *bytes.Buffer) {
	b.Reset()
	if !slot.CompareAndSwap(nil, b) {
		spares.Put(b)
	}
}

func useSpare(s string) string {
	b := getSpare()
	b.WriteString(s)
	s = b.String()
	putSpare(b)
	return s
}

// The same without a reset.
var others = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var otherSlot atomic.Pointer[bytes.Buffer]

func useOther(s string) string {
	b := others.Get().(*bytes.Buffer)
	b.WriteString(s)
	s = b.String()
	if !otherSlot.CompareAndSwap(nil, b) {
		others.Put(b) // want `b is put back with what was written to it`
	}
	return s
}
