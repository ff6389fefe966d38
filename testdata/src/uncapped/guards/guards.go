// Package guards has Puts behind conditions, some of which bound the size.
package guards

import (
	"bytes"
	"io"
	"sync"
)

const maxSize = 64 << 10

func fill(buf *bytes.Buffer, r io.Reader) {
	buf.Reset()
	buf.ReadFrom(r)
}

var small = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func ifSmall(r io.Reader) {
	buf := small.Get().(*bytes.Buffer)
	fill(buf, r)
	if buf.Cap() <= maxSize {
		small.Put(buf)
	}
}

func unlessLarge(r io.Reader) {
	buf := small.Get().(*bytes.Buffer)
	fill(buf, r)
	if buf.Cap() > maxSize {
		return
	}
	small.Put(buf)
}

func fits(buf *bytes.Buffer) bool { return buf.Cap() <= maxSize }

func byPredicate(r io.Reader) {
	buf := small.Get().(*bytes.Buffer)
	fill(buf, r)
	if fits(buf) {
		small.Put(buf)
	}
}

func put(buf *bytes.Buffer) {
	if buf.Cap() > maxSize {
		return
	}
	small.Put(buf)
}

func byPutter(r io.Reader) {
	buf := small.Get().(*bytes.Buffer)
	defer put(buf)
	fill(buf, r)
}

// Each of these is no limit.
var large = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func ifLarge(r io.Reader) {
	buf := large.Get().(*bytes.Buffer)
	fill(buf, r)
	if buf.Cap() >= maxSize {
		large.Put(buf) // want `buf is put back no matter how large it has grown`
	}
}

func byLength(r io.Reader) {
	buf := large.Get().(*bytes.Buffer)
	fill(buf, r)
	buf.Reset()
	if buf.Len() <= maxSize {
		large.Put(buf) // want `buf is put back no matter how large it has grown`
	}
}

func afterPut(r io.Reader) {
	buf := large.Get().(*bytes.Buffer)
	fill(buf, r)
	large.Put(buf) // want `buf is put back no matter how large it has grown`
	if buf.Cap() > maxSize {
		println("large")
	}
}

func onSomethingElse(r io.Reader, n int) {
	buf := large.Get().(*bytes.Buffer)
	fill(buf, r)
	if n < maxSize {
		large.Put(buf) // want `buf is put back no matter how large it has grown`
	}
}

// The length before the reset is what was used this time.
var byUse = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func byLengthInUse(r io.Reader) {
	buf := byUse.Get().(*bytes.Buffer)
	fill(buf, r)
	if buf.Len() <= maxSize {
		buf.Reset()
		byUse.Put(buf)
	}
}

// Size classes.
var classes [8]sync.Pool

func class(n int) int {
	for i := range classes {
		if n == 1<<i {
			return i
		}
	}
	return -1
}

func putClass(bp *[]byte, names []string) {
	for _, name := range names {
		*bp = append(*bp, name...)
	}
	if i := class(cap(*bp)); i >= 0 {
		classes[i].Put(bp)
	}
}

func getClass(n int) *[]byte {
	if i := class(n); i >= 0 {
		if bp, ok := classes[i].Get().(*[]byte); ok {
			return bp
		}
	}
	return new([]byte)
}

// A limit of zero is none, until the pool has learned one.
type learning struct {
	p       sync.Pool
	maxSize int
}

func (l *learning) get() *bytes.Buffer {
	if buf, ok := l.p.Get().(*bytes.Buffer); ok {
		return buf
	}
	return new(bytes.Buffer)
}

func (l *learning) fill(r io.Reader) {
	buf := l.get()
	fill(buf, r)
	maxSize := l.maxSize
	if maxSize == 0 || buf.Cap() <= maxSize {
		l.p.Put(buf)
	}
}
