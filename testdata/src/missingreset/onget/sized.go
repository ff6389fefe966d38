package onget

import (
	"io"
	"sync"
)

// A getter that makes new memory unless it is told that the caller has some.
type Scanner struct {
	r    io.Reader
	data []byte
	pos  int
}

var scanners = sync.Pool{New: func() any { return new(Scanner) }}

func AcquireScanner(r io.Reader) *Scanner { return acquireScanner(r, 512) }

func acquireScanner(r io.Reader, size int) *Scanner {
	s := scanners.Get().(*Scanner)
	s.r = r
	s.pos = 0
	if size > 0 {
		s.data = make([]byte, size)
	}
	return s
}

func (s *Scanner) All() string {
	if s.pos == 0 && s.r != nil {
		n, _ := s.r.Read(s.data)
		s.data = append(s.data, byte(n))
	}
	s.pos++
	return string(s.data)
}

func (s *Scanner) Release() { scanners.Put(s) }

func all(text []byte) string {
	s := acquireScanner(nil, 0)
	s.data = text
	out := s.All()
	s.Release()
	return out
}

// One whose callers are not told to give it any.
type Reader struct {
	r    io.Reader
	data []byte
	pos  int
}

var readers = sync.Pool{New: func() any { return new(Reader) }}

func AcquireReader(r io.Reader) *Reader { return acquireReader(r, 0) }

func acquireReader(r io.Reader, size int) *Reader {
	s := readers.Get().(*Reader) // want `s from readers.Get still holds data as its last user left it`
	s.r = r
	s.pos = 0
	if size > 0 {
		s.data = make([]byte, size)
	}
	return s
}

func (s *Reader) All() string {
	s.data = append(s.data, byte(s.pos))
	s.pos++
	return string(s.data)
}

func (s *Reader) Release() { readers.Put(s) }
