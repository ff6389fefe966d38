// Package lent lends pooled memory to another pooled object, and passes pooled
// memory on in one.
package lent

import "sync"

type scanner struct{ src []byte }

type carrier struct{ data []byte }

var (
	scanners = sync.Pool{New: func() any { return new(scanner) }}
	carriers = sync.Pool{New: func() any { return new(carrier) }}
	blocks   = sync.Pool{New: func() any { return make([]byte, 64) }}
)

func (s *scanner) count() int { return len(s.src) }

// count leaves src in the object, which only borrows it.
func count(src []byte) int {
	s := scanners.Get().(*scanner)
	s.src = src
	n := s.count()
	scanners.Put(s)
	return n
}

func lent() int {
	b := blocks.Get().([]byte)
	n := count(b) + count(b)
	blocks.Put(b)
	return n
}

// put gives b to the pool in a carrier.
func put(b []byte) {
	c := new(carrier)
	c.data = b
	carriers.Put(c)
}

func carried() {
	b := blocks.Get().([]byte)
	put(b)
	put(b) // want `b is put back twice: also by put at line 44`
}
