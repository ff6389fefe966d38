// Package forgotten has reset methods that nobody calls.
package forgotten

import "sync"

type text struct{ b []byte }

func (t *text) reset()         { t.b = t.b[:0] }
func (t *text) Add(s string)   { t.b = append(t.b, s...) }
func (t *text) String() string { return string(t.b) }

var texts = sync.Pool{New: func() any { return new(text) }}

func GetText() *text { return texts.Get().(*text) }

func PutText(t *text) {
	if cap(t.b) < 1024 {
		texts.Put(t) // want `t is put back without a reset of b, which its next user gets at line 14`
	}
}

type line struct{ b []byte }

func (l *line) reset()         { l.b = l.b[:0] }
func (l *line) Add(s string)   { l.b = append(l.b, s...) }
func (l *line) String() string { return string(l.b) }

var lines = sync.Pool{New: func() any { return new(line) }}

func GetLine() *line { return lines.Get().(*line) }

func PutLine(l *line) {
	if cap(l.b) < 1024 {
		l.reset()
		lines.Put(l)
	}
}

// An exported one is for the callers, who are not in view.
type Word struct{ b []byte }

func (w *Word) Reset()         { w.b = w.b[:0] }
func (w *Word) Add(s string)   { w.b = append(w.b, s...) }
func (w *Word) String() string { return string(w.b) }

var words = sync.Pool{New: func() any { return new(Word) }}

func GetWord() *Word { return words.Get().(*Word) }

func PutWord(w *Word) {
	if cap(w.b) < 1024 {
		words.Put(w)
	}
}

// One that is called by an interface.
type cleaner interface{ wipe() }

type page struct{ b []byte }

func (p *page) wipe()          { p.b = p.b[:0] }
func (p *page) Add(s string)   { p.b = append(p.b, s...) }
func (p *page) String() string { return string(p.b) }

var pages = sync.Pool{New: func() any { return new(page) }}

func GetPage() *page { return pages.Get().(*page) }

func PutPage(p *page) {
	clean(p)
	if cap(p.b) < 1024 {
		pages.Put(p)
	}
}

func clean(c cleaner) { c.wipe() }
