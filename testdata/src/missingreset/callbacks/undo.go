package callbacks

import "sync"

// Whoever sets something leaves a function that undoes it.
type scope struct {
	user  string
	admin bool
	tags  map[string]string
	undo  []func(*scope)
	last  func()
}

var scopes = sync.Pool{New: func() any { return &scope{tags: map[string]string{}} }}

func (s *scope) login(user string) {
	s.user = user
	s.last = func() { s.user = "" }
	if user == "root" {
		s.admin = true
		s.undo = append(s.undo, func(s *scope) { s.admin = false })
	}
	s.tags["user"] = user
	s.undo = append(s.undo, func(s *scope) { delete(s.tags, "user") })
}

func (s *scope) close() {
	for i := len(s.undo) - 1; i >= 0; i-- {
		s.undo[i](s)
	}
	s.undo = s.undo[:0]
	if s.last != nil {
		s.last()
		s.last = nil
	}
	scopes.Put(s)
}

func Serve(user string) string {
	s := scopes.Get().(*scope)
	defer s.close()
	if user != "" {
		s.login(user)
	}
	if s.admin {
		return "root"
	}
	return s.user + s.tags["user"]
}

// Nobody undoes one of them, and the other is undone by nobody who is called.
type stage struct {
	user  string
	admin bool
	note  string
	undo  []func()
	other []func()
}

var stages = sync.Pool{New: func() any { return new(stage) }}

func (s *stage) login(user, note string) {
	s.user, s.note = user, note
	s.other = append(s.other, func() { s.user = "" })
	if user == "root" {
		s.admin = true
		s.undo = append(s.undo, func() { s.admin = false })
	}
}

func (s *stage) close() {
	for _, f := range s.undo {
		f()
	}
	s.undo, s.other = s.undo[:0], s.other[:0]
	stages.Put(s) // want `s is put back without a reset of note and user`
}

func Play(user string) string {
	s := stages.Get().(*stage)
	defer s.close()
	if user != "" {
		s.login(user, user)
	}
	if s.admin {
		return "root"
	}
	return s.user + s.note
}
