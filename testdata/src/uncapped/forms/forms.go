// Package forms has limits in several forms.
package forms

import (
	"bytes"
	"io"
	"math/bits"
	"sync"
)

const maxSize = 64 << 10

// The limit is met in a local variable, or in a function that drops what is too
// large.
type session struct {
	roles []string
	text  []byte
	seen  map[string]int
	dirty bool
}

func (s *session) fill(names []string) {
	s.dirty = true
	for _, name := range names {
		s.roles = append(s.roles, name)
		s.text = append(s.text, name...)
	}
}

func byVariables(names []string) {
	s := variables.Get().(*session)
	s.fill(names)
	roles, text := s.roles[:0], s.text
	if cap(roles) > 32 {
		roles = nil
	}
	if cap(text) > maxSize {
		text = nil
	}
	*s = session{roles: roles, text: text[:0]}
	variables.Put(s)
}

var variables = sync.Pool{New: func() any { return new(session) }}

func byWrongVariable(names []string) {
	s := wrongVariable.Get().(*session)
	s.fill(names)
	roles := s.roles[:0]
	if cap(roles) < 32 {
		roles = nil
	}
	*s = session{roles: roles}
	wrongVariable.Put(s) // want `s is put back no matter how large its roles has grown`
}

var wrongVariable = sync.Pool{New: func() any { return new(session) }}

func trim[E any](s []E, most int) []E {
	if cap(s) > most {
		return nil
	}
	clear(s)
	return s[:0]
}

func trimBytes(b []byte) []byte {
	if cap(b) <= maxSize {
		return b[:0]
	}
	return nil
}

func byTrim(names []string) {
	s := trimmed.Get().(*session)
	s.fill(names)
	s.roles = trim(s.roles, 32)
	s.text = trimBytes(s.text)
	trimmed.Put(s)
}

func byTrimInLiteral(names []string) {
	s := trimmed.Get().(*session)
	s.fill(names)
	*s = session{roles: trim(s.roles, 32), text: trimBytes(s.text)}
	trimmed.Put(s)
}

var trimmed = sync.Pool{New: func() any { return new(session) }}

func empty(b []byte) []byte {
	if cap(b) == 0 {
		return nil
	}
	return b[:0]
}

func byEmpty(names []string) {
	s := emptied.Get().(*session)
	s.fill(names)
	s.roles = nil
	s.text = empty(s.text)
	emptied.Put(s) // want `s is put back no matter how large its text has grown`
}

var emptied = sync.Pool{New: func() any { return new(session) }}

// What the flag says has not grown.
func (s *session) reset() {
	if !s.dirty {
		return
	}
	if cap(s.text) > maxSize {
		s.text = nil
	}
	if cap(s.roles) > 32 {
		s.roles = nil
	}
	s.text, s.roles, s.dirty = s.text[:0], s.roles[:0], false
}

func byFlag(names []string) {
	s := flagged.Get().(*session)
	if len(names) > 0 {
		s.fill(names)
	}
	s.reset()
	flagged.Put(s)
}

var flagged = sync.Pool{New: func() any { return new(session) }}

// Nothing is left of what was too large, or of anything.
func byNil(names []string) {
	s := cleared.Get().(*session)
	if s.seen == nil {
		s.seen = map[string]int{}
	}
	for _, name := range names {
		s.seen[name]++
	}
	if s.seen != nil {
		s.seen = nil
	}
	cleared.Put(s)
}

var cleared = sync.Pool{New: func() any { return new(session) }}

// What decides is told, or asks another function.
func done(buf *bytes.Buffer, keep bool) {
	buf.Reset()
	if keep {
		told.Put(buf)
	}
}

func tells(r io.Reader) {
	buf := told.Get().(*bytes.Buffer)
	buf.ReadFrom(r)
	done(buf, buf.Cap() < maxSize)
}

var told = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func doneOr(buf *bytes.Buffer, keep bool) {
	buf.Reset()
	if keep {
		misled.Put(buf) // want `buf is put back no matter how large it has grown`
	}
}

func tellsNothing(r io.Reader, keep bool) {
	buf := misled.Get().(*bytes.Buffer)
	buf.ReadFrom(r)
	doneOr(buf, keep)
}

var misled = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (s *session) footprint() int { return cap(s.roles)*16 + cap(s.text) }

func reusable(s *session) bool { return s.footprint() <= maxSize }

func asks(names []string) {
	s := asked.Get().(*session)
	s.fill(names)
	if reusable(s) {
		s.roles, s.text = s.roles[:0], s.text[:0]
		asked.Put(s)
	}
}

var asked = sync.Pool{New: func() any { return new(session) }}

type Pool[T any] struct {
	pool sync.Pool
	keep func(T) bool
}

func (p *Pool[T]) Put(v T) {
	if p.keep == nil || p.keep(v) {
		p.pool.Put(v)
	}
}

var kept = Pool[*bytes.Buffer]{keep: func(buf *bytes.Buffer) bool { return buf.Cap() < maxSize }}

