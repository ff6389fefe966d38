package stored

import (
	"io"
	"sync"
)

// A reader that counts takes the place of the one that it reads: what was there
// before is another.
type counted struct {
	r io.Reader
	n int
}

func (c *counted) reset(r io.Reader) { c.r, c.n = r, 0 }

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	return n, err
}

var counters = sync.Pool{New: func() any { return new(counted) }}

type request struct{ body io.Reader }

func count(req *request, serve func(*request)) int {
	c := counters.Get().(*counted)
	c.reset(req.body)
	defer counters.Put(c)
	req.body = c
	serve(req)
	return c.n
}

// The same, without a reset of err.
type sticky struct {
	r   io.Reader
	err error
}

func (s *sticky) reset(r io.Reader) { s.r = r }

func (s *sticky) Read(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.r.Read(p)
	s.err = err
	return n, err
}

var stickies = sync.Pool{New: func() any { return new(sticky) }}

func stick(req *request, serve func(*request)) {
	s := stickies.Get().(*sticky) // want `s from stickies.Get still holds err as its last user left it`
	s.reset(req.body)
	defer stickies.Put(s)
	req.body = s
	serve(req)
}

// The frame that was waiting is not the one that takes its place.
type outbox struct {
	next *packet
	id   int
}

type packet struct {
	id   int
	last bool
	data []byte
}

var packets = sync.Pool{New: func() any { return new(packet) }}

func getPacket() *packet { return packets.Get().(*packet) }

func (p *packet) release() {
	p.data = p.data[:0]
	packets.Put(p)
}

func (p *packet) size() int {
	if p.last {
		return len(p.data)
	}
	return len(p.data) + 1
}

func (q *outbox) split(limit int) *packet {
	p := q.next
	q.next = nil
	if p.size() > limit {
		q.next = getPacket()
		q.next.id, q.next.last = q.id, true
		q.next.data = append(q.next.data, p.data[limit:]...)
		p.data = p.data[:limit]
	}
	return p
}

func (q *outbox) send(write func([]byte)) {
	p := getPacket()
	p.id, p.last = q.id, false
	if p.size() > 1 {
		write(p.data)
	}
	p.release()
}
