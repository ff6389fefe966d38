// Package quickstart holds one mistake for each check of poolvet. To see them:
//
//	go run ./cmd/poolvet ./examples/quickstart
package quickstart

import (
	"bufio"
	"bytes"
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

// A bufPool is a pool of buffers that drops the large ones.
type bufPool struct{ sync.Pool }

// Put puts buf back if it is not too large to keep.
func (p *bufPool) Put(buf *bytes.Buffer) {
	if buf.Cap() <= 64<<10 {
		p.Pool.Put(buf)
	}
}

var bufs = bufPool{sync.Pool{New: func() any { return new(bytes.Buffer) }}}

// Size returns the length of what r holds. Its mistake: the early return.
func Size(r io.Reader) (int, error) {
	buf := bufs.Get().(*bytes.Buffer) // missingput
	buf.Reset()
	if _, err := buf.ReadFrom(r); err != nil {
		return 0, err
	}
	n := buf.Len()
	bufs.Put(buf)
	return n, nil
}

// Greet greets name on w. Its mistake: the buffer may be someone else's by the
// time that it is written.
func Greet(w io.Writer, name string) error {
	buf := bufs.Get().(*bytes.Buffer)
	buf.Reset()
	buf.WriteString("Hello, " + name + "!\n")
	bufs.Put(buf)
	_, err := buf.WriteTo(w) // useafterput
	return err
}

// Copy copies r to w at once. Its mistake: after an error the pool has the
// buffer twice.
func Copy(w io.Writer, r io.Reader) error {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	if _, err := buf.ReadFrom(r); err != nil {
		bufs.Put(buf) // doubleput
		return err
	}
	_, err := buf.WriteTo(w)
	return err
}

// Quote returns text in quotes. Its mistake: the next to use the buffer writes
// over what was returned.
func Quote(text string) []byte {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.Reset()
	buf.WriteString("\"" + text + "\"")
	return buf.Bytes() // aliasescape
}

// Upper returns text in upper case. Its mistake: the directive outlived what it
// silenced.
func Upper(text string) string {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf) //poolvet:ignore doubleput the error path puts it too // directive
	buf.Reset()
	buf.WriteString(text)
	return strings.ToUpper(buf.String())
}

type visit struct {
	page  string
	admin bool
}

var visits = sync.Pool{New: func() any { return new(visit) }}

// Title returns the title of a page. Its mistake: once an administrator was
// here, so is whoever comes next.
func Title(page, user string) string {
	v := visits.Get().(*visit)
	v.page = page
	if user == "root" {
		v.admin = true
	}
	title := v.page
	if v.admin {
		title += " (administrator)"
	}
	v.page = ""
	visits.Put(v) // missingreset
	return title
}

var bodies = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Words returns the number of words that r holds. Its mistake: the largest input
// that there ever was stays in memory.
func Words(r io.Reader) (int, error) {
	body := bodies.Get().(*bytes.Buffer)
	defer bodies.Put(body) // uncapped
	body.Reset()
	if _, err := body.ReadFrom(r); err != nil {
		return 0, err
	}
	return len(bytes.Fields(body.Bytes())), nil
}
