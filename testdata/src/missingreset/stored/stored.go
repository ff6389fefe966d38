// Package stored has objects that are readied through the field that they are
// stored in, and users that put several objects of different pools.
package stored

import (
	"io"
	"sync"
)

type frame struct {
	id, off int
	data    [64]byte
}

func (f *frame) head() int {
	if f.off != 0 {
		return f.off
	}
	return f.id
}

var frames = sync.Pool{New: func() any { return new(frame) }}

func getFrame() *frame { return frames.Get().(*frame) }

func putFrame(f *frame) { frames.Put(f) }

type stream struct {
	next    *frame
	id, off int
}

func (s *stream) write(p []byte) {
	if s.next == nil {
		s.next = getFrame()
		s.next.id = s.id
		s.next.off = s.off
	}
	if len(p) > 64 {
		n := &frame{id: s.id}
		putFrame(s.next)
		s.next = n
	}
	s.off += copy(s.next.data[:], p)
}

func (s *stream) pop() int {
	f := s.next
	s.next = nil
	n := f.head()
	putFrame(f)
	return n
}

// The same, without a reset of off.
type chunk struct {
	id, off int
	data    [64]byte
}

func (c *chunk) head() int {
	if c.off != 0 {
		return c.off
	}
	return c.id
}

var chunks = sync.Pool{New: func() any { return new(chunk) }}

func getChunk() *chunk { return chunks.Get().(*chunk) }

func putChunk(c *chunk) { chunks.Put(c) } // want `c is put back without a reset of off`

type river struct {
	next    *chunk
	id, off int
}

func (r *river) write(p []byte) {
	if r.next == nil {
		r.next = getChunk()
		r.next.id = r.id
	}
	if r.off > 0 {
		r.next.off = r.off
	}
	if len(p) > 64 {
		putChunk(r.next)
		r.next = &chunk{id: r.id}
	}
	r.off += copy(r.next.data[:], p)
}

func (r *river) pop() int {
	c := r.next
	r.next = nil
	n := c.head()
	putChunk(c)
	return n
}

// A getter that others can call, and a user who begins at once: by an interface,
// in a field.
type Response interface {
	io.Writer
	Begin(w io.Writer)
	End()
}

type response struct {
	w    io.Writer
	size int
}

var responses = sync.Pool{New: func() any { return new(response) }}

func Acquire() Response { return responses.Get().(*response) }

func (r *response) Begin(w io.Writer) { r.w, r.size = w, 0 }

func (r *response) Write(p []byte) (int, error) {
	if r.size > 1<<10 {
		return 0, io.ErrShortWrite
	}
	r.size += len(p)
	return r.w.Write(p)
}

func (r *response) End() { responses.Put(r) }

type server struct{ resp Response }

func (s *server) begin(w io.Writer) {
	s.resp = Acquire()
	s.resp.Begin(w)
}

func (s *server) end() { s.resp.End() }

// A task and its block go to different pools by one call.
type block struct{ keys, ends []byte }

var blocks = sync.Pool{New: func() any { return new(block) }}

type task struct {
	done  chan bool
	block *block
	n     int
}

var tasks = sync.Pool{New: func() any { return &task{done: make(chan bool, 1)} }}

type queue struct{ tasks chan *task }

func (q *queue) release(t *task) {
	t.block.keys, t.block.ends = nil, nil
	blocks.Put(t.block)
	*t = task{done: t.done}
	tasks.Put(t)
}

func (q *queue) run() {
	for t := range q.tasks {
		<-t.done
		q.release(t)
	}
}

func (q *queue) add(n int) {
	t := tasks.Get().(*task)
	t.done <- true
	t.n = n
	t.block = blocks.Get().(*block)
	q.tasks <- t
}

// The head of a list is taken off, and put.
type link struct {
	off  int
	b    []byte
	next *link
}

func (l *link) end() int { return l.off + len(l.b) }

var links = sync.Pool{New: func() any { return &link{b: make([]byte, 64)} }}

type pipe struct{ head, tail *link }

func (p *pipe) grow() {
	l := links.Get().(*link)
	l.off = 0
	if p.tail != nil {
		p.tail.next = l
	} else {
		p.head = l
	}
	p.tail = l
}

func (p *pipe) discard(off int) {
	for p.head != nil && p.head.end() < off {
		head := p.head
		p.head = p.head.next
		head.next = nil
		links.Put(head)
	}
}
