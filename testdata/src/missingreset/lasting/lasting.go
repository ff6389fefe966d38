// Package lasting has state that serves all users alike.
package lasting

import (
	"hash/crc32"
	"sync"
)

// Strings that are looked up by what is in them.
var interned = sync.Pool{New: func() any { return map[string]string{} }}

func intern(b []byte) string {
	m := interned.Get().(map[string]string)
	s, ok := m[string(b)]
	if !ok && len(m) < 1000 {
		s = string(b)
		m[s] = s
	}
	interned.Put(m)
	return s
}

// How much memory the last user needed.
type message struct{ hint int }

var messages = sync.Pool{New: func() any { return &message{hint: 64} }}

func encode(parts []string) []byte {
	m := messages.Get().(*message)
	b := make([]byte, 0, m.hint)
	for _, p := range parts {
		b = append(b, p...)
	}
	m.hint = len(b)
	messages.Put(m)
	return b
}

var sizes = sync.Pool{New: func() any { return &message{hint: 64} }}

func encodeAll(parts []string) []byte {
	m := sizes.Get().(*message)
	b := make([]byte, m.hint)
	for _, p := range parts {
		b = append(b, p...)
	}
	m.hint = len(b)
	sizes.Put(m) // want `m is put back without a reset of hint`
	return b
}

// What is made once for each object, and what is made of the first use.
type sums struct {
	table *crc32.Table
	key   string
}

var summers = sync.Pool{New: func() any { return new(sums) }}

func sum(p []byte) uint32 {
	s := summers.Get().(*sums)
	if s.table == nil {
		s.table = crc32.MakeTable(crc32.Castagnoli)
	}
	n := crc32.Checksum(p, s.table)
	summers.Put(s)
	return n
}

var keyed = sync.Pool{New: func() any { return new(sums) }}

func keyedSum(key string) int {
	s := keyed.Get().(*sums)
	if s.key == "" {
		s.key = key
	}
	n := len(s.key)
	keyed.Put(s) // want `s is put back without a reset of key`
	return n
}

// Elements that are zeroed one by one.
type hits struct {
	bits    []uint64
	touched []int
}

func (h *hits) add(i int) bool {
	if h.bits[i>>6]&(1<<(i&63)) != 0 {
		return false
	}
	h.touched = append(h.touched, i>>6)
	h.bits[i>>6] |= 1 << (i & 63)
	return true
}

func (h *hits) reset() {
	for _, i := range h.touched {
		h.bits[i] = 0
	}
	h.touched = h.touched[:0]
}

var counters = sync.Pool{New: func() any { return new(hits) }}

func distinct(ids []int) (n int) {
	h := counters.Get().(*hits)
	if len(h.bits) < 100 {
		h.bits = append(h.bits, make([]uint64, 100-len(h.bits))...)
	}
	for _, id := range ids {
		if h.add(id & 0xfff) {
			n++
		}
	}
	h.reset()
	if cap(h.bits) < 1000 && cap(h.touched) < 1000 {
		counters.Put(h)
	}
	return n
}

// A slice of bytes that is cut to the length that the user needs, and one that is
// not.
var blocks = sync.Pool{New: func() any { return make([]byte, 1<<10) }}

func fill(n int, read func([]byte) int) int {
	b := blocks.Get().([]byte)[:n]
	n = read(b)
	blocks.Put(b[:cap(b)])
	return n
}

// Objects of one pool hold what another has.
type holder struct{ buf []byte }

var holders, full sync.Pool

func get() []byte {
	h, _ := full.Get().(*holder)
	if h == nil {
		return nil
	}
	b := h.buf
	h.buf = nil
	holders.Put(h)
	return b
}

func put(b []byte) {
	h, _ := holders.Get().(*holder)
	if h == nil {
		h = new(holder)
	}
	h.buf = b
	full.Put(h)
}

// A flag that New sets, and that is tested before an object is put.
type page struct {
	n      int
	pooled bool
}

var pages = sync.Pool{New: func() any { return &page{pooled: true} }}

func getPage() *page {
	p := pages.Get().(*page)
	p.n = 0
	return p
}

func (p *page) swap(q *page) { p.pooled, q.pooled = q.pooled, p.pooled }

func putPage(p *page) {
	if !p.pooled {
		return
	}
	pages.Put(p)
}

func turn(n int, f func(*page)) {
	p := getPage()
	q := &page{n: n}
	q.swap(p)
	f(p)
	putPage(p)
	putPage(q)
}
