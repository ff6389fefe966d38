package forms

import "sync"

// A table of numbers is as long as the caller says; memory for data is as long
// as the data.
type matcher struct {
	slots []int
	text  []byte
}

var matchers = sync.Pool{New: func() any { return new(matcher) }}

func (m *matcher) prepare(n int) {
	if cap(m.slots) < n {
		m.slots = make([]int, n)
	} else {
		m.slots = m.slots[:n]
	}
	for i := range m.slots {
		m.slots[i] = -1
	}
}

func (m *matcher) room(n int) {
	if cap(m.text) < n {
		m.text = make([]byte, n)
	}
	m.text = m.text[:0]
}

func match(n int, text string) int {
	m := matchers.Get().(*matcher)
	m.prepare(n)
	m.room(len(text))
	m.text = append(m.text, text...)
	found := len(m.text) + m.slots[0]
	matchers.Put(m) // want `m is put back no matter how large its text has grown`
	return found
}

// What a function returns into a variable that a closure has, too, may have been
// bounded in ways that do not show; what is appended to it grows it.
var records = sync.Pool{New: func() any { return new([]byte) }}

func seal(dst, part []byte) []byte { return append(dst, part...) }

func writeSealed(parts [][]byte, write func([]byte)) {
	p := records.Get().(*[]byte)
	b := *p
	defer func() {
		*p = b
		records.Put(p)
	}()
	for _, part := range parts {
		b = seal(b[:0], part)
		write(b)
	}
}

var raw = sync.Pool{New: func() any { return new([]byte) }}

func writeRaw(parts [][]byte, write func([]byte)) {
	p := raw.Get().(*[]byte)
	b := *p
	defer func() {
		*p = b
		raw.Put(p) // want `p is put back no matter how large it has grown`
	}()
	for _, part := range parts {
		b = append(b[:0], part...)
		write(b)
	}
}
