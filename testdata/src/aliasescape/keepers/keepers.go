// Package keepers gives objects to functions that keep them, and puts them.
package keepers

import (
	"bytes"
	"fmt"
	"sync"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
var slices = sync.Pool{New: func() any { return new([]byte) }}

var history [][]byte
var latest *[]byte

func remember(data []byte) { history = append(history, data) }
func setLatest(p *[]byte)  { latest = p }
func forget()              { history = nil }
func copyIn(data []byte)   { history = append(history, bytes.Clone(data)) }

type session struct {
	body  []byte
	index map[string][]byte
	n     int
}

func (s *session) setBody(body []byte) { s.body = body }

func (s *session) insert(e *entry) error {
	s.index[e.key] = e.value
	return nil
}

func (s *session) length(e *entry) int { return len(e.value) }

// consume is done with it when it returns, whatever is left in the field.
func (s *session) consume(body []byte) {
	s.body = body
	s.n += s.count()
}

func (s *session) count() int { return len(s.body) }

func (s *session) maybe(body []byte) {
	if s.n > 0 {
		s.body = body
	}
}

type entry struct {
	key   string
	value []byte
}

func memory() {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	remember(b.Bytes()) // want `stored slice aliases b, which buffers.Put puts back when the function returns`
}

func whole() {
	p := slices.Get().(*[]byte)
	setLatest(p) // want `p is stored, but slices.Put puts it back at line \d+`
	slices.Put(p)
}

func set(s *session) {
	p := slices.Get().(*[]byte)
	defer slices.Put(p)
	s.setBody(*p) // want `p is stored, but slices.Put puts it back when the function returns`
}

func through(s *session, e *entry, n int) (int, error) {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	fmt.Fprint(b, n)
	e.value = b.Bytes()
	if err := s.insert(e); err != nil { // want `stored value aliases b, which buffers.Put puts back when the function returns`
		return 0, err
	}
	return n, nil
}

// What is taken out again, or may be, is no concern.

func only(s *session, e *entry) int {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	e.value = b.Bytes()
	return s.length(e)
}

func cleared() {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	defer forget()
	remember(b.Bytes())
}

func clearedHere() {
	b := buffers.Get().(*bytes.Buffer)
	remember(b.Bytes())
	history = nil
	buffers.Put(b)
}

func undone(s *session) {
	p := slices.Get().(*[]byte)
	s.setBody(*p)
	s.n += s.count()
	s.setBody(nil)
	slices.Put(p)
}

func used(s *session) int {
	p := slices.Get().(*[]byte)
	defer slices.Put(p)
	s.setBody(*p)
	return len(s.body)
}

func local() int {
	var s session
	p := slices.Get().(*[]byte)
	defer slices.Put(p)
	s.setBody(*p)
	return s.n
}

func done(s *session) {
	p := slices.Get().(*[]byte)
	defer slices.Put(p)
	s.consume(*p)
}

func sometimes(s *session) {
	p := slices.Get().(*[]byte)
	defer slices.Put(p)
	s.maybe(*p)
}

func copied() {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	copyIn(b.Bytes())
}

func given() {
	p := slices.Get().(*[]byte)
	setLatest(p)
}
