// Package fallback calls New where the pool has nothing to give, or is not to be
// used.
package fallback

import (
	"bytes"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func afterNil() *bytes.Buffer {
	if x := buffers.Get(); x != nil {
		return x.(*bytes.Buffer)
	}
	return buffers.New().(*bytes.Buffer)
}

type conn struct{ closed bool }

type conns struct{ sync.Pool }

func (p *conns) take() *conn {
	c := p.Get().(*conn)
	if c.closed {
		c = p.New().(*conn)
	}
	return c
}

func (p *conns) takeNew() *conn {
	return p.New().(*conn) // want `p.New called directly bypasses the pool: use Get`
}

var disabled bool

func takeOrNot() *bytes.Buffer {
	if disabled {
		return buffers.New().(*bytes.Buffer)
	}
	return buffers.Get().(*bytes.Buffer)
}

func get() *bytes.Buffer { return buffers.Get().(*bytes.Buffer) }

func throughGetter(fresh bool) *bytes.Buffer {
	if fresh {
		return buffers.New().(*bytes.Buffer)
	}
	return get()
}

// The Get is of another pool.
func other(p *sync.Pool) (any, any) {
	return p.Get(), buffers.New() // want `buffers.New called directly`
}
