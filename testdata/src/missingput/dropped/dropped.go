// Package dropped drops objects for what they are.
package dropped

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"sync"
)

const limit = 64 << 10

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func tooBig() {
	buf := bufs.Get().(*bytes.Buffer)
	buf.WriteByte('x')
	if buf.Cap() > limit {
		return
	}
	bufs.Put(buf)
}

func notTooBig() {
	buf := bufs.Get().(*bytes.Buffer)
	buf.WriteByte('x')
	if buf.Cap() <= limit {
		bufs.Put(buf)
	}
}

func fits(buf *bytes.Buffer) bool { return buf.Cap() <= limit }

func predicate() {
	buf := bufs.Get().(*bytes.Buffer)
	buf.WriteByte('x')
	if fits(buf) {
		bufs.Put(buf)
	}
}

func putDeferred() {
	buf := bufs.Get().(*bytes.Buffer)
	defer func() {
		if buf.Cap() <= limit {
			bufs.Put(buf)
		}
	}()
	buf.WriteByte('x')
}

// The condition is about something else.
func otherBuffer(other *bytes.Buffer) {
	buf := bufs.Get().(*bytes.Buffer) // want `at line 57`
	if other.Cap() > limit {
		return
	}
	bufs.Put(buf)
}

func count(n int) {
	buf := bufs.Get().(*bytes.Buffer) // want `at line 65`
	if n > limit {
		return
	}
	bufs.Put(buf)
}

var slices = sync.Pool{New: func() any { return new([]byte) }}

func slice(s string) {
	bp := slices.Get().(*[]byte)
	b := append((*bp)[:0], s...)
	if cap(b) > limit {
		return
	}
	*bp = b
	slices.Put(bp)
}

func tooSmall(n int) *[]byte {
	bp := slices.Get().(*[]byte)
	if cap(*bp) < n {
		b := make([]byte, n)
		return &b
	}
	*bp = (*bp)[:n]
	return bp
}

var maps = sync.Pool{New: func() any { return map[string]int{} }}

func table(words []string) {
	m := maps.Get().(map[string]int)
	for _, w := range words {
		m[w]++
	}
	if len(m) > limit {
		return
	}
	clear(m)
	maps.Put(m)
}

type conn struct {
	buf    []byte
	err    error
	broken bool
}

var conns = sync.Pool{New: func() any { return new(conn) }}

func (c *conn) reset(r io.Reader) error {
	c.err = nil
	_, err := r.Read(c.buf)
	return err
}

func (c *conn) healthy() bool { return c.err == nil && !c.broken }

func brokenFlag() {
	c := conns.Get().(*conn)
	if c.broken {
		return
	}
	conns.Put(c)
}

func brokenError() error {
	c := conns.Get().(*conn)
	if c.err != nil {
		return c.err
	}
	conns.Put(c)
	return nil
}

func unhealthy() {
	c := conns.Get().(*conn)
	if !c.healthy() {
		return
	}
	conns.Put(c)
}

func resetFailed(r io.Reader) error {
	c := conns.Get().(*conn)
	if err := c.reset(r); err != nil {
		return err
	}
	conns.Put(c)
	return nil
}

func readFailed(r io.Reader) error {
	c := conns.Get().(*conn) // want `at line 159`
	if _, err := r.Read(c.buf); err != nil {
		return err
	}
	conns.Put(c)
	return nil
}

var inflaters = sync.Pool{New: func() any { return flate.NewReader(nil) }}

func inflate(r io.Reader) error {
	z := inflaters.Get().(io.ReadCloser)
	if err := z.(flate.Resetter).Reset(r, nil); err != nil {
		return err
	}
	inflaters.Put(z)
	return nil
}

var errBig = errors.New("too big")

func putter(buf *bytes.Buffer) error {
	if buf.Len() > limit {
		return errBig
	}
	bufs.Put(buf)
	return nil
}

func throughPutter() error {
	buf := bufs.Get().(*bytes.Buffer)
	return putter(buf)
}
