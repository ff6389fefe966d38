// Package renewed uses what a field of an object referred to, which each Get
// gives other memory.
package renewed

import "sync"

type split struct {
	parts []string
	buf   []byte
}

var splits = sync.Pool{New: func() any { return new(split) }}

func newSplit() *split {
	s := splits.Get().(*split)
	s.parts = nil
	return s
}

func first(text string) string {
	s := newSplit()
	s.parts = append(s.parts, text)
	parts := s.parts
	splits.Put(s)
	return parts[0]
}

func field(text string) string {
	s := newSplit()
	s.parts = append(s.parts, text)
	splits.Put(s)
	return s.parts[0] // want `s is used after splits.Put at line 31|memory of s is used after splits.Put at line 31`
}

func kept(text string) byte {
	s := newSplit()
	s.buf = append(s.buf[:0], text...)
	buf := s.buf
	splits.Put(s)
	return buf[0] // want `memory of s is used after splits.Put at line 39`
}
