// Package marked has a holder with a flag that says whether what it holds is of
// the pool.
package marked

import "sync"

const size = 4096

var pages = sync.Pool{New: func() any { return make([]byte, size) }}

type page struct {
	data    []byte
	foreign bool
	kind    uint8
}

const (
	own = iota
	borrowed
	large
)

var larges = sync.Pool{New: func() any { return make([]byte, 16*size) }}

func newPage() *page  { return &page{data: pages.Get().([]byte)} }
func newLarge() *page { return &page{data: larges.Get().([]byte), kind: large} }

func wrap(data []byte) *page { return &page{data: data, foreign: true, kind: borrowed} }

func (p *page) free() {
	if p.data == nil || p.foreign {
		return
	}
	data := p.data
	p.data = nil
	pages.Put(data)
}

func (p *page) freeByKind() {
	data := p.data
	p.data = nil
	switch p.kind {
	case own:
		if cap(data) == size {
			pages.Put(data)
		}
	case large:
		larges.Put(data)
	}
}

func (p *page) close() { p.free() }

func byFlag() []byte {
	p := newPage()
	head := p.data[:8]
	p.free()
	return head // want `p.data is returned, but p.free puts it back at line \d+`
}

func byKind() []byte {
	p := newPage()
	head := p.data[:8]
	p.freeByKind()
	return head // want `p.data is returned, but p.freeByKind puts it back at line \d+`
}

func byAnotherKind() []byte {
	p := newLarge()
	head := p.data[:8]
	p.freeByKind()
	return head // want `p.data is returned, but p.freeByKind puts it back at line \d+`
}

func throughMethod() []byte {
	p := newPage()
	head := p.data[:8]
	p.close()
	return head // want `p.data is returned, but p.close puts it back at line \d+`
}

func shortened() []byte {
	p := newPage()
	p.data = p.data[:16]
	head := p.data[:8]
	p.free()
	return head // want `p.data is returned, but p.free puts it back at line \d+`
}

// What the holder got from its user it leaves alone.

func ofCaller(data []byte) []byte {
	p := wrap(data)
	p.free()
	return data
}

func wrapped() int {
	data := pages.Get().([]byte)
	p := wrap(data)
	p.free()
	n := len(string(data))
	pages.Put(data)
	return n
}

func moved() []byte {
	p := newPage()
	q := wrap(p.data)
	q.free()
	head := append([]byte(nil), p.data[:8]...)
	p.free()
	return head
}

func copied() []byte {
	p := newPage()
	head := append([]byte(nil), p.data[:8]...)
	p.free()
	return head
}

// A flag that can change says what its user wants.

type lease struct {
	data []byte
	kept bool
}

func newLease() *lease { return &lease{data: pages.Get().([]byte)} }

func (l *lease) free() {
	if l.kept {
		return
	}
	pages.Put(l.data)
}

func keep() []byte {
	l := newLease()
	l.kept = true
	data := l.data
	l.free()
	return data
}

// So does one that is set where the holder is made for an object of the pool.

type loan struct {
	data []byte
	long bool
}

func newLoan() *loan { return &loan{data: pages.Get().([]byte)} }
func longLoan() *loan {
	return &loan{data: pages.Get().([]byte), long: true}
}

func (l *loan) free() {
	if l.long {
		return
	}
	pages.Put(l.data)
}

func long() []byte {
	l := longLoan()
	data := l.data
	l.free()
	return data
}

// Or by an argument.

type part struct {
	data []byte
	last bool
}

func newPart(last bool) *part { return &part{data: pages.Get().([]byte), last: last} }

func (p *part) free() {
	if !p.last {
		return
	}
	pages.Put(p.data)
}

func parts() []byte {
	p := newPart(false)
	data := p.data
	p.free()
	return data
}
