// Package setters has objects that are reset by functions that store what they
// are given: with zero, or with what is the object's own.
package setters

import (
	"bytes"
	"io"
	"sync"
)

type session struct {
	user  string
	admin bool
}

func (s *session) setUser(user string) { s.user = user }
func (s *session) setAdmin(admin bool) { s.admin = admin }

var sessions = sync.Pool{New: func() any { return new(session) }}

func with(user string, admin bool, f func(string)) {
	s := sessions.Get().(*session)
	s.setUser(user)
	if admin {
		s.setAdmin(true)
	}
	if s.admin {
		f(s.user)
	}
	s.setUser("")
	s.setAdmin(false)
	sessions.Put(s)
}

// The setter is called, but not with zero.
var sticky = sync.Pool{New: func() any { return new(session) }}

func sticks(user string, admin bool, f func(string)) {
	s := sticky.Get().(*session)
	s.setUser(user)
	if s.admin {
		f(s.user)
	}
	s.setAdmin(admin)
	sticky.Put(s) // want `s is put back without a reset of admin`
}

type writer struct {
	w   io.Writer
	err error
}

func (w *writer) Reset(to io.Writer) { w.w, w.err = to, nil }

func (w *writer) str(s string) {
	if w.w != nil {
		_, w.err = io.WriteString(w.w, s)
	}
}

var writers = sync.Pool{New: func() any { return new(writer) }}

func writes(to io.Writer, quiet bool) {
	w := writers.Get().(*writer)
	if !quiet {
		w.Reset(to)
	}
	w.str("x")
	w.Reset(nil)
	writers.Put(w)
}

// A flag says how much is reset.
type scan struct {
	pos  int
	name string
}

func (s *scan) reset(all bool) {
	s.pos = 0
	if all {
		s.name = ""
	}
}

var scans = sync.Pool{New: func() any { return new(scan) }}

func scanAll(name string, lines []string) (n int) {
	s := scans.Get().(*scan)
	if name != "" {
		s.name = name
	}
	for range lines {
		s.reset(false)
		n += s.pos + len(s.name)
	}
	s.reset(true)
	scans.Put(s)
	return n
}

var halves = sync.Pool{New: func() any { return new(scan) }}

func scanHalf(name string, lines []string) (n int) {
	s := halves.Get().(*scan)
	if name != "" {
		s.name = name
	}
	for range lines {
		n += s.pos + len(s.name)
	}
	s.reset(false)
	halves.Put(s) // want `s is put back without a reset of name`
	return n
}

// A writer of its own is wired back.
var own = sync.Pool{New: func() any { return &writer{w: new(bytes.Buffer)} }}

func marshal(s string) string {
	w := own.Get().(*writer)
	b := w.w.(*bytes.Buffer)
	defer func() {
		b.Reset()
		w.Reset(b)
		own.Put(w)
	}()
	w.str(s[:min(len(s), 10)])
	return b.String()
}
