package keepers

import "sync"

type server struct {
	pool sync.Pool
	last *[]byte
}

func (s *server) note(p *[]byte) { s.last = p }

func (s *server) put(p *[]byte) {
	s.last = nil
	s.pool.Put(p)
}

func (s *server) ownPool() {
	p := s.pool.Get().(*[]byte)
	defer s.pool.Put(p)
	s.note(p) // want `p is stored, but s.pool.Put puts it back when the function returns`
}

func (s *server) ownPutter() {
	p := s.pool.Get().(*[]byte)
	defer s.put(p)
	s.note(p)
}

func (s *server) set() { s.pool.New = func() any { return new([]byte) } }
