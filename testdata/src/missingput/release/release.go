// Package release has getters that return a function which puts the object, at
// least sometimes, and calls these functions in several ways.
package release

import (
	"bytes"
	"io"
	"sync"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func borrow() (*bytes.Buffer, func()) {
	buf := bufs.Get().(*bytes.Buffer)
	return buf, func() { bufs.Put(buf) }
}

// flushed puts the buffer unless writing it fails.
func flushed(w io.Writer) (*bytes.Buffer, func() error) {
	buf := bufs.Get().(*bytes.Buffer)
	return buf, func() error {
		if _, err := buf.WriteTo(w); err != nil {
			return err
		}
		bufs.Put(buf)
		return nil
	}
}

func unlessItFails(w io.Writer) error {
	buf, flush := flushed(w)
	buf.WriteByte('x')
	return flush()
}

func unlessItFailsForgets(w io.Writer) error {
	buf, _ := flushed(w) // want `buf from flushed is not put back when the function returns at line 40`
	buf.WriteByte('x')
	_, err := buf.WriteTo(w)
	return err
}

func unlessItFailsAgain(w io.Writer) error {
	buf, flush := flushed(w)
	buf.WriteByte('x')
	if err := flush(); err != nil {
		return flush()
	}
	return nil
}

func started() int {
	buf, done := borrow()
	n := buf.Len()
	go done()
	return n
}

func startedWithin() int {
	buf, done := borrow()
	n := buf.Len()
	go func() {
		done()
	}()
	return n
}

func startedOther(other func()) int {
	buf, done := borrow() // want `buf from borrow is not put back when the function returns at line 75`
	n := buf.Len()
	go other()
	if n > 0 {
		done()
	}
	return n
}

type encoder struct{ w io.Writer }

func (e *encoder) inField(w io.Writer) error {
	buf, flush := flushed(w)
	e.w = buf
	return flush()
}
