package parts

import (
	"bytes"
	"sync"
)

// Objects that a getter makes where the pool has none.
type sheet struct{ text *bytes.Buffer }

var sheets sync.Pool

func getSheet() *sheet {
	if s, ok := sheets.Get().(*sheet); ok {
		return s
	}
	return &sheet{new(bytes.Buffer)}
}

func useSheet(text string) string {
	s := getSheet()
	s.text.WriteString(text)
	out := s.text.String()
	s.text.Reset()
	if s.text.Cap() > 1<<16 {
		s.text = new(bytes.Buffer)
	}
	sheets.Put(s)
	return out
}

// Or a constructor.
type roll struct{ text *bytes.Buffer }

func newRoll() *roll { return &roll{text: new(bytes.Buffer)} }

var rolls sync.Pool

func useRoll(text string) string {
	r, ok := rolls.Get().(*roll)
	if !ok {
		r = newRoll()
	}
	r.text.WriteString(text)
	out := r.text.String()
	r.text.Reset()
	if r.text.Cap() > 1<<16 {
		r.text = new(bytes.Buffer)
	}
	rolls.Put(r)
	return out
}

// Which is not reset.
type strip struct{ text *bytes.Buffer }

var strips sync.Pool

func useStrip(text string) string {
	l, ok := strips.Get().(*strip)
	if !ok {
		l = &strip{new(bytes.Buffer)}
	}
	l.text.WriteString(text)
	out := l.text.String()
	strips.Put(l) // want `l is put back without a reset of text, which its next user gets at line 60`
	return out
}
