package onget

import "sync"

// Each of several takers readies what it takes, and one forgets a field. That
// another one does not is no help.
type problem struct {
	path  string
	note  string
	cause error
}

var problems = sync.Pool{New: func() any { return new(problem) }}

func (p *problem) SetCause(err error) { p.cause = err }

func (p *problem) Unwrap() error { return p.cause }

func (p *problem) SetNote(s string) { p.note = s }

func (p *problem) Note() string { return p.note }

func (p *problem) Path() string { return p.path }

func (p *problem) Free() { problems.Put(p) }

type Problem interface {
	Note() string
	Path() string
	SetNote(s string)
	SetCause(err error)
	Unwrap() error
	Free()
}

func NewProblem(path string) Problem {
	p := problems.Get().(*problem)
	p.path = path
	p.note = ""
	p.cause = nil
	return p
}

func NewNoted(path, note string) Problem {
	p := problems.Get().(*problem) // want `p from problems.Get still holds cause as its last user left it`
	p.path = path
	p.note = note
	return p
}
