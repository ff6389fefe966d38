// Package lent uses memory that was lent to a pooled object after its Put.
package lent

import "sync"

type scanner struct{ src, word []byte }

var scanners = sync.Pool{New: func() any { return new(scanner) }}

func newScanner(src []byte) *scanner {
	s := scanners.Get().(*scanner)
	s.src = src
	return s
}

func (s *scanner) free() {
	s.src = nil
	scanners.Put(s)
}

func (s *scanner) rest() []byte { return s.src[1:] }

func (s *scanner) copy() []byte {
	s.word = append(s.word[:0], s.src...)
	return s.word
}

func ofCaller(src []byte) byte {
	s := newScanner(src)
	rest := s.rest()
	s.free()
	return rest[0]
}

func own(src []byte) byte {
	s := newScanner(src)
	word := s.copy()
	s.free()
	return word[0] // want `memory of s is used after s.free at line 38`
}
