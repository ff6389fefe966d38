// Package prelude has what the code on the pages of the checks may use without
// declaring it.
package prelude

import (
	"bytes"
	"context"
	"io"
	"sync"
)

var bufPool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func getBuffer() *bytes.Buffer {
	buf := bufPool.Get().(*bytes.Buffer)
	buf.Reset()
	return buf
}

func putBuffer(buf *bytes.Buffer) {
	if buf.Cap() <= 64<<10 {
		bufPool.Put(buf)
	}
}

type requestContext struct {
	id   string
	data []byte
}

func (c *requestContext) reset() { *c = requestContext{data: c.data[:0]} }

var ctxPool = sync.Pool{New: func() any { return new(requestContext) }}

var active = map[string]*requestContext{}

func handle(ctx *requestContext) { ctx.data = append(ctx.data, ctx.id...) }

func send(addr string, data []byte) { print(addr, len(data)) }

var readers, writers sync.Pool

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

type tally struct{ words int }

var tallies = sync.Pool{New: func() any { return new(tally) }}

type node struct{ next *node }

var nodes = sync.Pool{New: func() any { return new(node) }}

func (n *node) free() { nodes.Put(n) }

var (
	ctx  context.Context
	r    io.Reader
	w    io.Writer
	key  []byte
	name string
)
