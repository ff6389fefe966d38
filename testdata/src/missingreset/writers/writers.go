// Package writers has buffers that are written through interfaces, and slices
// that are appended to in a local variable.
package writers

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"sync"
)

func emit(w io.Writer, data []byte) error {
	_, err := w.Write(data)
	return err
}

var emitted = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func emits(data []byte) string {
	buf := emitted.Get().(*bytes.Buffer)
	emit(buf, data)
	s := buf.String()
	emitted.Put(buf) // want `buf is put back with what was written to it`
	return s
}

var cleaned = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func cleans(data []byte) string {
	buf := cleaned.Get().(*bytes.Buffer)
	defer cleaned.Put(buf)
	defer buf.Reset()
	emit(buf, data)
	return buf.String()
}

var variable = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func writesVariable(data []byte, other io.Writer) string {
	buf := variable.Get().(*bytes.Buffer)
	var w io.Writer = buf
	if other != nil {
		w = io.MultiWriter(other, buf)
	}
	w.Write(data)
	s := buf.String()
	variable.Put(buf) // want `buf is put back with what was written to it`
	return s
}

var rendered = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func renders(render func(io.Writer) error) string {
	buf := rendered.Get().(*bytes.Buffer)
	defer rendered.Put(buf) // want `buf is put back with what was written to it`
	render(buf)
	return buf.String()
}

var indented = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func indents(data []byte) string {
	buf := indented.Get().(*bytes.Buffer)
	defer indented.Put(buf) // want `buf is put back with what was written to it`
	json.Indent(buf, data, "", " ")
	return buf.String()
}

// A writer of the package does what it does: what it leaves alone stays clean.
type counter struct {
	n    int
	name string
}

func (c *counter) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

var counters = sync.Pool{New: func() any { return new(counter) }}

func counts(data []byte) int {
	c := counters.Get().(*counter)
	defer counters.Put(c)
	c.n = 0
	emit(c, data)
	return c.n + len(c.name)
}

// What New makes write to the buffer of the object does so.
type encoder struct {
	buf bytes.Buffer
	enc *json.Encoder
}

var encoders = sync.Pool{New: func() any {
	e := new(encoder)
	e.enc = json.NewEncoder(&e.buf)
	return e
}}

func encodes(v any) string {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e) // want `e is put back without a reset of buf`
	e.enc.Encode(v)
	return e.buf.String()
}

type cleanEncoder struct {
	buf *bytes.Buffer
	csv *csv.Writer
}

var cleanEncoders = sync.Pool{New: func() any {
	buf := new(bytes.Buffer)
	return &cleanEncoder{buf: buf, csv: csv.NewWriter(buf)}
}}

func encodesClean(records [][]string) string {
	e := cleanEncoders.Get().(*cleanEncoder)
	defer cleanEncoders.Put(e)
	e.buf.Reset()
	e.csv.WriteAll(records)
	return e.buf.String()
}

var local = sync.Pool{New: func() any { return new([]byte) }}

func appends(w io.Writer, text string) {
	bp := local.Get().(*[]byte)
	b := *bp
	b = append(b, text...)
	w.Write(b)
	*bp = b
	local.Put(bp) // want `bp is put back with what was written to it`
}

var localClean = sync.Pool{New: func() any { return new([]byte) }}

func appendsClean(w io.Writer, text string) string {
	bp := localClean.Get().(*[]byte)
	b := (*bp)[:0]
	b = append(b, text...)
	w.Write(b)
	*bp = b
	localClean.Put(bp)
	return string(b)
}

var localAfter = sync.Pool{New: func() any { return new([]byte) }}

func appendsAfter(w io.Writer, text string) {
	bp := localAfter.Get().(*[]byte)
	b := *bp
	b = append(b, text...)
	w.Write(b)
	*bp = b[:0]
	localAfter.Put(bp)
}

// A container that each user writes from the start needs no other reset.
type packet struct {
	head []byte
	n    int
}

var packets = sync.Pool{New: func() any { return &packet{head: make([]byte, 0, 64)} }}

func fills(data []byte) {
	p := packets.Get().(*packet)
	defer packets.Put(p)
	if len(data) == 0 {
		return
	}
	p.n = len(data)
	p.head = append(p.head[:0], data...)
}

type parcel struct {
	head []byte
	n    int
}

var kept = sync.Pool{New: func() any { return &parcel{head: make([]byte, 0, 64)} }}

func keeps(data []byte) {
	p := kept.Get().(*parcel)
	defer kept.Put(p) // want `p is put back as its user left it`
	p.n = len(data)
}
