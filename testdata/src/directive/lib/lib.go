// Package lib declares what its interfaces and functions do with pooled objects.
package lib

import (
	"errors"
	"unsafe"
)

// A BufferPool gives and takes buffers, as httputil.BufferPool does.
type BufferPool interface {
	// Get returns a buffer.
	//
	//poolvet:get
	Get() []byte
	//poolvet:put
	Put([]byte)
}

// An Object is pooled.
type Object interface {
	// Free puts the object.
	//
	//poolvet:put
	Free()

	Name() string
}

// Objects are pooled, too.
type Objects[T any] interface {
	//poolvet:get
	Acquire(name string) (T, error)
	//poolvet:put object
	Release(reason string, object T)
	//poolvet:keep object
	Adopt(reason string, object T)
	//poolvet:get
	Borrow() (T, func())
}

// A Node is an element of a free list.
type Node struct {
	next *Node
	Name string
}

// A List keeps nodes for reuse in a channel.
type List struct{ free chan *Node }

// Get returns a node.
//
//poolvet:get
func (l *List) Get() *Node {
	select {
	case n := <-l.free:
		return n
	default:
		return new(Node)
	}
}

// Put takes it back.
//
//poolvet:put
func (l *List) Put(n *Node) {
	select {
	case l.free <- n:
	default:
	}
}

var handles = map[uintptr]*Node{}

// Find returns the node of a handle, if there is one.
//
//poolvet:get
func Find(handle uintptr) (*Node, bool) {
	n, ok := handles[handle]
	delete(handles, handle)
	return n, ok
}

// Drop forgets a node.
//
//poolvet:put n
func Drop(reason error, n *Node) {
	handles[uintptr(unsafe.Pointer(n))] = n
}

// ErrNone is an error.
var ErrNone = errors.New("none")

type server struct{ pool BufferPool }

func (s *server) forgets(fail bool) error {
	buf := s.pool.Get() // want "buf from s.pool.Get is not put back when the function returns at line 98"
	if fail {
		return ErrNone
	}
	s.pool.Put(buf)
	return nil
}

func (s *server) defers(fail bool) error {
	buf := s.pool.Get()
	defer s.pool.Put(buf)
	if fail {
		return ErrNone
	}
	return nil
}

type holder struct {
	pool BufferPool
	buf  []byte
}

func (h *holder) open()  { h.buf = h.pool.Get() }
func (h *holder) close() { h.pool.Put(h.buf) }
