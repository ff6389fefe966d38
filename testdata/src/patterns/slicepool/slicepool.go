// Package slicepool is pattern B12: a pool of slices, and one of pointers to them.
package slicepool

import "io"
import "sync"

var values = sync.Pool{New: func() any { return make([]byte, 32<<10) }}

func copyValue(w io.Writer, r io.Reader) error {
	b := values.Get().([]byte)
	defer values.Put(b) // want `\[\]byte put in values is boxed, which allocates at every Put`
	_, err := io.CopyBuffer(w, r, b)
	return err
}

var pointers = sync.Pool{New: func() any { b := make([]byte, 32<<10); return &b }}

func copyPointer(w io.Writer, r io.Reader) error {
	bp := pointers.Get().(*[]byte)
	defer pointers.Put(bp)
	_, err := io.CopyBuffer(w, r, *bp)
	return err
}
