// Package results has getters by what else, and in what, they return the object. // want package:"contents of [0-9]+ functions"
package results

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func OnSuccess(r io.Reader) (*bytes.Buffer, error) { // want OnSuccess:`^getter\(0 if 1 is nil\)$`
	b := pool.Get().(*bytes.Buffer)
	if _, err := b.ReadFrom(r); err != nil {
		pool.Put(b)
		return nil, err
	}
	return b, nil
}

// The error comes with the object, as with the last record and io.EOF.
func Both(r io.Reader) (*bytes.Buffer, error) { // want Both:`^getter\(0\)$`
	b := pool.Get().(*bytes.Buffer)
	_, err := b.ReadFrom(r)
	return b, err
}

func NeverFails() (*bytes.Buffer, error) { // want NeverFails:`^getter\(0\)$`
	return pool.Get().(*bytes.Buffer), nil
}

func Second(r io.Reader) (int64, *bytes.Buffer) { // want Second:`^getter\(1\)$`
	b := pool.Get().(*bytes.Buffer)
	n, _ := b.ReadFrom(r)
	return n, b
}

func Found(key string) (b *bytes.Buffer, ok bool) { // want Found:`^getter\(0 if 1 is true\)$`
	if key == "" {
		return nil, false
	}
	b = pool.Get().(*bytes.Buffer)
	b.WriteString(key)
	return b, true
}

func OrNil(key string) *bytes.Buffer { // want OrNil:`^getter\(0 if 0 is non-nil\)$`
	if key == "" {
		return nil
	}
	return pool.Get().(*bytes.Buffer)
}

func Interface() io.ReadWriter { return pool.Get().(*bytes.Buffer) } // want Interface:`^getter\(0\)$`

type Message struct {
	buf  *bytes.Buffer
	name string
}

func Struct(name string) Message { // want Struct:`^getter\(0\.buf\)$`
	m := Message{name: name}
	m.buf = pool.Get().(*bytes.Buffer)
	return m
}

func Pointer(name string) *Message { // want Pointer:`^getter\(0\*\.buf\)$`
	m := &Message{name: name}
	m.buf = pool.Get().(*bytes.Buffer)
	return m
}

func Boxed() io.Closer { return &Message{buf: pool.Get().(*bytes.Buffer)} } // want Boxed:`^getter\(0\*\.buf\)$`

func (m *Message) Close() error { // want Close:`^putter\(0\*\.buf\)$`
	pool.Put(m.buf)
	return nil
}

func Cleanup() (*bytes.Buffer, func()) { // want Cleanup:`^getter\(0 released by 1\)$`
	b := pool.Get().(*bytes.Buffer)
	return b, func() {
		b.Reset()
		pool.Put(b)
	}
}

func CleanupOnSuccess(n int) (*bytes.Buffer, func(), error) { // want CleanupOnSuccess:`^getter\(0 if 2 is nil with 1 non-nil released by 1\)$`
	if n < 0 {
		return nil, nil, errors.New("negative")
	}
	b := pool.Get().(*bytes.Buffer)
	b.WriteString(strconv.Itoa(n))
	return b, func() { pool.Put(b) }, nil
}

func (m *Message) free() { pool.Put(m.buf) }

func CleanupMethod() (*Message, func()) { // want CleanupMethod:`^getter\(0\*\.buf released by 1\)$`
	m := Pointer("")
	return m, m.free
}

type pair struct{ a, b *bytes.Buffer }

func Two() (a, b *bytes.Buffer) { // want Two:`^getter\(0\) getter\(1\)$`
	return pool.Get().(*bytes.Buffer), pool.Get().(*bytes.Buffer)
}

func Pair() *pair { // want Pair:`^getter\(0\*\.a\) getter\(0\*\.b\)$`
	return &pair{pool.Get().(*bytes.Buffer), pool.Get().(*bytes.Buffer)}
}

func Many(n int) []*bytes.Buffer { // want Many:`^getter\(0\[\]\?\)$`
	var list []*bytes.Buffer
	for range n {
		list = append(list, pool.Get().(*bytes.Buffer))
	}
	return list
}

// The error may be nil without an object, so that only the object itself tells
// exactly; where it is there, the error is nil all the same.
func Checked(in *input) (*bytes.Buffer, error) { // want Checked:`^getter\(0 if 0 is non-nil with 1 nil\)$`
	if in.err != nil {
		return nil, in.err
	}
	return pool.Get().(*bytes.Buffer), nil
}

type input struct{ err error }

func Wanted(in *input, want bool) (bool, *bytes.Buffer, error) { // want Wanted:`^getter\(1 if 1 is non-nil with 2 nil with 0 true given 1 true\)$`
	if in.err != nil {
		return false, nil, in.err
	}
	if !want {
		return false, nil, nil
	}
	return true, pool.Get().(*bytes.Buffer), nil
}

func Named(in *input, want bool) (m Message, err error) { // want Named:`^getter\(0\.buf\? if 1 is nil given 1 true\)$`
	if want {
		m.buf, err = Checked(in)
	}
	return
}

func Flushed(w io.Writer) (*bytes.Buffer, func() error) { // want Flushed:`^getter\(0 released sometimes by 1\)$`
	b := pool.Get().(*bytes.Buffer)
	return b, func() error {
		if _, err := b.WriteTo(w); err != nil {
			return err
		}
		pool.Put(b)
		return nil
	}
}
