// Package kept makes objects that stay out of the pool.
package kept

import (
	"bytes"
	"sync"
)

type session struct {
	scratch *bytes.Buffer
	first   any
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

var shared *bytes.Buffer

// One that is made when the program starts.
var empty = buffers.New().(*bytes.Buffer)

func (s *session) configure() {
	s.scratch = buffers.New().(*bytes.Buffer)
	if s.first == nil {
		s.first = buffers.New()
	}
	shared = buffers.New().(*bytes.Buffer)
}

func (s *session) use() string {
	buf := buffers.New().(*bytes.Buffer) // want `buffers.New called directly`
	defer buffers.Put(buf)
	return buf.String()
}

// An object of another pool takes one along for good.
var sessions = sync.Pool{New: func() any {
	buf := buffers.New().(*bytes.Buffer)
	return &session{scratch: buf}
}}
