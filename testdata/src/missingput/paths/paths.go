// Package paths leaves functions between Get and Put.
package paths

import (
	"bytes"
	"errors"
	"io"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var errEmpty = errors.New("empty")

func onError(r io.Reader) (int, error) {
	buf := pool.Get().(*bytes.Buffer) // want `buf from pool.Get is not put back when the function returns at line 19`
	buf.Reset()
	if _, err := buf.ReadFrom(r); err != nil {
		return 0, err
	}
	n := buf.Len()
	pool.Put(buf)
	return n, nil
}

func onErrorPut(r io.Reader) (int, error) {
	buf := pool.Get().(*bytes.Buffer)
	buf.Reset()
	if _, err := buf.ReadFrom(r); err != nil {
		pool.Put(buf)
		return 0, err
	}
	n := buf.Len()
	pool.Put(buf)
	return n, nil
}

func never(s string) {
	buf := pool.Get().(*bytes.Buffer) // want `buf from pool.Get is not put back when the function returns at line 42`
	buf.Reset()
	buf.WriteString(s)
}

func discarded() {
	pool.Get() // want `the object from pool.Get is not put back`
}

func blank() {
	_ = pool.Get() // want `the object from pool.Get is not put back`
}

func drained() any {
	return pool.Get()
}

func once(s string) error {
	buf := pool.Get().(*bytes.Buffer) // want `at line 60`
	buf.Reset()
	if s == "" {
		return errEmpty // the first of two: one report
	}
	buf.WriteString(s)
	if buf.Len() > 10 {
		return io.ErrShortBuffer
	}
	pool.Put(buf)
	return nil
}

func switched(kind int) string {
	buf := pool.Get().(*bytes.Buffer) // want `at line 79`
	buf.Reset()
	switch kind {
	case 0:
		buf.WriteString("zero")
	case 1:
		buf.WriteString("one")
	default:
		return ""
	}
	s := buf.String()
	pool.Put(buf)
	return s
}

func switchedPut(kind int) string {
	buf := pool.Get().(*bytes.Buffer)
	buf.Reset()
	switch kind {
	case 0:
		buf.WriteString("zero")
	case 1:
		buf.WriteString("one")
	default:
		pool.Put(buf)
		return ""
	}
	s := buf.String()
	pool.Put(buf)
	return s
}

func fallsThrough(kind int) {
	buf := pool.Get().(*bytes.Buffer)
	switch kind {
	case 0:
		buf.WriteByte('0')
		fallthrough
	default:
		pool.Put(buf)
	}
}

func exclusive(ok bool) {
	buf := pool.Get().(*bytes.Buffer)
	if ok {
		buf.WriteByte('y')
		pool.Put(buf)
	} else {
		buf.WriteByte('n')
		pool.Put(buf)
	}
}

func oneBranch(ok bool) {
	buf := pool.Get().(*bytes.Buffer) // want `at line 130`
	if ok {
		pool.Put(buf)
	}
}

func sameCondition(ok bool) {
	var buf *bytes.Buffer
	if ok {
		buf = pool.Get().(*bytes.Buffer)
	}
	println("between")
	if ok {
		pool.Put(buf)
	}
}

func otherCondition(ok, sure bool) {
	var buf *bytes.Buffer
	if ok {
		buf = pool.Get().(*bytes.Buffer) // want `at line 151`
	}
	if sure {
		pool.Put(buf)
	}
}

func jumps(s string) {
	buf := pool.Get().(*bytes.Buffer)
	if s == "" {
		goto done
	}
	buf.WriteString(s)
done:
	pool.Put(buf)
}

func jumpsPast(s string) {
	buf := pool.Get().(*bytes.Buffer) // want `at line 171`
	if s == "" {
		goto done
	}
	pool.Put(buf)
done:
	println("done")
}

func overwritten() {
	buf := pool.Get().(*bytes.Buffer) // want `at line 177`
	buf = new(bytes.Buffer)
	pool.Put(buf)
}
