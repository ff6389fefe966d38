// Package writers has buffers that grow through interfaces and functions of the
// standard library.
package writers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"maps"
	"math/big"
	"net/http"
	"slices"
	"sync"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func emit(w io.Writer, data []byte) { w.Write(data) }

func emits(data []byte) string {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	emit(buf, data)
	return buf.String()
}

func mark(w io.Writer) { w.Write([]byte("mark")) }

func marks() string {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	mark(buf)
	var w io.Writer = buf
	w.Write([]byte{1, 2, 3})
	return buf.String()
}

func writesVariable(data []byte) string {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	var w io.Writer = buf
	w.Write(data)
	return buf.String()
}

func embeds(data []byte) string {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	w := struct{ io.Writer }{buf}
	w.Write(data)
	return buf.String()
}

func indents(data []byte) string {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	json.Indent(buf, data, "", " ")
	return buf.String()
}

func tees(w io.Writer, r io.Reader) string {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	io.Copy(io.MultiWriter(w, buf), r)
	return buf.String()
}

func logs(lines []string) string {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	l := log.New(buf, "", 0)
	for _, line := range lines {
		l.Print(line)
	}
	return buf.String()
}

func headers(h http.Header) string {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) // want `buf is put back no matter how large it has grown`
	buf.Reset()
	h.WriteSubset(buf, nil)
	return buf.String()
}

var sets = sync.Pool{New: func() any { return map[string]int{} }}

func copies(m map[string]int) int {
	set := sets.Get().(map[string]int)
	maps.Copy(set, m)
	n := len(set)
	clear(set)
	sets.Put(set) // want `set is put back no matter how large it has grown`
	return n
}

var lines = sync.Pool{New: func() any { return new([]byte) }}

func formats(v any, n int) int {
	bp := lines.Get().(*[]byte)
	*bp = fmt.Appendf((*bp)[:0], "%d", n)
	size := len(*bp)
	lines.Put(bp)
	return size
}

func formatsAny(v any) int {
	bp := lines.Get().(*[]byte)
	*bp = fmt.Appendf((*bp)[:0], "%v", v)
	size := len(*bp)
	lines.Put(bp) // want `bp is put back no matter how large it has grown`
	return size
}

func digits(n *big.Int) int {
	bp := lines.Get().(*[]byte)
	*bp = n.Append((*bp)[:0], 10)
	size := len(*bp)
	lines.Put(bp) // want `bp is put back no matter how large it has grown`
	return size
}

var names = sync.Pool{New: func() any { return new([]string) }}

func keys(m map[string]int) int {
	p := names.Get().(*[]string)
	*p = slices.AppendSeq((*p)[:0], maps.Keys(m))
	n := len(*p)
	clear(*p)
	names.Put(p) // want `p is put back no matter how large it has grown`
	return n
}

// What New makes write to the buffer of the object does so.
type encoder struct {
	bytes.Buffer
	enc *json.Encoder
}

var encoders = sync.Pool{New: func() any {
	e := new(encoder)
	e.enc = json.NewEncoder(e)
	return e
}}

func encodes(v any) string {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e) // want `e is put back no matter how large its Buffer has grown`
	e.Reset()
	e.enc.Encode(v)
	return e.String()
}

func encodesFixed(n int) string {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.Reset()
	e.enc.Encode(n)
	return e.String()
}

// An object that was only taken has grown no more.
type stream struct{ text []byte }

var streams = sync.Pool{New: func() any { return new(stream) }}

func (s *stream) add(text string) { s.text = append(s.text, text...) }

func Open(known bool) *stream {
	s := streams.Get().(*stream)
	if !known {
		streams.Put(s)
		return nil
	}
	s.text = s.text[:0]
	return s
}

func (s *stream) Close() {
	streams.Put(s) // want `s is put back no matter how large its text has grown`
}
