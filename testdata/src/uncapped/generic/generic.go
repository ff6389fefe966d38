// Package generic has a pool for objects of any type, and functions that ready
// them.
package generic

import (
	"bytes"
	"io"
	"sync"
)

type pool[T any] struct {
	objects sync.Pool
	fresh   func() T
	ready   func(T) bool
}

func (p *pool[T]) get() T {
	if x, ok := p.objects.Get().(T); ok {
		return x
	}
	return p.fresh()
}

func (p *pool[T]) put(x T) {
	if p.ready(x) {
		p.objects.Put(x)
	}
}

type page struct{ lines []string }

var (
	bodies = &pool[*bytes.Buffer]{
		fresh: func() *bytes.Buffer { return new(bytes.Buffer) },
		ready: func(b *bytes.Buffer) bool {
			b.Reset()
			return true
		},
	}
	pages = &pool[*page]{
		fresh: func() *page { return new(page) },
		ready: func(p *page) bool {
			n := len(p.lines)
			p.lines = p.lines[:0]
			return n < 512
		},
	}
)

func size(r io.Reader) (int, error) {
	body := bodies.get()
	defer bodies.put(body) // want `body is put back no matter how large it has grown`
	if _, err := body.ReadFrom(r); err != nil {
		return 0, err
	}
	return body.Len(), nil
}

func count(lines []string) int {
	p := pages.get()
	defer pages.put(p)
	p.lines = append(p.lines, lines...)
	return len(p.lines)
}