func asksField(r io.Reader) {
	buf, ok := kept.pool.Get().(*bytes.Buffer)
	if !ok {
		buf = new(bytes.Buffer)
	}
	buf.Reset()
	buf.ReadFrom(r)
	kept.Put(buf)
}

// Size classes.
type block struct{ data []byte }

var classes [9]sync.Pool

func putBlock(b *block) {
	class := bits.Len(uint(cap(b.data))) - 9
	if class < 0 || class >= len(classes) {
		return
	}
	b.data = b.data[:0]
	classes[class].Put(b)
}

func getBlock(class int) *block {
	if b, ok := classes[class].Get().(*block); ok {
		return b
	}
	return &block{data: make([]byte, 0, 1<<(class+8))}
}

func packet(w io.Writer, data []byte) {
	b := getBlock(1)
	b.data = append(b.data, data...)
	w.Write(b.data)
	putBlock(b)
}

var shards = map[int]*sync.Pool{512: {}, 4096: {}}

func putShard(buf *bytes.Buffer) {
	if pool, ok := shards[buf.Cap()]; ok {
		buf.Reset()
		pool.Put(buf)
	}
}

func getShard(size int) *bytes.Buffer {
	buf := shards[size].Get().(*bytes.Buffer)
	return buf
}

func sharded(w io.Writer, r io.Reader) {
	buf := getShard(512)
	buf.ReadFrom(r)
	w.Write(buf.Bytes())
	putShard(buf)
}

var measured = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func capOfBytes(r io.Reader) {
	buf := measured.Get().(*bytes.Buffer)
	buf.ReadFrom(r)
	if cap(buf.Bytes()) <= maxSize {
		buf.Reset()
		measured.Put(buf)
	}
}

func available(r io.Reader) {
	buf := measured.Get().(*bytes.Buffer)
	buf.ReadFrom(r)
	buf.Reset()
	if buf.Available() <= maxSize {
		measured.Put(buf)
	}
}

// Slices that grow alike have one limit.
type pairs struct {
	keys   []string
	values []float64
	rest   []string
}

var tables = sync.Pool{New: func() any { return new(pairs) }}

func alike(m map[string]float64) {
	p := tables.Get().(*pairs)
	p.keys, p.values = p.keys[:0], p.values[:0]
	for k, v := range m {
		p.keys = append(p.keys, k)
		p.values = append(p.values, v)
	}
	if cap(p.keys) < 1024 {
		tables.Put(p)
	}
}

func notAlike(m map[string]float64, list []string) {
	p := tables.Get().(*pairs)
	p.keys, p.rest = p.keys[:0], p.rest[:0]
	for k := range m {
		p.keys = append(p.keys, k)
	}
	for _, name := range list {
		p.rest = append(p.rest, name)
	}
	if cap(p.keys) < 1024 {
		tables.Put(p) // want `p is put back no matter how large its rest has grown`
	}
}

// The length in use, with the growth where it is not seen, or asked before it is
// reset.
type set struct{ names map[string]bool }

var sets = sync.Pool{New: func() any { return &set{map[string]bool{}} }}

func with(fn func(*set)) {
	s := sets.Get().(*set)
	fn(s)
	if len(s.names) < 100 {
		clear(s.names)
		sets.Put(s)
	}
}

func count(names []string) (n int) {
	with(func(s *set) {
		for _, name := range names {
			s.names[name] = true
		}
		n = len(s.names)
	})
	return n
}

func before(names []string) {
	s := sets.Get().(*set)
	for _, name := range names {
		s.names[name] = true
	}
	n := len(s.names)
	clear(s.names)
	if n < 100 {
		sets.Put(s)
	}
}

var late = sync.Pool{New: func() any { return &set{map[string]bool{}} }}

func after(names []string) {
	s := late.Get().(*set)
	for _, name := range names {
		s.names[name] = true
	}
	clear(s.names)
	n := len(s.names)
	if n < 100 {
		late.Put(s) // want `s is put back no matter how large its names has grown`
	}
}

// What each user drops when it takes the object does not last.
type request struct{ values map[string]string }

var requests = sync.Pool{New: func() any { return new(request) }}

func serve(pairs [][2]string) {
	r := requests.Get().(*request)
	r.values = nil
	for _, p := range pairs {
		if r.values == nil {
			r.values = map[string]string{}
		}
		r.values[p[0]] = p[1]
	}
	requests.Put(r)
}

var others = sync.Pool{New: func() any { return &request{map[string]string{}} }}

func serveOther(pairs [][2]string) {
	r := others.Get().(*request)
	clear(r.values)
	for _, p := range pairs {
		r.values[p[0]] = p[1]
	}
	others.Put(r) // want `r is put back no matter how large its values has grown`
}

// A map with few keys.
type counts struct{ by map[int]int }

var tallies = sync.Pool{New: func() any { return &counts{map[int]int{}} }}

func tally(list []int) {
	c := tallies.Get().(*counts)
	clear(c.by)
	for _, n := range list {
		c.by[n&7]++
	}
	for n := range c.by {
		c.by[n] = 0
	}
	tallies.Put(c)
}
