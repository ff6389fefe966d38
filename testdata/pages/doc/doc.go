// Package doc is one that the code on the pages of the checks may import.
package doc

import (
	"bytes"
	"io"
	"os"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// A Doc is the text of a file.
type Doc struct{ buf *bytes.Buffer }

// Open reads a file into a pooled buffer.
func Open(name string) (*Doc, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	d := &Doc{buf: pool.Get().(*bytes.Buffer)}
	d.buf.Reset()
	d.buf.Write(text)
	return d, nil
}

// Close puts the buffer back.
func (d *Doc) Close() { pool.Put(d.buf) }

// Empty reports whether there is no text.
func (d *Doc) Empty() bool { return d.buf.Len() == 0 }

// Print writes the text to w.
func (d *Doc) Print(w io.Writer) error {
	_, err := w.Write(d.buf.Bytes())
	return err
}
