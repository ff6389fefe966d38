// Package several assigns through a pointer to one of several fields.
package several

import "sync"

type table struct {
	fixed bool
	cells [16]int
}

type slot struct{ t *table }

type header struct{ a, b slot }

var tables = sync.Pool{New: func() any { return new(table) }}

var fixed table

func replace(h *header, second bool) {
	s := &h.a
	if second {
		s = &h.b
	}
	if s.t != nil {
		tables.Put(s.t)
	}
	s.t = &fixed
	s.t.cells[0] = 1
}

func replaceOther(h *header, second bool) {
	s := &h.a
	if second {
		s = &h.b
	}
	if s.t != nil {
		tables.Put(s.t)
	}
	s.t.cells[0] = 1 // want `h.a.t is used after tables.Put at line 37`
}

// Each iteration has another field.
func fill(h *header) {
	for i := range 2 {
		s := &h.a
		if i > 0 {
			s = &h.b
		}
		s.t = tables.Get().(*table)
		s.t.cells[0] = i
	}
}
