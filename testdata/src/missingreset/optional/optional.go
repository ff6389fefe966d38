// Package optional has pools that reset their objects if they know how to.
package optional

import (
	"bytes"
	"sync"
)

type pool[T any] struct {
	p     sync.Pool
	reset func(*T)
}

func newPool[T any](reset func(*T)) *pool[T] {
	return &pool[T]{sync.Pool{New: func() any { return new(T) }}, reset}
}

func (p *pool[T]) get() *T {
	v := p.p.Get().(*T)
	if p.reset != nil {
		p.reset(v)
	}
	return v
}

func (p *pool[T]) put(v *T) { p.p.Put(v) }

var bufs = newPool((*bytes.Buffer).Reset)

func text() string {
	b := bufs.get()
	defer bufs.put(b)
	b.WriteByte('x')
	return b.String()
}

type resetter interface{ Reset() }

func put(p *sync.Pool, v any) {
	if r, ok := v.(resetter); ok {
		r.Reset()
	}
	p.Put(v)
}

type sum struct {
	name string
	n    int
}

func (s *sum) Reset() { *s = sum{} }

var sums = sync.Pool{New: func() any { return new(sum) }}

func add(name string, ns []int) (string, int) {
	s := sums.Get().(*sum)
	defer put(&sums, s)
	if name != "" {
		s.name = name
	}
	for _, n := range ns {
		s.n = n
	}
	return s.name, s.n
}

// A function that says what is kept, and resets that.
type keeper struct {
	p    sync.Pool
	keep func(*bytes.Buffer) bool
}

func (k *keeper) put(b *bytes.Buffer) {
	if k.keep == nil || k.keep(b) {
		k.p.Put(b)
	}
}

var kept = keeper{
	p: sync.Pool{New: func() any { return new(bytes.Buffer) }},
	keep: func(b *bytes.Buffer) bool {
		if b.Cap() > 1<<10 {
			return false
		}
		b.Reset()
		return true
	},
}

func keepText() string {
	b := kept.p.Get().(*bytes.Buffer)
	defer kept.put(b)
	b.WriteByte('x')
	return b.String()
}

func small(b *bytes.Buffer) bool {
	if b.Cap() > 1<<10 {
		b.Reset()
		return false
	}
	return true
}

var smalls = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func smallText() string {
	b := smalls.Get().(*bytes.Buffer)
	b.WriteByte('x')
	s := b.String()
	if small(b) {
		smalls.Put(b) // want `b is put back with what was written to it`
	}
	return s
}

// A getter that is given what makes and what resets.
type list struct{ data []byte }

func getBy(p *sync.Pool, make func() *list, reset func(*list)) *list {
	v, _ := p.Get().(*list)
	if v == nil {
		v = make()
	} else {
		reset(v)
	}
	return v
}

var lists sync.Pool

func join(b byte, text func(*list) string) string {
	v := getBy(&lists, func() *list { return new(list) }, func(v *list) { v.data = v.data[:0] })
	v.data = append(v.data, b)
	s := text(v)
	lists.Put(v)
	return s
}

// What is optional here has nothing to do with resets.
type labeler interface{ Label() string }

func putLabeled(p *sync.Pool, v *total, f func(string)) {
	if l, ok := any(v).(labeler); ok {
		f(l.Label())
	}
	p.Put(v)
}

type total struct {
	name string
	n    int
}

var totals = sync.Pool{New: func() any { return new(total) }}

func addTotal(name string, f func(string)) string {
	t := totals.Get().(*total)
	if name != "" {
		t.name = name
	}
	name = t.name
	if f != nil {
		f(name)
	}
	totals.Put(t) // want `t is put back without a reset of name`
	return name
}
