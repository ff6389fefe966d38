// Package buffers has buffers that are reset before they are put, after they are
// taken, or not at all.
package buffers

import (
	"bytes"
	"fmt"
	"hash"
	"hash/fnv"
	"io"
	"strings"
	"sync"
)

var never = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func neverReset(n int) string {
	buf := never.Get().(*bytes.Buffer)
	defer never.Put(buf) // want `buf is put back with what was written to it, which its next user gets at line 18`
	fmt.Fprintf(buf, "%d", n)
	return buf.String()
}

var before = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func resetBefore(n int) string {
	buf := before.Get().(*bytes.Buffer)
	fmt.Fprintf(buf, "%d", n)
	text := buf.String()
	buf.Reset()
	before.Put(buf)
	return text
}

var after = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func resetAfter(n int) string {
	buf := after.Get().(*bytes.Buffer)
	defer after.Put(buf)
	buf.Reset()
	fmt.Fprintf(buf, "%d", n)
	return buf.String()
}

// One user resets, the other relies on it.
var mixed = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func mixedClean(n int) string {
	buf := mixed.Get().(*bytes.Buffer)
	buf.Reset()
	fmt.Fprintf(buf, "%d", n)
	text := buf.String()
	mixed.Put(buf) // want `buf is put back with what was written to it, which its next user gets at line 58`
	return text
}

func mixedDirty(n int) string {
	buf := mixed.Get().(*bytes.Buffer)
	fmt.Fprintf(buf, "%d", n)
	text := buf.String()
	buf.Reset()
	mixed.Put(buf)
	return text
}

// What is written is never looked at, but it stays.
var gathers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func tees(r io.Reader) error {
	buf := gathers.Get().(*bytes.Buffer)
	defer gathers.Put(buf) // want `buf is put back with what was written to it`
	_, err := io.Copy(io.Discard, io.LimitReader(io.TeeReader(r, buf), 1<<10))
	return err
}

// WriteTo empties a buffer only as far as the writer takes it.
var drained = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func drains(w io.Writer, n int) error {
	buf := drained.Get().(*bytes.Buffer)
	defer drained.Put(buf) // want `buf is put back with what was written to it`
	fmt.Fprintf(buf, "%d", n)
	_, err := buf.WriteTo(w)
	return err
}

var digests = sync.Pool{New: func() any { return fnv.New64() }}

func sums(text [8]byte) uint64 {
	h := digests.Get().(hash.Hash64)
	defer digests.Put(h) // want `h is put back with what was written to it`
	h.Write(text[:])
	return h.Sum64()
}

var cleanDigests = sync.Pool{New: func() any { return fnv.New64() }}

func sumsClean(text [8]byte) uint64 {
	h := cleanDigests.Get().(hash.Hash64)
	defer func() {
		h.Reset()
		cleanDigests.Put(h)
	}()
	h.Write(text[:])
	return h.Sum64()
}

var builders = sync.Pool{New: func() any { return new(strings.Builder) }}

func builds(a, b string) string {
	sb := builders.Get().(*strings.Builder)
	defer builders.Put(sb)
	defer sb.Reset()
	sb.WriteString(a)
	sb.WriteString(b)
	return sb.String()
}

// A slice behind a pointer.
var lines = sync.Pool{New: func() any { return new([]byte) }}

func formats(n byte) int {
	bp := lines.Get().(*[]byte)
	*bp = append(*bp, n)
	size := len(*bp)
	lines.Put(bp) // want `bp is put back with what was written to it`
	return size
}

var cutLines = sync.Pool{New: func() any { return new([]byte) }}

func formatsCut(n byte) int {
	bp := cutLines.Get().(*[]byte)
	b := append((*bp)[:0], n)
	size := len(b)
	*bp = b
	cutLines.Put(bp)
	return size
}

// Maps.
var sets = sync.Pool{New: func() any { return map[byte]bool{} }}

func distinct(text string) int {
	seen := sets.Get().(map[byte]bool)
	seen[' '] = true
	if len(text) > 0 {
		seen['x'] = true
	}
	n := 0
	for range seen {
		n++
	}
	sets.Put(seen) // want `seen is put back with what was written to it`
	return n
}

var clearedSets = sync.Pool{New: func() any { return map[byte]bool{} }}

func distinctCleared(text string) int {
	seen := clearedSets.Get().(map[byte]bool)
	seen[' '] = true
	if len(text) > 0 {
		seen['x'] = true
	}
	n := 0
	for range seen {
		n++
	}
	for k := range seen {
		delete(seen, k)
	}
	clearedSets.Put(seen)
	return n
}

// Scratch that every use fills before it looks.
var scratch = sync.Pool{New: func() any { b := make([]byte, 4096); return &b }}

func copies(w io.Writer, r io.Reader) error {
	bp := scratch.Get().(*[]byte)
	defer scratch.Put(bp)
	_, err := io.CopyBuffer(w, r, *bp)
	return err
}
