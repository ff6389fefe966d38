// Package getters takes objects by functions that may fail.
package getters

import (
	"bytes"
	"errors"
	"io"
	"sync"
)

type record struct{ text []byte }

var pool = sync.Pool{New: func() any { return new(record) }}

var errEmpty = errors.New("empty")

// next returns nothing to own if it fails.
func next(r io.Reader) (*record, error) {
	rec := pool.Get().(*record)
	n, err := r.Read(rec.text)
	if err != nil {
		pool.Put(rec)
		return nil, err
	}
	rec.text = rec.text[:n]
	return rec, nil
}

func nextPuts(r io.Reader) error {
	rec, err := next(r)
	if err != nil {
		return err
	}
	pool.Put(rec)
	return nil
}

func nextForgets(r io.Reader) error {
	rec, err := next(r) // want `rec from next is not put back when the function returns at line 44`
	if err != nil {
		return err
	}
	println(len(rec.text))
	return nil
}

func nextWrongWay(r io.Reader) error {
	rec, err := next(r) // want `at line 50`
	if err == nil {
		return nil
	}
	pool.Put(rec)
	return err
}

func nextIgnores(r io.Reader) {
	rec, _ := next(r) // want `at line 62`
	if rec == nil {
		return
	}
	println(len(rec.text))
}

// last returns both, the last record and io.EOF.
func last(r io.Reader) (*record, error) {
	rec := pool.Get().(*record)
	n, err := r.Read(rec.text)
	rec.text = rec.text[:n]
	return rec, err
}

func lastPuts(r io.Reader) error {
	rec, err := last(r)
	defer pool.Put(rec)
	return err
}

func lastForgets(r io.Reader) error {
	rec, err := last(r) // want `at line 81`
	if err != nil {
		return err
	}
	pool.Put(rec)
	return nil
}

// leaks loses the object on its error path itself.
func leaks(s string) (*record, error) {
	rec := pool.Get().(*record) // want `at line 91`
	if s == "" {
		return nil, errEmpty
	}
	rec.text = append(rec.text[:0], s...)
	return rec, nil
}

// twoWays gets its object in two ways.
func twoWays(s string) *record {
	if s == "" {
		return pool.Get().(*record)
	}
	return &record{text: []byte(s)}
}

func twoWaysPuts(s string) {
	rec := twoWays(s)
	println(len(rec.text))
	pool.Put(rec)
}

func through() *record { return pool.Get().(*record) }

func deeper() *record { return through() }

func deeperForgets() {
	rec := deeper() // want `rec from deeper is not put back`
	rec.text = nil
}

func passesThrough(rec *record) *record { return rec }

func passed() {
	rec := passesThrough(deeper())
	pool.Put(rec)
}

func passedForgets() {
	rec := passesThrough(deeper()) // want `from deeper is not put back`
	rec.text = nil
}

type pooled struct{ pool sync.Pool }

func (p *pooled) get() *record { return p.pool.Get().(*record) }

func (p *pooled) put(rec *record) { p.pool.Put(rec) }

func method(p *pooled) {
	rec := p.get()
	p.put(rec)
}

func methodForgets(p *pooled) {
	rec := p.get() // want `rec from p.get is not put back`
	rec.text = nil
}

type generic[T any] struct{ pool sync.Pool }

func (g *generic[T]) get() T { return g.pool.Get().(T) }

func (g *generic[T]) put(x T) { g.pool.Put(x) }

var buffers = generic[*bytes.Buffer]{pool: sync.Pool{New: func() any { return new(bytes.Buffer) }}}

func genericPuts() {
	buf := buffers.get()
	defer buffers.put(buf)
	buf.WriteByte('x')
}

func genericForgets() {
	buf := buffers.get() // want `buf from buffers.get is not put back`
	buf.WriteByte('x')
}

func swapped() {
	a, b := deeper(), deeper()
	a, b = b, a
	pool.Put(a)
	pool.Put(b)
}

func swappedForgets() {
	a, b := deeper(), deeper() // want `a from deeper is not put back`
	a, b = b, a
	pool.Put(a)
	println(len(b.text))
}

func locally() {
	get := func() *record { return pool.Get().(*record) }
	put := func(rec *record) { pool.Put(rec) }
	rec := get()
	put(rec)
}

func locallyForgets() {
	get := func() *record { return pool.Get().(*record) }
	rec := get() // want `rec from get is not put back`
	rec.text = nil
}

// An answer has a record if err is nil.
type answer struct {
	rec *record
	err error
}

func ask(s string) answer {
	rec := pool.Get().(*record)
	if s == "" {
		pool.Put(rec)
		return answer{err: errEmpty}
	}
	return answer{rec: rec}
}

func askPointer(s string) *answer {
	rec := pool.Get().(*record)
	if s == "" {
		pool.Put(rec)
		return &answer{err: errEmpty}
	}
	return &answer{rec: rec}
}

func asks(s string) error {
	a := ask(s)
	if a.err != nil {
		return a.err
	}
	pool.Put(a.rec)
	return nil
}

func asksPointer(s string) error {
	a := askPointer(s)
	if a.err != nil {
		return a.err
	}
	pool.Put(a.rec)
	return nil
}

// alwaysAsk returns a record with any error.
func alwaysAsk(s string) answer {
	a := answer{rec: pool.Get().(*record)}
	if s == "" {
		a.err = errEmpty
	}
	return a
}

func alwaysAsksForgets(s string) error {
	a := alwaysAsk(s) // want `from alwaysAsk is not put back`
	if a.err != nil {
		return a.err
	}
	pool.Put(a.rec)
	return nil
}
