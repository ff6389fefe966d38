// Package memory uses memory of an object after its Put, and copies.
package memory

import (
	"bufio"
	"bytes"
	"io"
	"slices"
	"strings"
	"sync"
	"unsafe"
)

type item struct {
	buf  []byte
	tags map[string]string
	name string
	id   [8]byte
	rec  *record
}

type record struct{ n int }

var (
	pool  = sync.Pool{New: func() any { return new(item) }}
	bufs  = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	bytep = sync.Pool{New: func() any { b := make([]byte, 512); return &b }}
	rds   = sync.Pool{New: func() any { return bufio.NewReader(nil) }}
)

func field() byte {
	it := pool.Get().(*item)
	b := it.buf
	pool.Put(it)
	return b[0] // want `memory of it is used after pool.Put at line 34`
}

func fieldResliced(w io.Writer) {
	it := pool.Get().(*item)
	b := it.buf[:4]
	pool.Put(it)
	w.Write(b) // want `memory of it is used after pool.Put at line 41`
}

func fieldTaken(w io.Writer) {
	it := pool.Get().(*item)
	b := it.buf
	it.buf = nil
	pool.Put(it)
	w.Write(b)
}

func mapField() string {
	it := pool.Get().(*item)
	tags := it.tags
	pool.Put(it)
	return tags["a"] // want `memory of it is used after pool.Put at line 56`
}

func scalars() (string, [8]byte, *record) {
	it := pool.Get().(*item)
	name, id, rec := it.name, it.id, it.rec
	pool.Put(it)
	return name, id, rec
}

func appended(w io.Writer) {
	it := pool.Get().(*item)
	b := append(it.buf[:0], "text"...)
	pool.Put(it)
	w.Write(b) // want `memory of it is used after pool.Put at line 70`
}

func appendedToNil(w io.Writer) {
	it := pool.Get().(*item)
	b := append([]byte(nil), it.buf...)
	pool.Put(it)
	w.Write(b)
}

func cloned(w io.Writer) {
	it := pool.Get().(*item)
	b, c := bytes.Clone(it.buf), slices.Clone(it.buf)
	pool.Put(it)
	w.Write(b)
	w.Write(c)
}

func copied(w io.Writer) {
	it := pool.Get().(*item)
	b := make([]byte, len(it.buf))
	copy(b, it.buf)
	pool.Put(it)
	w.Write(b)
}

func toString(w io.StringWriter) {
	it := pool.Get().(*item)
	s := string(it.buf)
	pool.Put(it)
	w.WriteString(s)
}

func toStringUnsafe(w io.StringWriter) {
	it := pool.Get().(*item)
	s := unsafe.String(unsafe.SliceData(it.buf), len(it.buf))
	pool.Put(it)
	w.WriteString(s) // want `memory of it is used after pool.Put at line 107`
}

func contents(w io.Writer) {
	buf := bufs.Get().(*bytes.Buffer)
	b := buf.Bytes()
	bufs.Put(buf)
	w.Write(b) // want `memory of buf is used after bufs.Put at line 114`
}

func contentsString(w io.StringWriter) {
	buf := bufs.Get().(*bytes.Buffer)
	s := buf.String()
	bufs.Put(buf)
	w.WriteString(s)
}

func trimmed(w io.Writer) {
	buf := bufs.Get().(*bytes.Buffer)
	b := bytes.TrimSpace(buf.Bytes())
	bufs.Put(buf)
	w.Write(b) // want `memory of buf is used after bufs.Put at line 128`
}

func split(w io.Writer) {
	buf := bufs.Get().(*bytes.Buffer)
	lines := bytes.Split(buf.Bytes(), []byte("\n"))
	bufs.Put(buf)
	w.Write(lines[0]) // want `memory of buf is used after bufs.Put at line 135`
}

func upper(w io.Writer) {
	buf := bufs.Get().(*bytes.Buffer)
	b := bytes.ToUpper(buf.Bytes())
	bufs.Put(buf)
	w.Write(b)
}

func peeked(r io.Reader) byte {
	br := rds.Get().(*bufio.Reader)
	br.Reset(r)
	b, err := br.Peek(1)
	rds.Put(br)
	if err != nil {
		return 0
	}
	return b[0] // want `memory of br is used after rds.Put at line 150`
}

func line(r io.Reader) string {
	br := rds.Get().(*bufio.Reader)
	br.Reset(r)
	s, err := br.ReadString('\n')
	rds.Put(br)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(s)
}

func header(s string) byte {
	bp := bytep.Get().(*[]byte)
	b := append((*bp)[:0], s...)
	*bp = b
	bytep.Put(bp)
	return b[0] // want `bp is used after bytep.Put at line 172`
}

// The length is in the header, which is a local variable.
func headerLen(s string) int {
	bp := bytep.Get().(*[]byte)
	b := append((*bp)[:0], s...)
	*bp = b
	bytep.Put(bp)
	return len(b)
}

func pointerLen() int {
	bp := bytep.Get().(*[]byte)
	bytep.Put(bp)
	return len(*bp) // want `bp is used after bytep.Put at line 187`
}

func ranged(w io.Writer) {
	bp := bytep.Get().(*[]byte)
	b := *bp
	bytep.Put(bp)
	for _, c := range b { // want `bp is used after bytep.Put at line 194`
		println(c)
	}
}
