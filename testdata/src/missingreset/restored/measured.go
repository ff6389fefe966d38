package restored

import (
	"io"
	"sync"
)

// Scratch of which a function chooses the length.
type reader struct {
	src io.Reader
	buf []byte
	rec []byte
}

var readers = sync.Pool{New: func() any { return new(reader) }}

func GetReader(src io.Reader) *reader {
	r := readers.Get().(*reader)
	r.src = src
	r.rec = nil
	return r
}

func PutReader(r *reader) {
	r.src = nil
	readers.Put(r)
}

func (r *reader) Next(n int) ([]byte, error) {
	var err error
	if r.buf, err = fill(r.src, r.buf, n); err != nil {
		return nil, err
	}
	if r.rec != nil {
		r.rec = append(r.rec, r.buf...)
	}
	return r.buf, nil
}

func fill(src io.Reader, p []byte, n int) ([]byte, error) {
	if p == nil {
		p = make([]byte, 0, 64)
	}
	if n <= cap(p) {
		p = p[:n]
		_, err := io.ReadFull(src, p)
		return p, err
	}
	p = p[:cap(p)]
	p = append(p, make([]byte, n-len(p))...)
	_, err := io.ReadFull(src, p)
	return p, err
}

// One that adds to what is there is another matter.
type adder struct{ buf []byte }

var adders = sync.Pool{New: func() any { return new(adder) }}

func GetAdder() *adder { return adders.Get().(*adder) }

func PutAdder(a *adder) {
	adders.Put(a) // want `a is put back without a reset of buf, which its next user gets at line 60`
}

func (a *adder) Add(p []byte) []byte {
	a.buf = more(a.buf, p)
	return a.buf
}

func more(to, p []byte) []byte {
	for _, b := range p {
		to = append(to, b)
	}
	return to
}
