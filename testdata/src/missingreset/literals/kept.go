package literals

import (
	"bytes"
	"fmt"
	"io"
	"sync"
)

// A literal carries a map and a buffer over, with all that is in them.
type fields map[string]any

type entry struct {
	level  string
	fields fields
	text   *bytes.Buffer
}

var entries = sync.Pool{New: func() any { return &entry{fields: fields{}, text: new(bytes.Buffer)} }}

func log(w io.Writer, level string, f fields) {
	e := entries.Get().(*entry)
	e.level = level
	if len(f) < 10 {
		for k, v := range f {
			e.fields[k] = v
		}
	}
	e.text.WriteString("log")
	fmt.Fprintln(w, e.level, map[string]any(e.fields), e.text.String())
	*e = entry{fields: e.fields, text: e.text}
	entries.Put(e) // want `e is put back without a reset of fields and text`
}

// They are emptied first.
var clean = sync.Pool{New: func() any { return &entry{fields: fields{}, text: new(bytes.Buffer)} }}

func logClean(w io.Writer, level string, f fields) {
	e := clean.Get().(*entry)
	e.level = level
	if len(f) < 10 {
		for k, v := range f {
			e.fields[k] = v
		}
	}
	e.text.WriteString("log")
	fmt.Fprintln(w, e.level, map[string]any(e.fields), e.text.String())
	clear(e.fields)
	e.text.Reset()
	*e = entry{fields: e.fields, text: e.text}
	clean.Put(e)
}
