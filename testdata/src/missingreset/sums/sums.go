// Package sums has fields that numbers are added to.
package sums

import (
	"errors"
	"io"
	"sync"
)

var errTooLong = errors.New("too long")

type limited struct {
	r     io.Reader
	limit int64
	read  int64
}

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	l.read += int64(n)
	if l.read > l.limit {
		return n, errTooLong
	}
	return n, err
}

func (l *limited) bind(r io.Reader) { l.r = r }

var readers = sync.Pool{New: func() any { return &limited{limit: 1 << 20} }}

func with(r io.Reader, use func(io.Reader)) {
	l := readers.Get().(*limited) // want `l from readers.Get still holds read as its last user left it`
	l.bind(r)
	use(l)
	readers.Put(l)
}

type counted struct {
	r     io.Reader
	limit int64
	read  int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.read += int64(n)
	if c.read > c.limit {
		return n, errTooLong
	}
	return n, err
}

func (c *counted) bind(r io.Reader) { c.r, c.read = r, 0 }

var counters = sync.Pool{New: func() any { return &counted{limit: 1 << 20} }}

func withCounted(r io.Reader, use func(io.Reader)) {
	c := counters.Get().(*counted)
	c.bind(r)
	use(c)
	counters.Put(c)
}

// Generators, sequences, levels, batches and what nobody asks for go on.
type source struct {
	state  uint64
	weyl   uint64
	serial uint64
	level  int
	batch  int
	total  int
}

func (s *source) next() uint64 {
	s.weyl += 0xb5ad4eceda1ce2a9
	s.state += s.weyl
	s.serial++
	return s.state ^ s.serial
}

func (s *source) enter(n int) bool {
	s.level += n
	return s.level > 100
}

func (s *source) leave(n int) { s.level -= n }

func (s *source) add(n int) bool {
	s.total += n
	s.batch += n
	if s.batch > 1000 {
		s.batch = 0
		return true
	}
	return false
}

var sources = sync.Pool{New: func() any { return new(source) }}

func draw(n int) (uint64, bool) {
	s := sources.Get().(*source)
	deep := s.enter(n)
	v, full := s.next(), s.add(n)
	s.leave(n)
	sources.Put(s)
	return v, deep || full
}
