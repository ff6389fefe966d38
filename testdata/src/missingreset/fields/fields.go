// Package fields has objects whose fields are reset one by one, or not.
package fields

import (
	"fmt"
	"sync"
)

type session struct {
	user  string
	roles []string
	attrs map[string]string
	admin bool
}

func (s *session) reset() {
	s.user = ""
	s.roles = s.roles[:0]
	s.attrs = nil
	s.admin = false
}

func (s *session) resetAllButRoles() {
	s.user = ""
	clear(s.attrs)
	s.admin = false
}

var sessions = sync.Pool{New: func() any { return new(session) }}

func forgetsRoles(user string, roles []string) int {
	s := sessions.Get().(*session)
	s.user = user
	for _, r := range roles {
		s.roles = append(s.roles, r)
	}
	n := len(s.roles)
	s.resetAllButRoles()
	sessions.Put(s) // want `s is put back without a reset of roles, which its next user gets at line 32`
	return n
}

var complete = sync.Pool{New: func() any { return new(session) }}

func resetsAll(user string, roles []string) int {
	s := complete.Get().(*session)
	defer complete.Put(s)
	defer s.reset()
	s.user = user
	s.roles = append(s.roles, roles[:min(len(roles), 8)]...)
	s.admin = user == "root"
	return len(s.roles)
}

var emptied = sync.Pool{New: func() any { return new(session) }}

func empties(user string) string {
	s := emptied.Get().(*session)
	defer func() {
		*s = session{roles: s.roles[:0]}
		emptied.Put(s)
	}()
	if s.admin {
		return ""
	}
	s.user, s.admin = user, user == "root"
	return s.user
}

var flagged = sync.Pool{New: func() any { return new(session) }}

func leavesFlag(user string) string {
	s := flagged.Get().(*session)
	s.user = user
	if user == "root" {
		s.admin = true
	}
	text := fmt.Sprint(s.user, s.admin)
	s.user = ""
	flagged.Put(s) // want `s is put back without a reset of admin, which its next user gets at line 73`
	return text
}

var overwritten = sync.Pool{New: func() any { return new(session) }}

func overwritesFlag(user string) string {
	s := overwritten.Get().(*session)
	s.user = user
	s.admin = user == "root"
	text := fmt.Sprint(s.user, s.admin)
	overwritten.Put(s)
	return text
}

// Only one of two paths resets.
var halves = sync.Pool{New: func() any { return new(session) }}

func resetsSometimes(user string, keep bool) string {
	s := halves.Get().(*session)
	if s.user == "" {
		s.user = user
	}
	text := s.user
	if !keep {
		s.user = ""
	}
	halves.Put(s) // want `s is put back without a reset of user, which its next user gets at line 99`
	return text
}

// A value receiver resets a copy.
func (s session) resetCopy() { s.user = "" }

var copies = sync.Pool{New: func() any { return new(session) }}

func resetsCopy(user string) string {
	s := copies.Get().(*session)
	if s.user == "" {
		s.user = user
	}
	text := s.user
	s.resetCopy()
	copies.Put(s) // want `s is put back without a reset of user, which its next user gets at line 117`
	return text
}

// Nothing is ever reset, and the map that New makes waits to be filled.
type visit struct {
	user  string
	attrs map[string]string
}

var unkept = sync.Pool{New: func() any { return &visit{attrs: map[string]string{}} }}

func setsAndPrints(user string) {
	s := unkept.Get().(*visit)
	defer unkept.Put(s) // want `s is put back as its user left it: nothing resets the objects of this pool, nor their field attrs`
	s.user = user
	fmt.Println(s.user)
}
