// Package behind has objects that point to what belongs to others.
package behind

import (
	"bytes"
	"io"
	"sync"
)

type meta struct{ name, unit string }

func (m *meta) label() string { return m.name + m.unit }

type writer struct {
	lines int
	meta  *meta
}

var writers = sync.Pool{New: func() any { return new(writer) }}

func (w *writer) set(m *meta) {
	if m != nil {
		w.meta = m
	}
}

func (w *writer) title() string {
	if w.meta == nil {
		return ""
	}
	return w.meta.name
}

func write(m *meta) string {
	w := writers.Get().(*writer)
	w.set(m)
	w.lines++
	text := w.title()
	w.lines = 0
	writers.Put(w) // want `w is put back without a reset of meta, which its next user gets at line 35`
	return text
}

// By a callee.
type printer struct {
	lines int
	meta  *meta
}

var printers = sync.Pool{New: func() any { return new(printer) }}

func print(m *meta) string {
	p := printers.Get().(*printer)
	if m != nil {
		p.meta = m
	}
	p.lines++
	text := ""
	if p.meta != nil {
		text = p.meta.label()
	}
	p.lines = 0
	printers.Put(p) // want `p is put back without a reset of meta, which its next user gets at line 53`
	return text
}

var cleared = sync.Pool{New: func() any { return new(writer) }}

func writeCleared(m *meta) string {
	w := cleared.Get().(*writer)
	w.set(m)
	text := w.title()
	w.meta = nil
	w.lines = 0
	cleared.Put(w)
	return text
}

// What each user sets before it looks there.
var renewed = sync.Pool{New: func() any { return new(writer) }}

func writeRenewed(m *meta) string {
	w := renewed.Get().(*writer)
	w.meta = m
	w.lines = 0
	text := w.title()
	renewed.Put(w)
	return text
}

// What New makes for the object is its own, and what is in it is set each time.
type owner struct{ meta *meta }

var owners = sync.Pool{New: func() any { return &owner{meta: new(meta)} }}

func own(name, unit string) string {
	o := owners.Get().(*owner)
	o.meta.name, o.meta.unit = name, unit
	text := o.meta.label()
	owners.Put(o)
	return text
}

// What is made where there is none serves the next user, too.
var lazy = sync.Pool{New: func() any { return new(printer) }}

func printLazy(name string) string {
	p := lazy.Get().(*printer)
	if p.meta == nil {
		p.meta = &meta{unit: "s"}
	}
	p.meta.name = name
	text := p.meta.label()
	p.lines = 0
	lazy.Put(p)
	return text
}

// A part that New has another function make.
type counter struct {
	total int
	seen  bool
}

func newCounter() *counter { return &counter{} }

type page struct{ counter *counter }

var pages = sync.Pool{New: func() any { return &page{counter: newCounter()} }}

func count(n int, last bool) int {
	p := pages.Get().(*page)
	p.counter.total = n
	if last {
		p.counter.seen = true
	}
	if p.counter.seen {
		n++
	}
	pages.Put(p) // want `p is put back without a reset of counter.seen, which its next user gets at line 132`
	return n + p2(n)
}

var pairs = sync.Pool{New: func() any { return &page{counter: newCounter()} }}

func p2(n int) int {
	p := pairs.Get().(*page)
	p.counter.total = n
	p.counter.seen = n > 0
	if p.counter.seen {
		n++
	}
	pairs.Put(p)
	return n
}

// A constructor makes parts that users exchange.
type coder struct{ codes []int }

type bitWriter struct {
	n         int
	now, next *coder
}

func newBitWriter() *bitWriter {
	return &bitWriter{now: newCoder(1), next: newCoder(2)}
}

func newCoder(n int) *coder { return &coder{codes: make([]int, n)} }

var bitWriters = sync.Pool{New: func() any { return newBitWriter() }}

func encode(last bool) int {
	w := bitWriters.Get().(*bitWriter)
	w.n = 0
	if last {
		w.now, w.next = w.next, w.now
	}
	n := len(w.now.codes) + w.n
	bitWriters.Put(w)
	return n
}

// A message by which a callee has a buffer that the getter empties.
type message struct{ data *bytes.Buffer }

func (m *message) send(w io.Writer) {
	w.Write(m.data.Bytes())
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func getBuffer() *bytes.Buffer {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	return b
}

func send(w io.Writer, p []byte) {
	b := getBuffer()
	m := message{data: b}
	b.Write(p)
	m.send(w)
	buffers.Put(b)
}

func forward(w io.Writer) {
	b := getBuffer()
	(&message{data: b}).send(w)
	buffers.Put(b)
}
