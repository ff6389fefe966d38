// Package branches puts the memory that it took, or that it made because there
// was none.
package branches

import (
	"io"
	"sync"
)

var bufPool sync.Pool

func made(w io.Writer, r io.Reader, n int) error {
	var buf []byte
	if bp, ok := bufPool.Get().(*[]byte); ok && len(*bp) >= n {
		defer bufPool.Put(bp)
		buf = *bp
	} else {
		buf = make([]byte, n)
		defer bufPool.Put(&buf)
	}
	_, err := io.CopyBuffer(w, r, buf)
	return err
}

func taken(w io.Writer, r io.Reader, n int) error {
	var buf []byte
	if bp, ok := bufPool.Get().(*[]byte); ok && len(*bp) >= n {
		buf = *bp
		defer bufPool.Put(&buf) // want `&buf is a new slice header`
	} else {
		buf = make([]byte, n)
	}
	_, err := io.CopyBuffer(w, r, buf)
	return err
}

func either(w io.Writer, r io.Reader, n int) error {
	var buf []byte
	if bp, ok := bufPool.Get().(*[]byte); ok && len(*bp) >= n {
		buf = *bp
	} else {
		buf = make([]byte, n)
	}
	defer bufPool.Put(&buf) // want `&buf is a new slice header`
	_, err := io.CopyBuffer(w, r, buf)
	return err
}

func replaced(w io.Writer, r io.Reader, n int) error {
	buf := make([]byte, n)
	if bp, ok := bufPool.Get().(*[]byte); ok && len(*bp) >= n {
		buf = *bp
	}
	defer bufPool.Put(&buf) // want `&buf is a new slice header`
	_, err := io.CopyBuffer(w, r, buf)
	return err
}
