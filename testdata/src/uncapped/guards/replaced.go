package guards

import (
	"bytes"
	"fmt"
	"sync"
)

// The object that has grown too large is replaced by a new one.
var replaced = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func putReplaced(b *bytes.Buffer) {
	if b.Cap() > 1<<16 {
		b = new(bytes.Buffer)
	}
	b.Reset()
	replaced.Put(b)
}

func useReplaced(text string) string {
	b := replaced.Get().(*bytes.Buffer)
	b.WriteString(text)
	s := b.String()
	putReplaced(b)
	return s
}

// In a variable that a literal has.
var renewed = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func useRenewed(text string) string {
	b := renewed.Get().(*bytes.Buffer)
	defer func() {
		if b.Cap() > 1<<16 {
			b = new(bytes.Buffer)
		}
		b.Reset()
		renewed.Put(b)
	}()
	b.WriteString(text)
	return b.String()
}

// Replaced for another reason.
var renamed = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func useRenamed(text string, anew bool) string {
	b := renamed.Get().(*bytes.Buffer)
	b.WriteString(text)
	s := b.String()
	if anew {
		b = new(bytes.Buffer)
	}
	b.Reset()
	renamed.Put(b) // want `b is put back no matter how large it has grown`
	return s
}

// The guard is a method of an embedded buffer, which is also written to as what embeds it.
type page struct {
	*bytes.Buffer
	title string
}

var pages = sync.Pool{New: func() any { return &page{Buffer: new(bytes.Buffer)} }}

func usePage(text string) string {
	p := pages.Get().(*page)
	fmt.Fprintf(p, "<p>%s</p>", text)
	s := p.String()
	if p.Cap() <= 1<<16 {
		p.Reset()
		pages.Put(p)
	}
	return s
}

var longPages = sync.Pool{New: func() any { return &page{Buffer: new(bytes.Buffer)} }}

func useLongPage(text string) string {
	p := longPages.Get().(*page)
	fmt.Fprintf(p, "<p>%s</p>", text)
	s := p.String()
	p.Reset()
	longPages.Put(p) // want `p is put back no matter how large its Buffer has grown`
	return s
}
