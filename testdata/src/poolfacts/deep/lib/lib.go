// Package lib has the pool. // want package:"contents of [0-9]+ functions"
package lib

import "sync"

type T struct{ n int }

var pool = sync.Pool{New: func() any { return new(T) }}

func get() *T  { return pool.Get().(*T) }
func put(t *T) { pool.Put(t) }

func reset(t *T) *T {
	t.n = 0
	return t
}

func Get() *T { return reset(get()) } // want Get:`^getter\(0\)$`

func Put(t *T) { // want Put:`^putter\(0\)$`
	t.n = 0
	put(t)
}

func (t *T) Free() { Put(t) } // want Free:`^putter\(0\)$`

type Conn struct{ t *T }

func Dial(ok bool) (*Conn, error) { // want Dial:`^getter\(0\*\.t if 1 is nil given 0 true\)$`
	t := Get()
	if !ok {
		t.Free()
		return nil, errRefused
	}
	return &Conn{t}, nil
}

func (c *Conn) Close() error { // want Close:`^cuts\(0 t\) putter\(0\*\.t cleared\)$`
	if c.t != nil {
		c.t.Free()
		c.t = nil
	}
	return nil
}

type refused struct{}

func (refused) Error() string { return "refused" }

var errRefused error = refused{}
