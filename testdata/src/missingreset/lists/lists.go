// Package lists has objects that wait in a list between their Get and Put.
package lists

import "sync"

type entry struct {
	key string
	uid uint64
	tag string
}

type mapper struct {
	pool    *sync.Pool
	entries []*entry
}

func New() *mapper {
	return &mapper{pool: &sync.Pool{New: func() any { return new(entry) }}}
}

func (m *mapper) add(key, tag string, uid uint64) {
	e := m.pool.Get().(*entry)
	e.key, e.tag = key, ""
	if tag != "" {
		e.tag = tag
	} else {
		e.uid = uid
	}
	m.entries = append(m.entries, e)
}

func (m *mapper) write(out func(string, string, uint64)) {
	for _, e := range m.entries {
		out(e.key, e.tag, e.uid)
		m.pool.Put(e) // want `e is put back without a reset of uid, which its next user gets at line 22`
	}
	m.entries = m.entries[:0]
}

func (m *mapper) Run(key string, out func(string, string, uint64)) {
	m.add(key, "tag", 0)
	m.add(key, "", 3)
	m.write(out)
}

type item struct {
	key string
	uid uint64
}

type queue struct {
	pool  *sync.Pool
	items []*item
}

func NewQueue() *queue {
	return &queue{pool: &sync.Pool{New: func() any { return new(item) }}}
}

func (q *queue) add(key string, uid uint64) {
	i := q.pool.Get().(*item)
	*i = item{key: key}
	if uid > 0 {
		i.uid = uid
	}
	q.items = append(q.items, i)
}

func (q *queue) write(out func(string, uint64)) {
	for _, i := range q.items {
		out(i.key, i.uid)
		q.pool.Put(i)
	}
	q.items = q.items[:0]
}

func (q *queue) Run(key string, out func(string, uint64)) {
	q.add(key, 0)
	q.add(key, 3)
	q.write(out)
}
