// Package parts has objects of which some parts go with others.
package parts

import (
	"bytes"
	"io"
	"strings"
	"sync"
)

// A logger is made along with the buffer that it writes to.
type line struct {
	buf *bytes.Buffer
	log printer
}

type printer interface{ Print(args ...any) }

type target struct {
	make func(io.Writer) printer
	pool sync.Pool
}

func (t *target) take() *line {
	l := t.pool.Get().(*line)
	if l.buf == nil {
		l.buf = new(bytes.Buffer)
		l.log = t.make(l.buf)
	} else {
		l.buf.Reset()
	}
	return l
}

func (t *target) write(text string) string {
	l := t.take()
	defer t.pool.Put(l)
	l.log.Print(text)
	return l.buf.String()
}

// A name is not.
type owned struct {
	buf  *bytes.Buffer
	name string
	n    int
}

var owneds = sync.Pool{New: func() any { return new(owned) }}

func greet(name string) string {
	o := owneds.Get().(*owned)
	if o.buf == nil {
		o.buf = new(bytes.Buffer)
	} else {
		o.buf.Reset()
	}
	if name != "" {
		o.name = name
	}
	o.buf.WriteString(o.name)
	text := o.buf.String()
	o.n = 0
	owneds.Put(o) // want `o is put back without a reset of name, which its next user gets at line 52`
	return text
}

// What a callee makes unless it has done so in this use.
type query struct {
	pairs   []string
	text    string
	longest int
}

var queries = sync.Pool{New: func() any { return new(query) }}

func (q *query) split() {
	if len(q.pairs) > 0 {
		return
	}
	q.longest = 0
	for _, pair := range strings.Split(q.text, "&") {
		if len(pair) > q.longest {
			q.longest = len(pair)
		}
		q.pairs = append(q.pairs, pair)
	}
}

func (q *query) find(key string) string {
	q.split()
	if len(key) > q.longest {
		return ""
	}
	for _, pair := range q.pairs {
		if strings.HasPrefix(pair, key) {
			return pair
		}
	}
	return ""
}

func lookup(text, key string) string {
	q := queries.Get().(*query)
	q.text = text
	q.pairs = q.pairs[:0]
	found := q.find(key)
	q.text = ""
	queries.Put(q)
	return found
}

// Bytes that a count says how many are in use.
type skipper struct {
	r   io.Reader
	n   int
	mem []byte
}

var skippers = sync.Pool{New: func() any { return new(skipper) }}

func newSkipper(r io.Reader) *skipper {
	s := skippers.Get().(*skipper)
	s.reset(r)
	return s
}

func (s *skipper) reset(r io.Reader) {
	s.r = r
	s.n = 0
}

func (s *skipper) release() {
	s.reset(nil)
	skippers.Put(s)
}

func (s *skipper) next(n int) ([]byte, error) {
	if s.n+n > len(s.mem) {
		mem := make([]byte, 2*(s.n+n))
		copy(mem, s.mem[:s.n])
		s.mem = mem
	}
	m, err := s.r.Read(s.mem[s.n : s.n+n])
	s.n += m
	return s.mem[s.n-m : s.n], err
}

func skip(r io.Reader) int {
	s := newSkipper(r)
	defer s.release()
	b, _ := s.next(10)
	return len(b)
}

// Bytes of which the count is kept, too.
type counter struct {
	n   int
	mem []byte
}

var counters = sync.Pool{New: func() any { return new(counter) }}

func count(text string) int {
	c := counters.Get().(*counter)
	if text != "" {
		c.mem = []byte(text)
		c.n = len(text)
	}
	total := 0
	for _, b := range c.mem[:c.n] {
		total += int(b)
	}
	counters.Put(c) // want `c is put back without a reset of n, which its next user gets at line 165`
	return total
}

// A list of functions that is taken down to nothing.
type stack []func()

func (s *stack) push(f func()) { *s = append(*s, f) }

func (s *stack) pop() func() {
	if len(*s) == 0 {
		return nil
	}
	last := (*s)[len(*s)-1]
	(*s)[len(*s)-1] = nil
	*s = (*s)[:len(*s)-1]
	return last
}

