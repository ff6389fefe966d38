// Package replaced has objects with a field that is a struct, and replaces it.
package replaced

import (
	"bytes"
	"sync"
)

type encoder struct {
	out   bytes.Buffer
	other bytes.Buffer
}

var encoders = sync.Pool{New: func() any { return new(encoder) }}

func replaced(dst, src []byte) []byte {
	e := encoders.Get().(*encoder)
	e.out = *bytes.NewBuffer(dst)
	e.out.Write(src)
	b := e.out.Bytes()
	e.out = bytes.Buffer{}
	encoders.Put(e)
	return b
}

func replacedDeferred(dst, src []byte) []byte {
	e := encoders.Get().(*encoder)
	e.out = *bytes.NewBuffer(dst)
	defer func() {
		e.out = *bytes.NewBuffer(nil)
		encoders.Put(e)
	}()
	e.out.Write(src)
	return e.out.Bytes()
}

func otherReplaced(src []byte) []byte {
	e := encoders.Get().(*encoder)
	e.out.Write(src)
	b := e.out.Bytes()
	e.other = bytes.Buffer{}
	encoders.Put(e)
	return b // want `returned slice aliases e, which encoders.Put puts back at line 42`
}

func exchanged(src []byte) []byte {
	e := encoders.Get().(*encoder)
	e.out.Write(src)
	b := e.out.Bytes()
	e.out = e.out
	encoders.Put(e)
	return b // want `returned slice aliases e, which encoders.Put puts back at line 51`
}
