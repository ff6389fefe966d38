// Package deferred puts objects in deferred calls.
package deferred

import (
	"bytes"
	"errors"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func plain() int {
	buf := pool.Get().(*bytes.Buffer)
	defer pool.Put(buf)
	return buf.Len()
}

func tooLate(s string) int {
	buf := pool.Get().(*bytes.Buffer) // want `at line 21`
	if s == "" {
		return 0
	}
	defer pool.Put(buf)
	return buf.Len()
}

// The argument is fixed while it is nil.
func fixedNil() int {
	var buf *bytes.Buffer
	defer pool.Put(buf)
	buf = pool.Get().(*bytes.Buffer) // want `at line 32`
	return buf.Len()
}

func closureSeesIt() int {
	var buf *bytes.Buffer
	defer func() { pool.Put(buf) }()
	buf = pool.Get().(*bytes.Buffer)
	return buf.Len()
}

func ifNotNil(ok bool) {
	var buf *bytes.Buffer
	defer func() {
		if buf != nil {
			pool.Put(buf)
		}
	}()
	if !ok {
		return
	}
	buf = pool.Get().(*bytes.Buffer)
	buf.WriteByte('x')
}

func ifNil(ok bool) {
	var buf *bytes.Buffer
	defer func() {
		if buf == nil {
			pool.Put(buf)
		}
	}()
	if !ok {
		return
	}
	buf = pool.Get().(*bytes.Buffer) // want `at line 68`
	buf.WriteByte('x')
}

func flag(ok bool) *bytes.Buffer {
	buf := pool.Get().(*bytes.Buffer)
	handedOver := false
	defer func() {
		if !handedOver {
			pool.Put(buf)
		}
	}()
	if !ok {
		return nil
	}
	handedOver = true
	return buf
}

func flagTooEarly(ok bool) *bytes.Buffer {
	buf := pool.Get().(*bytes.Buffer) // want `at line 95`
	handedOver := false
	defer func() {
		if !handedOver {
			pool.Put(buf)
		}
	}()
	handedOver = true
	if !ok {
		return nil
	}
	return buf
}

var errEmpty = errors.New("empty")

func onError(s string) (buf *bytes.Buffer, err error) {
	buf = pool.Get().(*bytes.Buffer)
	defer func() {
		if err != nil {
			pool.Put(buf)
			buf = nil
		}
	}()
	if s == "" {
		return buf, errEmpty
	}
	buf.WriteString(s)
	return buf, nil
}

func onErrorOnly(s string) (n int, err error) {
	buf := pool.Get().(*bytes.Buffer) // want `at line 128`
	defer func() {
		if err != nil {
			pool.Put(buf)
		}
	}()
	if s == "" {
		return 0, errEmpty
	}
	buf.WriteString(s)
	return buf.Len(), nil
}

// A deferred closure changes the result: nobody has the object then.
func changed(s string) (res *bytes.Buffer) {
	buf := pool.Get().(*bytes.Buffer) // want `at line 139`
	defer func() {
		if s == "" {
			res = nil
		}
	}()
	return buf
}

func methodValue() int {
	buf := pool.Get().(*bytes.Buffer)
	put := pool.Put
	defer put(buf)
	return buf.Len()
}

func closureVariable() int {
	buf := pool.Get().(*bytes.Buffer)
	done := func() { pool.Put(buf) }
	defer done()
	return buf.Len()
}

func closureForgotten() int {
	buf := pool.Get().(*bytes.Buffer) // want `at line 163`
	done := func() { pool.Put(buf) }
	if buf.Len() == 7 {
		done()
		return 7
	}
	return buf.Len()
}

func nested() int {
	buf := pool.Get().(*bytes.Buffer)
	defer func() {
		defer pool.Put(buf)
		println("closing")
	}()
	return buf.Len()
}

func nestedClosure() int {
	buf := pool.Get().(*bytes.Buffer)
	defer func() {
		defer func() {
			pool.Put(buf)
		}()
	}()
	return buf.Len()
}

func inLoopSome(n int) {
	for i := range n {
		buf := pool.Get().(*bytes.Buffer) // want `before the next one is taken`
		if i == 0 {
			defer pool.Put(buf)
		}
	}
}

func conditional(ok bool) {
	buf := pool.Get().(*bytes.Buffer) // want `at line 200`
	if ok {
		defer pool.Put(buf)
	}
	buf.WriteByte('x')
}

func argument() int {
	buf := pool.Get().(*bytes.Buffer)
	defer func(b *bytes.Buffer) { pool.Put(b) }(buf)
	return buf.Len()
}

func recovers(f func()) {
	buf := pool.Get().(*bytes.Buffer)
	defer func() {
		if r := recover(); r != nil {
			println("panic")
		}
		pool.Put(buf)
	}()
	f()
}

func onPanicOnly(f func()) {
	buf := pool.Get().(*bytes.Buffer) // want `at line 227`
	defer func() {
		if r := recover(); r != nil {
			pool.Put(buf)
		}
	}()
	f()
}

func inLoop(n int) {
	for range n {
		buf := pool.Get().(*bytes.Buffer)
		defer pool.Put(buf)
	}
}
