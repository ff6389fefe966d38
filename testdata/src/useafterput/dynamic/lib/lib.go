// Package lib wraps writers, and puts the wrappers.
package lib

import (
	"io"
	"sync"
)

type Writer struct {
	to  io.Writer
	buf []byte
}

var writers = sync.Pool{New: func() any { return new(Writer) }}

func (w *Writer) Write(p []byte) (int, error) {
	w.buf = append(w.buf, p...)
	return len(p), nil
}

func (w *Writer) Flush() error {
	_, err := w.to.Write(w.buf)
	w.buf = w.buf[:0]
	return err
}

// NewWriter returns w itself if it is a *Writer.
func NewWriter(w io.Writer) *Writer {
	if lw, ok := w.(*Writer); ok {
		return lw
	}
	lw := writers.Get().(*Writer)
	lw.to = w
	return lw
}

func free(w *Writer) { writers.Put(w) }

// Encode puts w if it is a *Writer.
func Encode(w io.Writer, text string) error {
	lw := NewWriter(w)
	lw.Write([]byte(text))
	err := lw.Flush()
	free(lw)
	return err
}

// EncodeAll does the same.
func EncodeAll(w io.Writer, text string) error { return Encode(w, text) }

func each(w io.Writer, texts []string) {
	for _, text := range texts {
		Encode(w, text)
	}
}
