// Package restored has fields that are given back what they held.
package restored

import (
	"sort"
	"sync"
)

type printer struct{ indent string }

func (p *printer) line(s string) string { return p.indent + s }

func (p *printer) nested(s string) string {
	old := p.indent
	p.indent += "  "
	s = p.line(s)
	p.indent = old
	return s
}

var printers = sync.Pool{New: func() any { return new(printer) }}

func print(s string) string {
	p := printers.Get().(*printer)
	s = p.line(s) + p.nested(s)
	printers.Put(p)
	return s
}

type drifter struct{ indent string }

func (d *drifter) line(s string) string { return d.indent + s }

func (d *drifter) nested(s string, n int) string {
	old := d.indent
	d.indent += "  "
	s = d.line(s)
	if n > 0 {
		d.indent = old
	}
	return s
}

var drifters = sync.Pool{New: func() any { return new(drifter) }}

func drift(s string) string {
	d := drifters.Get().(*drifter)
	s = d.line(s) + d.nested(s, len(s))
	drifters.Put(d) // want `d is put back without a reset of indent`
	return s
}

// A sorter, which is lent what it sorts.
type sorter struct{ keys []string }

func (s *sorter) Len() int           { return len(s.keys) }
func (s *sorter) Less(i, j int) bool { return s.keys[i] < s.keys[j] }
func (s *sorter) Swap(i, j int)      { s.keys[i], s.keys[j] = s.keys[j], s.keys[i] }

func (s *sorter) sort(keys []string) {
	own := s.keys
	s.keys = keys
	sort.Sort(s)
	s.keys = own
}

func (s *sorter) sorted(m map[string]int) []string {
	keys := s.keys[:0]
	for k := range m {
		keys = append(keys, k)
	}
	s.keys = keys
	sort.Sort(s)
	return keys
}

var sorters = sync.Pool{New: func() any { return new(sorter) }}

func names(list []string, m map[string]int, f func(string)) {
	s := sorters.Get().(*sorter)
	s.sort(list)
	for _, k := range s.sorted(m) {
		f(k)
	}
	if cap(s.keys) < 100 {
		sorters.Put(s)
	}
}
