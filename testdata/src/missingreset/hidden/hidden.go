// Package hidden has pools behind interfaces of its own.
package hidden

import "sync"

type pool interface {
	Get() any
	Put(any)
}

type wrapper struct{ p sync.Pool }

func (w *wrapper) Get() any  { return w.p.Get() }
func (w *wrapper) Put(x any) { w.p.Put(x) } // want `x is put back without a reset of force, which its next user gets at line 41`

func newPool(f func() any) pool { return &wrapper{p: sync.Pool{New: f}} }

type tx struct {
	id    string
	force bool
	from  pool
}

func (t *tx) setForce()    { t.force = true }
func (t *tx) forced() bool { return t.force }

type server struct{ txs pool }

func newServer() *server { return &server{txs: newPool(func() any { return new(tx) })} }

func (s *server) begin(id string) *tx {
	t := s.txs.Get().(*tx)
	t.id = id
	t.from = s.txs
	return t
}

func (t *tx) end() { t.from.Put(t) }

func run(s *server, force bool) bool {
	t := s.begin("a")
	defer t.end()
	if force {
		t.setForce()
	}
	return t.forced()
}

// What clears all.
type query struct {
	id    string
	force bool
}

type clean struct{ p sync.Pool }

func (c *clean) Get() any { return c.p.Get() }
func (c *clean) Put(x any) {
	q := x.(*query)
	q.id, q.force = "", false
	c.p.Put(q)
}

var queries pool = &clean{p: sync.Pool{New: func() any { return new(query) }}}

func ask(id string, force bool) bool {
	q := queries.Get().(*query)
	defer queries.Put(q)
	q.id = id
	if force {
		q.force = true
	}
	return q.force
}
