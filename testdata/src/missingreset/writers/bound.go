package writers

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"io"
	"sync"
)

// A writer that is bound to the buffer writes nothing until it is used.
type packer struct {
	buf bytes.Buffer
	zip *gzip.Writer
	out io.Writer
}

var packers = sync.Pool{New: func() any {
	p := new(packer)
	p.zip = gzip.NewWriter(&p.buf)
	p.out = &p.buf
	return p
}}

func pack(text []byte) (int, error) {
	p := packers.Get().(*packer)
	defer func() {
		if p.buf.Cap() > 1<<16 {
			return
		}
		p.buf.Reset()
		p.zip.Reset(&p.buf)
		p.out = &p.buf
		packers.Put(p)
	}()
	if _, err := p.out.Write([]byte("zip ")); err != nil {
		return 0, err
	}
	if _, err := p.zip.Write(text); err != nil {
		return 0, err
	}
	err := p.zip.Close()
	return len(p.buf.String()), err
}

type tabler struct {
	buf bytes.Buffer
	csv *csv.Writer
}

var tablers = sync.Pool{New: func() any { return new(tabler) }}

func (t *tabler) free() {
	if t.buf.Cap() <= 1<<16 {
		t.buf.Reset()
		t.csv = csv.NewWriter(&t.buf)
		tablers.Put(t)
	}
}

func table(rows [][]string) (string, error) {
	t := tablers.Get().(*tabler)
	defer t.free()
	if err := t.csv.WriteAll(rows); err != nil {
		return "", err
	}
	return t.buf.String(), nil
}

// It is written to in between.
type logged struct {
	buf bytes.Buffer
	csv *csv.Writer
}

var loggeds = sync.Pool{New: func() any { return new(logged) }}

func (l *logged) free() {
	if l.buf.Cap() <= 1<<16 {
		l.buf.Reset()
		l.csv = csv.NewWriter(&l.buf)
		l.csv.Comma = ';'
		if l.csv.Write([]string{"head"}) == nil {
			l.csv.Flush()
		}
		loggeds.Put(l) // want `l is put back without a reset of buf, which its next user gets at line 92`
	}
}

func logAll(rows [][]string) (string, error) {
	l := loggeds.Get().(*logged)
	defer l.free()
	if err := l.csv.WriteAll(rows); err != nil {
		return "", err
	}
	return l.buf.String(), nil
}

// Put back before the writer is used, and after.
var drafts = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func draft(text string) string {
	b := drafts.Get().(*bytes.Buffer)
	w := bufio.NewWriter(b)
	if text == "" {
		drafts.Put(b)
		return ""
	}
	w.WriteString(text)
	w.Flush()
	s := b.String()
	if b.Cap() <= 1<<16 {
		drafts.Put(b) // want `b is put back with what was written to it, which its next user gets at line 104`
	}
	return s
}

// A writer from a pool of its own is put after the buffer is reset.
var zips = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

func getZip() *gzip.Writer  { return zips.Get().(*gzip.Writer) }
func putZip(w *gzip.Writer) { zips.Put(w) }

var packed = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func zipped(text []byte) (string, error) {
	b := packed.Get().(*bytes.Buffer)
	w := getZip()
	w.Reset(b)
	_, err := w.Write(text)
	if err == nil {
		err = w.Close()
	}
	s := b.String()
	b.Reset()
	putZip(w)
	if b.Cap() <= 1<<16 {
		packed.Put(b)
	}
	return s, err
}
