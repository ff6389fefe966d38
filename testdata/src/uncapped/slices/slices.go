// Package slices has slices that grow as they are appended to.
package slices

import (
	"io"
	"strconv"
	"sync"
)

var lines = sync.Pool{New: func() any { return new([]byte) }}

func joins(names []string) int {
	bp := lines.Get().(*[]byte)
	b := (*bp)[:0]
	for _, name := range names {
		b = append(b, name...)
	}
	n := len(b)
	*bp = b
	lines.Put(bp) // want `bp is put back no matter how large it has grown`
	return n
}

var requested = sync.Pool{New: func() any { return new([]byte) }}

func reads(r io.Reader, n int) error {
	bp := requested.Get().(*[]byte)
	defer requested.Put(bp) // want `bp is put back no matter how large it has grown`
	if cap(*bp) < n {
		*bp = make([]byte, n)
	}
	_, err := io.ReadFull(r, (*bp)[:n])
	return err
}

var helped = sync.Pool{New: func() any { return new([]byte) }}

func appendQuoted(dst []byte, text string) []byte { return strconv.AppendQuote(dst, text) }

func quotes(text string) int {
	bp := helped.Get().(*[]byte)
	*bp = appendQuoted((*bp)[:0], text)
	n := len(*bp)
	helped.Put(bp) // want `bp is put back no matter how large it has grown`
	return n
}

// Numbers have few digits, and an array has its size.
var numbers = sync.Pool{New: func() any { return new([]byte) }}

func formats(n int64) int {
	bp := numbers.Get().(*[]byte)
	*bp = strconv.AppendInt((*bp)[:0], n, 10)
	size := len(*bp)
	numbers.Put(bp)
	return size
}

var blocks = sync.Pool{New: func() any { return new([4096]byte) }}

func copies(w io.Writer, r io.Reader) error {
	block := blocks.Get().(*[4096]byte)
	defer blocks.Put(block)
	_, err := io.CopyBuffer(w, r, block[:])
	return err
}

var fixed = sync.Pool{New: func() any { b := make([]byte, 32<<10); return &b }}

func copiesFixed(w io.Writer, r io.Reader) error {
	bp := fixed.Get().(*[]byte)
	defer fixed.Put(bp)
	for {
		n, err := r.Read(*bp)
		if err != nil {
			return err
		}
		if _, err := w.Write((*bp)[:n]); err != nil {
			return err
		}
	}
}
