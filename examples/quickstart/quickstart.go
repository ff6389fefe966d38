// Package quickstart holds one mistake for each check of poolvet. To see them:
//
//	go run ./cmd/poolvet ./examples/quickstart
package quickstart

import (
	"bufio"
	"hash"
	"io"
	"strings"
	"sync"
)

var scratch = sync.Pool{New: func() any { return make([]byte, 32<<10) }}

// Digest feeds what r holds to h. Its mistake: a []byte in a pool of any.
func Digest(h hash.Hash, r io.Reader) error {
	buf := scratch.Get().([]byte)
	defer scratch.Put(buf) // nonpointer
	_, err := io.CopyBuffer(h, r, buf)
	return err
}

type counts struct{ words, lines int }

var tallies = sync.Pool{New: func() any { return new(counts) }}

// Count counts words and lines. Its mistake: New returns a pointer.
func Count(text string) (words, lines int) {
	c := tallies.Get().(counts) // wrongtype
	defer tallies.Put(&c)
	c = counts{words: len(strings.Fields(text)), lines: strings.Count(text, "\n")}
	return c.words, c.lines
}

var readers sync.Pool // of *bufio.Reader

// FirstLine returns the first line of r. Its mistake: the pool is empty at first.
func FirstLine(r io.Reader) (string, error) {
	br := readers.Get().(*bufio.Reader) // nilget
	defer readers.Put(br)
	br.Reset(r)
	return br.ReadString('\n')
}

var tables = sync.Pool{New: func() any { return new([256]int) }}

// MostFrequent returns the byte that s holds most often. Its mistake: New is
// what the pool calls when it has no object, not the way to ask for one.
func MostFrequent(s string) byte {
	seen := tables.New().(*[256]int) // directnew
	defer tables.Put(seen)
	clear(seen[:])
	best := byte(0)
	for i := range len(s) {
		c := s[i]
		seen[c]++
		if seen[c] > seen[best] {
			best = c
		}
	}
	return best
}

// Skip reads up to 512 bytes of r and forgets them. Its mistake: the pool is
// gone before anything can be taken from it again.
func Skip(r io.Reader) (int, error) {
	blocks := sync.Pool{New: func() any { return new([512]byte) }} // localpool
	block := blocks.Get().(*[512]byte)
	defer blocks.Put(block)
	return r.Read(block[:])
}
