package values

import "sync"

type source struct {
	workers int
	chunks  chan *chunk
	own     *chunk
}

type chunk struct{ data []byte }

var chunks = sync.Pool{New: func() any { return new(chunk) }}

func (s *source) alone() bool { return s.workers == 1 }

func (s *source) next() bool { return <-s.chunks != nil }

func (s *source) byPredicate(use func(*chunk)) {
	c := s.own
	if !s.alone() {
		c = chunks.Get().(*chunk)
	}
	use(c)
	if s.alone() {
		return
	}
	chunks.Put(c)
}

func putByPredicate(s *source, c *chunk, use func(*chunk)) {
	if s.alone() {
		chunks.Put(c)
	}
	use(nil)
	if !s.alone() {
		chunks.Put(c)
	}
}

func putByAnother(s *source, c *chunk) {
	if s.next() {
		chunks.Put(c)
	}
	if !s.next() {
		chunks.Put(c) // want `c is put back twice: also by chunks.Put at line 43`
	}
}

func putAfterChange(s *source, c *chunk) {
	if s.alone() {
		chunks.Put(c)
	}
	s.workers++
	if !s.alone() {
		chunks.Put(c) // want `c is put back twice: also by chunks.Put at line 52`
	}
}
