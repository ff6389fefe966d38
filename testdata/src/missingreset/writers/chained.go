package writers

import (
	"bufio"
	"bytes"
	"io"
	"sync"
)

// A writer of the package itself is bound to the buffer of the object that has it, in
// each use the same.
type quoter struct{ w io.Writer }

func newQuoter(w io.Writer) *quoter           { return &quoter{w} }
func (q *quoter) Reset(w io.Writer)           { q.w = w }
func (q *quoter) Write(b []byte) (int, error) { return q.w.Write(append([]byte("> "), b...)) }

type quoting struct {
	buf bytes.Buffer
	q   *quoter
}

var quotings = sync.Pool{New: func() any {
	c := new(quoting)
	c.q = newQuoter(&c.buf)
	return c
}}

func quote(text []byte) (string, error) {
	c := quotings.Get().(*quoting)
	defer func() {
		if c.buf.Cap() <= 1<<16 {
			c.buf.Reset()
			c.q.Reset(&c.buf)
			quotings.Put(c)
		}
	}()
	_, err := c.q.Write(text)
	return c.buf.String(), err
}

// It is bound to what the caller gave.
type citing struct {
	buf bytes.Buffer
	q   *quoter
}

var citings = sync.Pool{New: func() any { return &citing{q: newQuoter(io.Discard)} }}

func cite(w io.Writer, text []byte) error {
	c := citings.Get().(*citing)
	if len(text) > 80 {
		c.q.Reset(w)
	}
	_, err := c.q.Write(text)
	if c.buf.Cap() <= 1<<16 {
		c.buf.Reset()
		citings.Put(c) // want `c is put back without a reset of q.w, which its next user gets at line 51`
	}
	return err
}

// A writer behind an interface is reset to the buffer after that is.
type coder interface {
	io.WriteCloser
	Reset(io.Writer)
}

type coding struct {
	buf bytes.Buffer
	c   coder
}

type codings struct{ pool sync.Pool }

func (p *codings) encode(text []byte) (string, error) {
	c := p.pool.Get().(*coding)
	defer func() {
		if c.buf.Cap() <= 1<<16 {
			c.buf.Reset()
			c.c.Reset(&c.buf)
			p.pool.Put(c)
		}
	}()
	if _, err := c.c.Write(text); err != nil {
		return "", err
	}
	if err := c.c.Close(); err != nil {
		return "", err
	}
	return c.buf.String(), nil
}

// One that is written to after its reset.
type headings struct{ pool sync.Pool }

func (p *headings) encode(text []byte) (string, error) {
	c := p.pool.Get().(*coding)
	defer func() {
		if c.buf.Cap() <= 1<<16 {
			c.buf.Reset()
			c.c.Reset(&c.buf)
			io.WriteString(&c.buf, "head")
			p.pool.Put(c) // want `c is put back without a reset of buf, which its next user gets at line 98`
		}
	}()
	if _, err := c.c.Write(text); err != nil {
		return "", err
	}
	return c.buf.String(), nil
}

// Writers and readers that pass on what they are given.
type teed struct {
	buf bytes.Buffer
	w   io.Writer
	r   io.Reader
	b   *bufio.Writer
}

var teeds = sync.Pool{New: func() any { return new(teed) }}

func (t *teed) free() {
	if t.buf.Cap() > 1<<16 {
		return
	}
	t.buf.Reset()
	t.w = io.MultiWriter(&t.buf, io.Discard)
	t.r = io.TeeReader(eof{}, &t.buf)
	t.b = bufio.NewWriter(&t.buf)
	teeds.Put(t)
}

type eof struct{}

func (eof) Read([]byte) (int, error) { return 0, io.EOF }

func tee(text string) (string, error) {
	t := teeds.Get().(*teed)
	defer t.free()
	if _, err := io.WriteString(t.w, text); err != nil {
		return "", err
	}
	if _, err := io.Copy(io.Discard, t.r); err != nil {
		return "", err
	}
	t.b.WriteString(text)
	err := t.b.Flush()
	return t.buf.String(), err
}
