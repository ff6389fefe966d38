// Package perhaps closes writers that have an object only if they were told to.
package perhaps

import (
	"errors"
	"sync"
)

type block struct{ data []byte }

var blocks = sync.Pool{New: func() any { return new(block) }}

var errEmpty = errors.New("empty")

type writer struct {
	err error
	b   *block
}

func newWriter(buffered bool) *writer {
	w := new(writer)
	if buffered {
		w.b = blocks.Get().(*block)
	}
	return w
}

func open(buffered bool) (*writer, error) {
	if !buffered {
		return nil, errEmpty
	}
	return newWriter(buffered), nil
}

func (w *writer) close() error {
	if w.b != nil {
		blocks.Put(w.b)
	}
	return w.err
}

func (w *writer) finish() {
	if w.b != nil {
		blocks.Put(w.b)
		w.b = nil
	}
}

func (w *writer) reopen() { w.b = blocks.Get().(*block) }

func (w *writer) fill(n int) { w.b.data = append(w.b.data, byte(n)) }

func twice(n int) error {
	w := newWriter(n > 0)
	defer w.close()
	if n > 9 {
		return errEmpty
	}
	w.fill(n)
	return w.close() // want `w.b is put back twice: also by w.close at line \d+`
}

func ofTwo(n int) error {
	w, err := open(n > 0)
	if err != nil {
		return err
	}
	defer w.close()
	w.fill(n)
	return w.close() // want `w.b is put back twice: also by w.close at line \d+`
}

func once(n int) error {
	w := newWriter(n > 0)
	if n > 9 {
		_ = w.close()
		return errEmpty
	}
	w.fill(n)
	return w.close()
}

func cleared(n int) {
	w := newWriter(n > 0)
	defer w.finish()
	w.fill(n)
	w.finish()
}

func again(n int) error {
	w := newWriter(n > 0)
	if err := w.close(); err != nil {
		return err
	}
	w.reopen()
	w.fill(n)
	return w.close()
}

func another(n int) error {
	w := newWriter(n > 0)
	if err := w.close(); err != nil {
		return err
	}
	w = newWriter(true)
	w.fill(n)
	return w.close()
}

func each(list []int) {
	for _, n := range list {
		w := newWriter(n > 0)
		w.fill(n)
		_ = w.close()
	}
}
