// Package loops has objects whose parts are reset one by one.
package loops

import "sync"

// Lists that are as long as a third one.
type merge struct {
	rows []int
	buf  [][]int
	head []int
}

var merges = sync.Pool{New: func() any { return new(merge) }}

func (m *merge) setup(n int) {
	m.rows = m.rows[:0]
	for i := range n {
		m.rows = append(m.rows, i)
	}
	if len(m.buf) < n {
		m.buf, m.head = make([][]int, n), make([]int, n)
	}
}

func (m *merge) add(v int) {
	for i := range m.rows {
		m.buf[i] = append(m.buf[i], v)
		m.head[i]++
	}
}

func (m *merge) sum() (n int) {
	for i := range m.rows {
		for _, v := range m.buf[i] {
			n += v
		}
		n += m.head[i]
	}
	return n
}

func (m *merge) reset() {
	for i := range m.rows {
		m.buf[i] = m.buf[i][:0]
		m.head[i] = 0
	}
}

func mergeAll(vals []int) int {
	m := merges.Get().(*merge)
	m.setup(3)
	for _, v := range vals {
		m.add(v)
	}
	n := m.sum()
	m.reset()
	merges.Put(m)
	return n
}

// A map whose values are reset, and what is meant for the next user.
type section interface {
	Reset() error
	add(string)
	size() int
}

type build struct {
	sections map[int]section
	last     int
	names    []string
}

var builds = sync.Pool{New: func() any { return &build{sections: map[int]section{}} }}

func (b *build) add(i int, name string) {
	b.sections[i].add(name)
	b.names = append(b.names, name)
}

func (b *build) reset() (err error) {
	for _, s := range b.sections {
		err = s.Reset()
	}
	b.last = 0
	b.names = b.names[:0]
	return err
}

func buildAll(names []string, next func() section) int {
	b := builds.Get().(*build)
	var out []byte
	if b.last > 0 {
		out = make([]byte, 0, b.last*2)
	}
	for i, name := range names {
		if b.sections[i] == nil {
			b.sections[i] = next()
		}
		b.add(i, name)
		out = append(out, name...)
	}
	for _, name := range b.names {
		out = append(out, name...)
	}
	if b.reset() == nil {
		b.last = len(out)
		builds.Put(b)
	}
	return len(out)
}

// The same, where the object is used once more after that.
type draft struct {
	last  int
	names []string
}

var drafts = sync.Pool{New: func() any { return new(draft) }}

func (d *draft) reset() {
	d.last = 0
	d.names = d.names[:0]
}

func (d *draft) mark(n int) int {
	d.last = n
	return n
}

func draftAll(names []string) int {
	d := drafts.Get().(*draft)
	n := 0
	if d.last > 0 {
		n = d.last * 2
	}
	for _, name := range names {
		d.names = append(d.names, name)
	}
	for _, name := range d.names {
		n += len(name)
	}
	d.reset()
	n = d.mark(n)
	drafts.Put(d) // want `d is put back without a reset of last`
	return n
}

// A map that is only read.
type index struct{ sections map[int]string }

var indexes = sync.Pool{New: func() any { return &index{sections: map[int]string{}} }}

func indexAll(names []string) (n int) {
	x := indexes.Get().(*index)
	for i, name := range names {
		x.sections[i] = name
	}
	for _, name := range x.sections {
		n += len(name)
	}
	indexes.Put(x) // want `x is put back without a reset of sections`
	return n
}

// An object that takes the place of itself, as a method of it says.
type cursor struct {
	buf     []int
	bounded bool
	lower   []int
}

var cursors = sync.Pool{New: func() any { return new(cursor) }}

func (c *cursor) resetForReuse() cursor { return cursor{buf: c.buf[:0]} }

func (c *cursor) seek(n int) bool {
	if len(c.lower) > n {
		c.bounded = true
	}
	c.buf = append(c.buf, n)
	return c.bounded
}

func (c *cursor) close() {
	*c = c.resetForReuse()
	cursors.Put(c)
}

func scan(lower []int) bool {
	c := cursors.Get().(*cursor)
	c.lower = lower
	ok := c.seek(len(lower))
	c.close()
	return ok
}

// What is cut after a reset is cut.
type writer struct {
	buf []byte
	out func([]byte)
}

var writers = sync.Pool{New: func() any { return new(writer) }}

func (w *writer) reset(buf []byte) { w.buf, w.out = buf, nil }

func getWriter(out func([]byte)) *writer {
	w := writers.Get().(*writer)
	w.out = out
	return w
}

func putWriter(w *writer) {
	w.reset(w.buf)
	w.buf = w.buf[:0]
	writers.Put(w)
}

func writeAll(p []byte, out func([]byte)) {
	w := getWriter(out)
	w.buf = append(w.buf, p...)
	w.out(w.buf)
	putWriter(w)
}
