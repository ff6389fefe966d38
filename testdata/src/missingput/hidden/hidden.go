// Package hidden has pools behind interfaces of its own.
package hidden

import (
	"bytes"
	"io"
	"sync"
)

// A Buffers is what the package takes buffers from.
type Buffers interface {
	Get() *bytes.Buffer
	Put(*bytes.Buffer)
}

type pooled struct{ p sync.Pool }

func (p *pooled) Get() *bytes.Buffer  { return p.p.Get().(*bytes.Buffer) }
func (p *pooled) Put(b *bytes.Buffer) { p.p.Put(b) }

// Fresh makes buffers anew.
type Fresh struct{}

// Get returns an empty buffer.
func (Fresh) Get() *bytes.Buffer { return new(bytes.Buffer) }

// Put does nothing.
func (Fresh) Put(*bytes.Buffer) {}

func newBuffers() Buffers {
	return &pooled{p: sync.Pool{New: func() any { return new(bytes.Buffer) }}}
}

// A variable of the package.
var buffers = newBuffers()

func copyOf(r io.Reader) (string, error) {
	b := buffers.Get() // want `b from buffers.Get is not put back when the function returns at line 41`
	b.Reset()
	if _, err := b.ReadFrom(r); err != nil {
		return "", err
	}
	s := b.String()
	buffers.Put(b)
	return s, nil
}

func copyOfFrees(r io.Reader) (string, error) {
	b := buffers.Get()
	defer buffers.Put(b)
	b.Reset()
	if _, err := b.ReadFrom(r); err != nil {
		return "", err
	}
	return b.String(), nil
}

// Default is the one that importers get if they set none.
var Default Buffers = newBuffers()

func sum(r io.Reader) (int, error) {
	b := Default.Get() // want `b from Default.Get is not put back when the function returns at line 65`
	b.Reset()
	if _, err := b.ReadFrom(r); err != nil {
		return 0, err
	}
	n := b.Len()
	Default.Put(b)
	return n, nil
}

// One of two.
var chosen Buffers = newBuffers()

// NoPool makes the package allocate.
func NoPool() { chosen = Fresh{} }

func sumOfChosen(r io.Reader) (int, error) {
	b := chosen.Get()
	b.Reset()
	if _, err := b.ReadFrom(r); err != nil {
		return 0, err
	}
	n := b.Len()
	chosen.Put(b)
	return n, nil
}

// A field, which a function that is not exported sets.
type reader struct{ buffers Buffers }

func newReader(b Buffers) *reader { return &reader{b} }

// Read reads all of r.
func Read(r io.Reader) (string, error) { return newReader(newBuffers()).read(r) }

func (r *reader) read(in io.Reader) (string, error) {
	b := r.buffers.Get() // want `b from r.buffers.Get is not put back when the function returns at line 101`
	b.Reset()
	if _, err := b.ReadFrom(in); err != nil {
		return "", err
	}
	s := b.String()
	r.buffers.Put(b)
	return s, nil
}

// A field that importers set.
type Writer struct {
	Buffers Buffers
	own     Buffers
}

// NewWriter returns a writer with a pool of its own.
func NewWriter() *Writer { return &Writer{Buffers: newBuffers()} }

// With sets the other pool.
func (w *Writer) With(b Buffers) { w.own = b }

func (w *Writer) write(in io.Reader) error {
	b := w.Buffers.Get()
	b.Reset()
	if _, err := b.ReadFrom(in); err != nil {
		return err
	}
	w.Buffers.Put(b)
	return nil
}

func (w *Writer) writeOwn(in io.Reader) error {
	b := w.own.Get()
	b.Reset()
	if _, err := b.ReadFrom(in); err != nil {
		return err
	}
	w.own.Put(b)
	return nil
}

// A variable of which the address goes elsewhere.
var swapped = newBuffers()

// Swap sets it.
func Swap(b Buffers) { set(&swapped, b) }

func set(p *Buffers, b Buffers) { *p = b }

func sumOfSwapped(r io.Reader) error {
	b := swapped.Get()
	b.Reset()
	if _, err := b.ReadFrom(r); err != nil {
		return err
	}
	swapped.Put(b)
	return nil
}

// One that a literal sets.
func local(r io.Reader, fresh bool) error {
	b := newBuffers()
	use := func() { b = Fresh{} }
	if fresh {
		use()
	}
	buf := b.Get()
	buf.Reset()
	if _, err := buf.ReadFrom(r); err != nil {
		return err
	}
	b.Put(buf)
	return nil
}

// Typed.
type poolOf[T any] interface {
	get() T
	put(T)
}

type generic[T any] struct{ p sync.Pool }

func (p *generic[T]) get() T  { return p.p.Get().(T) }
func (p *generic[T]) put(v T) { p.p.Put(v) }

func newPool[T any](f func() any) poolOf[T] { return &generic[T]{p: sync.Pool{New: f}} }

type state struct{ n int }

var states = newPool[*state](func() any { return new(state) })

func step(ok bool) int {
	s := states.get() // want `s from states.get is not put back when the function returns at line 195`
	s.n = 1
	if !ok {
		return 0
	}
	n := s.n
	states.put(s)
	return n
}

func stepFrees(ok bool) int {
	s := states.get()
	defer states.put(s)
	s.n = 1
	if !ok {
		return 0
	}
	return s.n
}
