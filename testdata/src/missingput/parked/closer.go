package parked

import (
	"bytes"
	"io"
)

// A returner puts the buffer that it has when it is closed.
type returner struct{ buf *bytes.Buffer }

func (r *returner) Close() error {
	put(r.buf)
	r.buf = nil
	return nil
}

func borrow() (*bytes.Buffer, io.Closer) {
	buf := get()
	return buf, &returner{buf}
}

// A session closes the closer that came with its buffer.
type session struct {
	own    *bytes.Buffer
	closer io.Closer
}

func newSession() *session {
	buf, closer := borrow()
	return &session{buf, closer}
}

func (s *session) Close() error { return s.closer.Close() }

func (s *session) size() int { return s.own.Len() }

// A closer that has nothing to do with the buffer does not count.
type visitor struct {
	seen   *bytes.Buffer
	closer io.Closer
}

func newVisitor(closer io.Closer) *visitor {
	return &visitor{get(), closer} // want `the object from get stays in field seen, from which nothing puts it back`
}

func (v *visitor) Close() error { return v.closer.Close() }

func (v *visitor) size() int { return v.seen.Len() }