var stacks = sync.Pool{New: func() any { return new(stack) }}

func serve(work func(*stack)) {
	s := stacks.Get().(*stack)
	defer func() {
		for f := s.pop(); f != nil; f = s.pop() {
			f()
		}
		stacks.Put(s)
	}()
	s.push(func() { println("done") })
	work(s)
}

// One that is not.
type list []func()

func (l *list) push(f func()) { *l = append(*l, f) }

var kept = sync.Pool{New: func() any { return new(list) }}

func serveKept(f func()) {
	l := kept.Get().(*list)
	l.push(f)
	for _, f := range *l {
		f()
	}
	kept.Put(l) // want `l is put back with what was written to it`
}

// A path that grows in a copy, and shrinks from there.
type walker struct {
	path  []string
	depth int
	spare []*walker
}

var walkers = sync.Pool{New: func() any { return new(walker) }}

func (w *walker) down(name string) *walker {
	var inner *walker
	if n := len(w.spare); n > 0 {
		inner, w.spare = w.spare[n-1], w.spare[:n-1]
	} else {
		inner = new(walker)
	}
	*inner = *w
	inner.path = append(inner.path, name)
	return inner
}

func (w *walker) up(inner *walker) {
	w.path = inner.path[:len(inner.path)-1]
	w.spare = append(w.spare, inner)
}

func (w *walker) walk(names []string) string {
	if len(names) == 0 {
		return strings.Join(w.path, "/")
	}
	inner := w.down(names[0])
	text := inner.walk(names[1:])
	w.up(inner)
	return text
}

func walk(names []string) string {
	w := walkers.Get().(*walker)
	text := w.walk(names)
	w.depth = 0
	walkers.Put(w)
	return text
}

// Messages that a loop sets to what they were made as.
type message struct {
	mem  [][]byte
	oob  []byte
	from string
	n    int
}

var batches = sync.Pool{New: func() any {
	list := make([]message, 8)
	for i := range list {
		list[i].mem = make([][]byte, 1)
		list[i].oob = make([]byte, 64)
	}
	return &list
}}

func receive(read func([]message) int) int {
	list := batches.Get().(*[]message)
	for i := range *list {
		(*list)[i].mem[0] = make([]byte, 16)
	}
	total := 0
	for i := range read(*list) {
		m := &(*list)[i]
		if m.from != "" {
			m.n++
		}
		total += m.n
	}
	for i := range *list {
		(*list)[i] = message{mem: (*list)[i].mem, oob: (*list)[i].oob}
	}
	batches.Put(list)
	return total
}

// Bytes that another function gives a length and fills.
type decoder struct {
	r     io.Reader
	flags int
	mem   []byte
}

var decoders = sync.Pool{New: func() any { return new(decoder) }}

func (d *decoder) read(n int) ([]byte, error) {
	var err error
	d.mem, err = readInto(d.r, d.mem, n)
	if err != nil {
		return nil, err
	}
	return d.mem, nil
}

func readInto(r io.Reader, b []byte, n int) ([]byte, error) {
	if n > cap(b) {
		b = append(b, make([]byte, n-len(b))...)
	} else {
		b = b[:n]
	}
	_, err := io.ReadFull(r, b)
	return b, err
}

func decode(r io.Reader) string {
	d := decoders.Get().(*decoder)
	d.r = r
	d.flags = 0
	b, _ := d.read(8)
	text := string(b)
	d.r = nil
	decoders.Put(d)
	return text
}

// Bytes that another function adds to.
type adder struct {
	r     io.Reader
	flags int
	mem   []byte
}

var adders = sync.Pool{New: func() any { return new(adder) }}

func (a *adder) add(n int) { a.mem = addTo(a.mem, n) }

func addTo(b []byte, n int) []byte { return append(b, byte(n)) }

func addAll(r io.Reader) string {
	a := adders.Get().(*adder)
	a.r = r
	a.flags = 0
	a.add(8)
	text := string(a.mem)
	a.r = nil
	adders.Put(a) // want `a is put back without a reset of mem`
	return text
}
