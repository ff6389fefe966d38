package cleared

import (
	"bytes"
	"sync"
)

var replaced = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// The memory is of the caller, and goes with him.
func newReplaced(p []byte) *bytes.Buffer {
	b := replaced.Get().(*bytes.Buffer)
	*b = *bytes.NewBuffer(p)
	return b
}

func putReplaced(b *bytes.Buffer) {
	*b = *bytes.NewBuffer(nil)
	replaced.Put(b)
}

func marshalReplaced(s string) []byte {
	b := newReplaced(make([]byte, 0, len(s)))
	defer putReplaced(b)
	b.WriteString(s)
	return b.Bytes()
}

func putEmpty(b *bytes.Buffer) {
	*b = bytes.Buffer{}
	replaced.Put(b)
}

func marshalEmpty(s string) []byte {
	b := newReplaced(nil)
	defer putEmpty(b)
	b.WriteString(s)
	return b.Bytes()
}

// The memory stays.
func putReset(b *bytes.Buffer) {
	b.Reset()
	replaced.Put(b)
}

func marshalReset(s string) []byte {
	b := newReplaced(nil)
	defer putReset(b)
	b.WriteString(s)
	return b.Bytes() // want `returned slice aliases b, which putReset puts back when the function returns`
}
