// Package generic has a pool for objects of any type, and functions that reset
// them.
package generic

import (
	"io"
	"sync"
)

type pool[T any] struct {
	objects sync.Pool
	reset   func(T)
}

func (p *pool[T]) get() T { return p.objects.Get().(T) }

func (p *pool[T]) put(x T) {
	p.reset(x)
	p.objects.Put(x)
}

type source struct{ r io.Reader }

type target struct {
	w    io.Writer
	left int
}

var (
	sources = &pool[*source]{
		objects: sync.Pool{New: func() any { return new(source) }},
		reset:   func(s *source) { s.r = nil },
	}
	targets = &pool[*target]{
		objects: sync.Pool{New: func() any { return new(target) }},
		reset:   func(t *target) { t.left = 0 },
	}
)

func read(r io.Reader, p []byte) (int, error) {
	s := sources.get()
	defer sources.put(s)
	s.r = r
	return s.r.Read(p)
}

func write(w io.Writer, p []byte) (int, error) {
	t := targets.get()
	defer targets.put(t) // want `t keeps what w refers to alive while it waits in the pool`
	t.w = w
	return t.w.Write(p)
}
