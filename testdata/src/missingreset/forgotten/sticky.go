package forgotten

import (
	"errors"
	"fmt"
	"sync"
)

var errShort = errors.New("short")

// An error that stays makes the next use fail, though it is the same for all.
type reader struct {
	data []byte
	err  error
}

func (r *reader) byte() byte {
	if r.err != nil {
		return 0
	}
	if len(r.data) == 0 {
		r.err = errShort
		return 0
	}
	b := r.data[0]
	r.data = r.data[1:]
	return b
}

var readers = sync.Pool{New: func() any { return new(reader) }}

func (r *reader) close() {
	r.data = nil
	readers.Put(r) // want `r is put back without a reset of err, which its next user gets at line 38`
}

func sum(data []byte) (int, error) {
	r := readers.Get().(*reader)
	r.data = data
	defer r.close()
	n := int(r.byte()) + int(r.byte())
	return n, r.err
}

// Reset by who takes it.
var freshReaders = sync.Pool{New: func() any { return new(reader) }}

func product(data []byte) (int, error) {
	r := freshReaders.Get().(*reader)
	r.data, r.err = data, nil
	n := int(r.byte()) * int(r.byte())
	err := r.err
	r.data = nil
	freshReaders.Put(r)
	return n, err
}

// What says how it was made is no failure.
type parser struct {
	bad  error
	text string
}

var parsers = sync.Pool{New: func() any { return &parser{bad: errShort} }}

func parse(text string) error {
	p := parsers.Get().(*parser)
	p.text = text
	var err error
	if len(p.text) < 3 {
		err = fmt.Errorf("%q: %w", p.text, p.bad)
	}
	p.text = ""
	parsers.Put(p)
	return err
}
