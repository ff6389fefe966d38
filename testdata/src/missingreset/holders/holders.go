// Package holders has buffers that a writer holds while they are filled.
package holders

import (
	"bytes"
	"io"
	"sync"
)

type recorder struct {
	next io.Writer
	body *bytes.Buffer
}

func newRecorder(next io.Writer, body *bytes.Buffer) *recorder {
	return &recorder{next: next, body: body}
}

func (r *recorder) Write(p []byte) (int, error) { return r.body.Write(p[:min(len(p), 16)]) }

func (r *recorder) flush() error {
	_, err := r.next.Write(r.body.Bytes())
	return err
}

var dirty = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func records(w io.Writer, handle func(io.Writer)) error {
	buf := dirty.Get().(*bytes.Buffer)
	defer dirty.Put(buf) // want `buf is put back with what was written to it, which its next user gets at line 29`
	r := newRecorder(w, buf)
	handle(r)
	return r.flush()
}

var clean = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func recordsClean(w io.Writer, handle func(io.Writer)) error {
	buf := clean.Get().(*bytes.Buffer)
	buf.Reset()
	defer clean.Put(buf)
	r := newRecorder(w, buf)
	handle(r)
	return r.flush()
}
