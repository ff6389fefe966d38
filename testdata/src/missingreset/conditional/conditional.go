// Package conditional has resets that are skipped where there is nothing to
// reset, and fields that others tell the use of.
package conditional

import (
	"bytes"
	"net/url"
	"strconv"
	"sync"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func number(n int) string {
	b := bufs.Get().(*bytes.Buffer)
	if b.Len() > 0 {
		b.Reset()
	}
	b.WriteString(strconv.Itoa(n)[:1])
	s := b.String()
	bufs.Put(b)
	return s
}

// The length has to be that of what is reset.
var twos = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func numberIf(n int) string {
	b := twos.Get().(*bytes.Buffer)
	if n > 0 {
		b.Reset()
	}
	b.WriteString(strconv.Itoa(n)[:1])
	s := b.String()
	twos.Put(b) // want `b is put back with what was written to it`
	return s
}

// A flag that tells whether there is anything to reset.
type last struct {
	dirty bool
	key   string
}

var lasts = sync.Pool{New: func() any { return new(last) }}

func uniq(keys []string) (n int) {
	l := lasts.Get().(*last)
	for _, k := range keys {
		if k != l.key {
			l.key, l.dirty = k, true
			n++
		}
	}
	if l.dirty {
		l.key = ""
		l.dirty = false
	}
	lasts.Put(l)
	return n
}

// A flag that is not reset with it says nothing.
type mode struct {
	fast bool
	key  string
}

var modes = sync.Pool{New: func() any { return new(mode) }}

func uniqFast(keys []string, fast bool) (n int) {
	m := modes.Get().(*mode)
	m.fast = fast
	for _, k := range keys {
		if k != m.key {
			m.key = k
			n++
		}
	}
	if m.fast {
		m.key = ""
	}
	modes.Put(m) // want `m is put back without a reset of key`
	return n
}

// What is made where it is first needed, behind a flag.
type query struct {
	raw    string
	parsed bool
	vals   url.Values
}

func (q *query) get(key string) string {
	if !q.parsed {
		q.parsed = true
		q.vals, _ = url.ParseQuery(q.raw)
	}
	return q.vals.Get(key)
}

var queries = sync.Pool{New: func() any { return new(query) }}

func id(raw string) string {
	q := queries.Get().(*query)
	q.raw, q.parsed = raw, false
	s := q.get("id")
	queries.Put(q)
	return s
}

type search struct {
	raw    string
	parsed bool
	vals   url.Values
}

func (q *search) get(key string) string {
	if !q.parsed {
		q.parsed = true
		q.vals, _ = url.ParseQuery(q.raw)
	}
	return q.vals.Get(key)
}

var searches = sync.Pool{New: func() any { return new(search) }}

func find(raw string) string {
	q := searches.Get().(*search)
	q.raw = raw
	s := q.get("id")
	searches.Put(q) // want `q is put back without a reset of parsed`
	return s
}

// A kind tells which of the others is in use.
type value struct {
	kind byte
	n    int
	s    string
}

func (v *value) text() string {
	switch v.kind {
	case 'n':
		return strconv.Itoa(v.n)
	case 's':
		return v.s
	}
	return ""
}

var values = sync.Pool{New: func() any { return new(value) }}

func format(s string) string {
	v := values.Get().(*value)
	defer values.Put(v)
	if n, err := strconv.Atoi(s); err == nil {
		v.kind, v.n = 'n', n
	} else {
		v.kind, v.s = 's', s
	}
	return v.text()
}

type note struct {
	kind byte
	s    string
}

var notes = sync.Pool{New: func() any { return new(note) }}

func formatNote(s string) string {
	v := notes.Get().(*note)
	defer notes.Put(v) // want `v is put back without a reset of kind,`
	if s != "" {
		v.kind, v.s = 's', s
	}
	if v.kind == 's' {
		return v.s
	}
	return ""
}
