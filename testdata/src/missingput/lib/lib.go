// Package lib gives its users objects to put back, or not.
package lib

import (
	"bytes"
	"errors"
	"io"
	"sync"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Get returns an empty buffer, for Put.
func Get() *bytes.Buffer {
	buf := bufs.Get().(*bytes.Buffer)
	buf.Reset()
	return buf
}

// Put puts buf back, unless it has grown too big.
func Put(buf *bytes.Buffer) {
	if buf.Cap() > 64<<10 {
		return
	}
	bufs.Put(buf)
}

// Read reads a buffer from r, for Put. There is none if it fails.
func Read(r io.Reader) (*bytes.Buffer, error) {
	buf := Get()
	if _, err := buf.ReadFrom(r); err != nil {
		Put(buf)
		return nil, err
	}
	return buf, nil
}

// Borrow returns an empty buffer and a function that puts it back.
func Borrow() (*bytes.Buffer, func()) {
	buf := Get()
	return buf, func() { Put(buf) }
}

// With lends f an empty buffer.
func With(f func(*bytes.Buffer) error) error {
	buf := Get()
	defer Put(buf)
	return f(buf)
}

// A Doc holds a buffer until it is closed.
type Doc struct{ buf *bytes.Buffer }

// Open returns a document, for Close.
func Open(name string) (*Doc, error) {
	if name == "" {
		return nil, errors.New("no name")
	}
	d := &Doc{buf: Get()}
	d.buf.WriteString(name)
	return d, nil
}

// Len returns the length of d.
func (d *Doc) Len() int { return d.buf.Len() }

// Close puts the buffer of d back.
func (d *Doc) Close() error {
	Put(d.buf)
	return nil
}

type node struct{ next *node }

var nodes = sync.Pool{New: func() any { return new(node) }}

// Node returns a node. No function of this package that others can call puts
// one back.
func Node() *node { return nodes.Get().(*node) }

func recycle(n *node) { nodes.Put(n) }

// Walk uses nodes.
func Walk() {
	n := Node()
	recycle(n)
}

// Pool is a pool of *T.
type Pool[T any] struct{ p sync.Pool }

// Get returns a T.
func (p *Pool[T]) Get() *T {
	if x, ok := p.p.Get().(*T); ok {
		return x
	}
	return new(T)
}

// Put puts x back.
func (p *Pool[T]) Put(x *T) { p.p.Put(x) }

// A Graph has its edges from a pool, if Pooling is set.
type Graph struct{ edges *edges }

type edges struct{ to []int }

var edgeLists = sync.Pool{New: func() any { return new(edges) }}

// Pooling tells whether graphs are put back.
var Pooling bool

// NewGraph returns a graph.
func NewGraph() Graph {
	if !Pooling {
		return Graph{new(edges)}
	}
	return Graph{edgeLists.Get().(*edges)}
}

func free(e *edges, whole bool) {
	*e = edges{}
	if Pooling && whole {
		edgeLists.Put(e)
	}
}

// MoveTo moves what g has to dst, and may put back what that had.
func (g Graph) MoveTo(dst Graph) {
	free(dst.edges, false)
	*dst.edges, *g.edges = *g.edges, edges{}
}

// Len returns the number of edges of g.
func (g Graph) Len() int { return len(g.edges.to) }
