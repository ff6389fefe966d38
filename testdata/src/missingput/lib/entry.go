package lib

import (
	"io"
	"sync"
)

var entries = sync.Pool{New: func() any { return new(Entry) }}

// An Entry is something that may be written.
type Entry struct{ text string }

// Check returns an entry for Emit, nil if none is wanted.
func Check(text string) *Entry {
	if text == "" {
		return nil
	}
	e := entries.Get().(*Entry)
	e.text = text
	return e
}

// Emit writes e, which must not be used after that.
func (e *Entry) Emit(w io.Writer) error {
	_, err := io.WriteString(w, e.text)
	entries.Put(e)
	return err
}

var drafts = sync.Pool{New: func() any { return new(Draft) }}

// A Draft is something that may be written, or discarded.
type Draft struct{ text string }

// NewDraft returns a draft for Emit or Discard.
func NewDraft(text string) *Draft {
	d := drafts.Get().(*Draft)
	d.text = text
	return d
}

// Emit writes d, which must not be used after that.
func (d *Draft) Emit(w io.Writer) error {
	_, err := io.WriteString(w, d.text)
	d.Discard()
	return err
}

// Discard puts d back.
func (d *Draft) Discard() { drafts.Put(d) }
