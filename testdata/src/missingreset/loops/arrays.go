package loops

import (
	"bytes"
	"strings"
	"sync"
)

// Loops over an array that lists buffers of the object, over one that is a field, and
// over the list of what a function is given.
type page struct {
	title, body bytes.Buffer
	parts       [2]*bytes.Buffer
	lang, kind  string
}

var pages = sync.Pool{New: func() any {
	p := new(page)
	for i := range p.parts {
		p.parts[i] = new(bytes.Buffer)
	}
	return p
}}

func (p *page) free() {
	for _, b := range [...]*bytes.Buffer{&p.title, &p.body} {
		if b.Cap() > 4096 {
			*b = bytes.Buffer{}
		}
		b.Reset()
	}
	for i := range p.parts {
		if p.parts[i].Cap() > 4096 {
			return
		}
		p.parts[i].Reset()
	}
	empty(&p.lang, &p.kind)
	pages.Put(p)
}

func empty(texts ...*string) {
	for _, t := range texts {
		*t = ""
	}
}

func (p *page) SetLang(s string) { p.lang = s }

func (p *page) SetKind(s string) { p.kind = s }

func Render(lines []string) string {
	p := pages.Get().(*page)
	defer p.free()
	for i, s := range lines {
		switch {
		case i == 0:
			p.title.WriteString(s)
			p.SetLang(s[:2])
		case strings.HasPrefix(s, "-"):
			p.parts[i%2].WriteString(s)
			p.SetKind(s)
		default:
			p.body.WriteString(s)
		}
	}
	return p.lang + p.kind + p.title.String() + p.body.String() + p.parts[0].String()
}

// One is left out, and the loop over the array leaves out the first.
type leaf struct {
	title, body bytes.Buffer
	parts       [2]*bytes.Buffer
	lang, kind  string
}

var leaves = sync.Pool{New: func() any {
	l := new(leaf)
	for i := range l.parts {
		l.parts[i] = new(bytes.Buffer)
	}
	return l
}}

func (l *leaf) free() {
	for _, b := range [...]*bytes.Buffer{&l.title} {
		b.Reset()
	}
	for i := 1; i < len(l.parts); i++ {
		l.parts[i].Reset()
	}
	empty(&l.lang)
	leaves.Put(l) // want `l is put back without a reset of body, kind and parts`
}

func (l *leaf) SetLang(s string) { l.lang = s }

func (l *leaf) SetKind(s string) { l.kind = s }

func Leaf(lines []string) string {
	l := leaves.Get().(*leaf)
	defer l.free()
	if len(lines) == 0 || len(lines[0]) > 100 {
		return ""
	}
	l.title.WriteString(lines[0])
	l.body.WriteString(lines[0])
	l.parts[0].WriteString(lines[0])
	if lines[0] != "" {
		l.SetLang(lines[0])
		l.SetKind(lines[0])
	}
	return l.lang + l.kind + l.title.String() + l.body.String() + l.parts[0].String()
}

// A method lists the buffers.
type pair struct{ left, right, note bytes.Buffer }

var pairs = sync.Pool{New: func() any { return new(pair) }}

func (p *pair) both() []*bytes.Buffer { return []*bytes.Buffer{&p.left, &p.right} }

func (p *pair) free() {
	for _, b := range p.both() {
		b.Reset()
	}
	pairs.Put(p) // want `p is put back without a reset of note`
}

func join(left, right byte) string {
	p := pairs.Get().(*pair)
	defer p.free()
	p.left.WriteByte(left)
	p.right.WriteByte(right)
	p.note.WriteByte('.')
	return p.left.String() + p.right.String() + p.note.String()
}
