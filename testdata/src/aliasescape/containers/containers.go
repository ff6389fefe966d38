// Package containers stores pooled objects, and memory of them, in the containers of
// the standard library that several goroutines share.
package containers

import (
	"bytes"
	"sync"
	"sync/atomic"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var (
	cache  sync.Map
	active sync.Map
	last   atomic.Value
	ptr    atomic.Pointer[bytes.Buffer]
)

func inMap(key string) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.WriteString(key)
	cache.Store(key, buf.Bytes()) // want `stored slice aliases buf, which bufs.Put puts back when the function returns`
}

func copied(key string) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.WriteString(key)
	cache.Store(key, buf.String())
}

func inValue() {
	buf := bufs.Get().(*bytes.Buffer)
	last.Store(buf.Bytes()) // want `stored slice aliases buf, which bufs.Put puts back at line 37`
	bufs.Put(buf)
}

func inPointer() {
	buf := bufs.Get().(*bytes.Buffer)
	ptr.Store(buf) // want `buf is stored, but bufs.Put puts it back at line 43`
	bufs.Put(buf)
}

func replaced() {
	buf := bufs.Get().(*bytes.Buffer)
	ptr.Store(buf)
	ptr.Store(nil)
	bufs.Put(buf)
}

func handle(*bytes.Buffer) {}

func while(id string) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	active.Store(id, buf)
	defer active.Delete(id)
	handle(buf)
}

func unlessThere(key string) any {
	buf := bufs.Get().(*bytes.Buffer)
	v, loaded := cache.LoadOrStore(key, buf)
	if loaded {
		bufs.Put(buf)
	}
	return v
}

type server struct{ sessions sync.Map }

func (s *server) open(id string) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	s.sessions.Store(id, buf.Bytes()) // want `stored slice aliases buf, which bufs.Put puts back when the function returns`
}

func (s *server) serve(id string) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	s.sessions.Store(id, buf)
	defer s.sessions.Delete(id)
	handle(buf)
}
