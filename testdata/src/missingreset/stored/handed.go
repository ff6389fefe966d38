package stored

import (
	"fmt"
	"io"
	"sync"
)

// A map that is printed as a whole is read, and so is what an earlier user left.
type entry struct {
	text   string
	fields map[string]string
}

var entries = sync.Pool{New: func() any { return &entry{fields: map[string]string{}} }}

func logEntry(w io.Writer, text, user string) {
	e := entries.Get().(*entry)
	e.text = text
	e.fields["text"] = text
	if user != "" {
		e.fields["user"] = user
	}
	fmt.Fprintln(w, e.text, e.fields)
	e.text = ""
	delete(e.fields, "text")
	entries.Put(e) // want `e is put back without a reset of fields, which its next user gets at line 18`
}

var cleared = sync.Pool{New: func() any { return &entry{fields: map[string]string{}} }}

func logCleared(w io.Writer, text, user string) {
	e := cleared.Get().(*entry)
	e.text = text
	e.fields["text"] = text
	if user != "" {
		e.fields["user"] = user
	}
	fmt.Fprintln(w, e.text, e.fields)
	e.text = ""
	clear(e.fields)
	cleared.Put(e)
}
