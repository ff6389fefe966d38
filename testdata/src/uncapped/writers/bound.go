package writers

import (
	"bufio"
	"bytes"
	"sync"
)

// What is bound to a buffer lets it grow when it is used.
var drafts = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func draft(text string) string {
	b := drafts.Get().(*bytes.Buffer)
	b.Reset()
	w := bufio.NewWriter(b)
	if text == "" {
		drafts.Put(b)
		return ""
	}
	w.WriteString(text)
	w.Flush()
	s := b.String()
	if b.Cap() <= 1<<16 {
		drafts.Put(b)
	}
	return s
}

var longDrafts = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func longDraft(text string) string {
	b := longDrafts.Get().(*bytes.Buffer)
	b.Reset()
	w := bufio.NewWriter(b)
	w.WriteString(text)
	w.Flush()
	s := b.String()
	longDrafts.Put(b) // want `b is put back no matter how large it has grown`
	return s
}
