// Package typed has getters that return one of several types.
package typed

import (
	"bytes"
	"errors"
	"io"
	"sync"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// A part is a *mark, which holds nothing, or a *body, which has a buffer.
type part interface{ isPart() }

type mark struct{ n int }

func (*mark) isPart() {}

type body struct{ buf *bytes.Buffer }

func (*body) isPart() {}

func (b *body) free() { bufs.Put(b.buf) }

func next(r io.Reader) (part, bool) {
	var op [1]byte
	if _, err := r.Read(op[:]); err != nil {
		return nil, false
	}
	if op[0] < 8 {
		return &mark{int(op[0])}, true
	}
	buf := bufs.Get().(*bytes.Buffer)
	buf.WriteByte(op[0])
	return &body{buf}, true
}

func count(r io.Reader) int {
	p, ok := next(r)
	if !ok {
		return 0
	}
	switch p := p.(type) {
	case *mark:
		return p.n
	case *body:
		defer p.free()
		return p.buf.Len()
	}
	return -1
}

func countForgets(r io.Reader) int {
	p, ok := next(r) // want `p.buf from next is not put back when the function returns at line 63`
	if !ok {
		return 0
	}
	switch p := p.(type) {
	case *mark:
		return p.n
	case *body:
		return p.buf.Len()
	}
	return -1
}

// What is taken is of the type that it is first asked for; the other assertion is
// for a pool that hands out something else.
func write(text string) error {
	x := bufs.Get()
	buf, ok := x.(*bytes.Buffer)
	if !ok || buf == nil {
		if err, isErr := x.(error); isErr {
			return errors.New(err.Error())
		}
		return errors.New("unexpected type")
	}
	defer bufs.Put(buf)
	buf.WriteString(text)
	return nil
}

func writeForgets(text string) error {
	x := bufs.Get() // want `x from bufs.Get is not put back when the function returns at line 94`
	buf, ok := x.(*bytes.Buffer)
	if !ok {
		if err, isErr := x.(error); isErr {
			return errors.New(err.Error())
		}
		return errors.New("unexpected type")
	}
	if text == "" {
		return errors.New("nothing to write")
	}
	defer bufs.Put(buf)
	buf.WriteString(text)
	return nil
}
