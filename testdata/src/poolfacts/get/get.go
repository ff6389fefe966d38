// Package get has the forms in which the result of Get is used. // want package:"contents of [0-9]+ functions"
package get

import (
	"bytes"
	"io"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func Any() any { return pool.Get() } // want Any:`^getter\(0 if 0 is non-nil\)$`

func Asserted() *bytes.Buffer { return pool.Get().(*bytes.Buffer) } // want Asserted:`^getter\(0\)$`

func ToInterface() io.Writer { return pool.Get().(io.Writer) } // want ToInterface:`^getter\(0\)$`

func Variable() *bytes.Buffer { // want Variable:`^getter\(0\)$`
	var v any
	v = pool.Get()
	b := v.(*bytes.Buffer)
	b.Reset()
	return b
}

func CommaOK() *bytes.Buffer { // want CommaOK:`^getter\(0\?\)$`
	b, ok := pool.Get().(*bytes.Buffer)
	if !ok {
		return new(bytes.Buffer)
	}
	return b
}

func CommaOKOrNil() *bytes.Buffer { // want CommaOKOrNil:`^getter\(0 if 0 is non-nil\)$`
	if b, ok := pool.Get().(*bytes.Buffer); ok {
		return b
	}
	return nil
}

func CommaOKResults() (*bytes.Buffer, bool) { // want CommaOKResults:`^getter\(0 if 1 is true\)$`
	b, ok := pool.Get().(*bytes.Buffer)
	return b, ok
}

func TypeSwitch() io.Writer { // want TypeSwitch:`^getter\(0\)$`
	switch v := pool.Get().(type) {
	case *bytes.Buffer:
		return v
	case io.Writer:
		return v
	default:
		panic("not a writer")
	}
}

func TypeSwitchNil() *bytes.Buffer { // want TypeSwitchNil:`^getter\(0\?\)$`
	switch v := pool.Get().(type) {
	case nil:
		return new(bytes.Buffer)
	case *bytes.Buffer:
		return v
	}
	panic("not a buffer")
}

func NilTest() *bytes.Buffer { // want NilTest:`^getter\(0\?\)$`
	v := pool.Get()
	if v == nil {
		v = new(bytes.Buffer)
	}
	return v.(*bytes.Buffer)
}

type holder struct {
	buf *bytes.Buffer
	n   int
}

func Literal() holder { return holder{buf: pool.Get().(*bytes.Buffer)} } // want Literal:`^getter\(0\.buf\)$`

func PointerLiteral() *holder { // want PointerLiteral:`^getter\(0\*\.buf\)$`
	return &holder{pool.Get().(*bytes.Buffer), 1}
}

func SliceLiteral() []*bytes.Buffer { // want SliceLiteral:`^getter\(0\[\]\)$`
	return []*bytes.Buffer{pool.Get().(*bytes.Buffer)}
}

func identity(b *bytes.Buffer) *bytes.Buffer { return b }

func Argument() *bytes.Buffer { return identity(pool.Get().(*bytes.Buffer)) } // want Argument:`^getter\(0\)$`

func Named() (b *bytes.Buffer) { // want Named:`^getter\(0\)$`
	b = pool.Get().(*bytes.Buffer)
	b.Reset()
	return
}

var bytesPool = sync.Pool{New: func() any { return new([]byte) }}

func Pointee() []byte { // want Pointee:`^getter\(0\)$`
	return (*bytesPool.Get().(*[]byte))[:0]
}

func Bytes() []byte { return bytesPool.Get().([]byte) } // want Bytes:`^getter\(0\)$`

// It gives back what it took.
func Balanced(w io.Writer) { // want Balanced:`^borrows$`
	b := pool.Get().(*bytes.Buffer)
	b.Reset()
	b.WriteTo(w)
	pool.Put(b)
}
