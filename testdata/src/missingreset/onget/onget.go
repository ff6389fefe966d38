// Package onget has pools whose users reset what they take.
package onget

import "sync"

type issue struct {
	code, path string
	params     map[string]int
}

func (i *issue) Code() string        { return i.code }
func (i *issue) SetCode(code string) { i.code = code }
func (i *issue) Path() string        { return i.path }

var issues = sync.Pool{New: func() any { return new(issue) }}

// New returns an issue. It takes it as it is, but for the path.
func New(path string) *issue {
	i := issues.Get().(*issue) // want `i from issues.Get still holds code as its last user left it`
	i.path = path
	return i
}

// Free puts i back.
func Free(i *issue) { issues.Put(i) }

type note struct {
	code, path string
}

func (n *note) Code() string        { return n.code }
func (n *note) SetCode(code string) { n.code = code }
func (n *note) Path() string        { return n.path }

var notes = sync.Pool{New: func() any { return new(note) }}

// NewNote returns an empty note but for the path.
func NewNote(path string) *note {
	n := notes.Get().(*note)
	*n = note{path: path}
	return n
}

// FreeNote puts n back.
func FreeNote(n *note) { notes.Put(n) }
