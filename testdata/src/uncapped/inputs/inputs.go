// Package inputs has buffers that are filled from another field of their object.
package inputs

import (
	"bytes"
	"sync"
)

type scanner struct {
	pos  int
	text string
	word bytes.Buffer
}

func (s *scanner) next() byte {
	if s.pos == len(s.text) {
		return 0
	}
	return s.text[s.pos]
}

func (s *scanner) scan() string {
	s.word.Reset()
	for c := s.next(); c != 0 && c != ' '; c = s.next() {
		s.word.WriteByte(s.next())
		s.pos++
	}
	return s.word.String()
}

var scanners = sync.Pool{New: func() any { return new(scanner) }}

func NewScanner(text string) *scanner {
	s := scanners.Get().(*scanner)
	s.pos, s.text = 0, text
	s.word.Reset()
	return s
}

func (s *scanner) Scan() string { return s.scan() }

// The word is no longer than the text.
func PutScanner(s *scanner) {
	if len(s.text) > 1<<16 {
		return
	}
	scanners.Put(s)
}

type lexer struct {
	pos  int
	text string
	word bytes.Buffer
}

func (l *lexer) Scan() string {
	l.word.Reset()
	for ; l.pos < len(l.text) && l.text[l.pos] != ' '; l.pos++ {
		l.word.WriteByte(l.text[l.pos])
	}
	return l.word.String()
}

func (l *lexer) Quote(name string) { l.word.WriteString(name) }

var lexers = sync.Pool{New: func() any { return new(lexer) }}

func NewLexer(text string) *lexer {
	l := lexers.Get().(*lexer)
	l.pos, l.text = 0, text
	l.word.Reset()
	return l
}

// What Quote is given has nothing to do with the text.
func PutLexer(l *lexer) {
	if len(l.text) > 1<<16 {
		return
	}
	lexers.Put(l) // want `l is put back no matter how large its word has grown`
}
