// Package lent has pooled objects with fields that hold memory of someone else.
package lent

import (
	"net/http"
	"strings"
	"sync"
)

// A scanner works on src, which is its caller's, with a buffer of its own.
type scanner struct {
	src  []byte
	at   int
	word []byte
	list []string
	dst  []byte
	head http.Header
}

var scanners = sync.Pool{New: func() any { return new(scanner) }}

func (s *scanner) rest() []byte { return s.src[s.at:] }

func (s *scanner) tail() []byte { return s.rest()[1:] }

func (s *scanner) lower() []byte {
	s.word = append(s.word[:0], s.src...)
	return s.word
}

func (s *scanner) init(src []byte) { s.src, s.at = src, 0 }

func newScanner(src []byte) *scanner {
	s := scanners.Get().(*scanner)
	s.src = src
	return s
}

func (s *scanner) free() {
	s.src = nil
	scanners.Put(s)
}

func cleared(src []byte) []byte {
	s := scanners.Get().(*scanner)
	s.src = src
	rest := s.rest()
	s.src = nil
	scanners.Put(s)
	return rest
}

func clearedOwn(src []byte) []byte {
	s := scanners.Get().(*scanner)
	s.src = src
	word := s.lower()
	s.src = nil
	scanners.Put(s)
	return word // want `returned slice aliases s, which scanners.Put puts back at line 58`
}

func left(src []byte) []byte {
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	s.src = src
	return s.tail()
}

func leftOwn(src []byte) []byte {
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	s.src = src
	return s.lower() // want `returned slice aliases s`
}

func leftInline(src []byte) []byte {
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	s.src = src
	return s.src[2:]
}

func notSet() []byte {
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	return s.rest() // want `returned slice aliases s`
}

func constructed(src []byte) []byte {
	s := newScanner(src)
	defer s.free()
	return s.rest()
}

func constructedOwn(src []byte) []byte {
	s := newScanner(src)
	defer s.free()
	return s.lower() // want `returned slice aliases s`
}

func initialized(src []byte) []byte {
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	s.init(src)
	return s.rest()
}

func (s *scanner) write(text string) { s.dst = append(s.dst, text...) }

func appended(dst []byte, text string) []byte {
	s := scanners.Get().(*scanner)
	s.dst = dst
	s.write(text)
	s.dst = append(s.dst, '\n')
	dst = s.dst
	scanners.Put(s)
	return dst
}

func made(text string) []byte {
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	s.dst = make([]byte, 0, len(text))
	s.write(text)
	return s.dst
}

func notMade(text string) []byte {
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	s.write(text)
	return s.dst // want `returned slice aliases s`
}

func list(text string) []string {
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	s.list = nil
	for f := range strings.FieldsSeq(text) {
		s.list = append(s.list, f)
	}
	return s.list
}

// madeOfReused gives the object a buffer that the next user slices to length
// zero.
func madeOfReused(text string) []byte {
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	s.word = make([]byte, 0, len(text))
	s.word = append(s.word, text...)
	return s.word // want `returned slice aliases s`
}

func header(w http.ResponseWriter) http.Header {
	s := scanners.Get().(*scanner)
	defer scanners.Put(s)
	s.head = w.Header()
	return s.head
}
