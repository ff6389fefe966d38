package conditional

import (
	"io"
	"sync"
)

// The mode that a reader is given when it is taken says that its rest is in use,
// which nobody sets then.
type records struct {
	src  io.ByteReader
	mode int
	rest int
	read int
}

var recordPool = sync.Pool{New: func() any { return new(records) }}

func NewRecords(src io.ByteReader, mode int) io.ByteReader {
	r := recordPool.Get().(*records)
	r.src = src
	r.mode = mode
	return r
}

func (r *records) ReadByte() (byte, error) {
	if r.mode == -1 {
		if r.rest == 0 {
			n, err := r.src.ReadByte()
			if err != nil || n == 0 {
				return 0, io.EOF
			}
			r.rest = int(n)
		}
		r.rest--
		return r.src.ReadByte()
	}
	r.read++
	return r.src.ReadByte()
}

func CloseRecords(r io.ByteReader) {
	if r, ok := r.(*records); ok {
		r.src = nil
		r.read = 0
		recordPool.Put(r) // want `r is put back without a reset of rest, which its next user gets at line 20`
	}
}

// Who asks for a mode sets what it needs.
type settings struct {
	src  io.ByteReader
	mode int
	size int
}

var settingPool = sync.Pool{New: func() any { return new(settings) }}

func newSettings(src io.ByteReader, mode int) *settings {
	s := settingPool.Get().(*settings)
	s.src = src
	s.mode = mode
	return s
}

func Sized(src io.ByteReader, mode, size int) io.ByteReader {
	s := newSettings(src, mode)
	if mode == -1 {
		s.size = size
	}
	return s
}

func (s *settings) ReadByte() (byte, error) {
	if s.mode == -1 {
		if s.size == 0 {
			return 0, io.EOF
		}
		s.size--
	}
	return s.src.ReadByte()
}

func CloseSettings(s io.ByteReader) {
	if s, ok := s.(*settings); ok {
		s.src = nil
		settingPool.Put(s)
	}
}

// A mode that is always the same is not that which has a rest.
type plain struct {
	src  io.ByteReader
	mode int
	rest int
}

var plainPool = sync.Pool{New: func() any { return new(plain) }}

func NewPlain(src io.ByteReader) io.ByteReader {
	p := plainPool.Get().(*plain)
	p.src = src
	p.mode = 1
	return p
}

func NewCounted(src io.ByteReader, n int) io.ByteReader {
	p := plainPool.Get().(*plain)
	p.src = src
	p.mode = 2
	p.rest = n
	return p
}

func (p *plain) ReadByte() (byte, error) {
	if p.mode == 2 {
		if p.rest == 0 {
			return 0, io.EOF
		}
		p.rest--
	}
	return p.src.ReadByte()
}

func ClosePlain(p io.ByteReader) {
	if p, ok := p.(*plain); ok {
		p.src = nil
		plainPool.Put(p)
	}
}
