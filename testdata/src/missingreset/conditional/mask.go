package conditional

import "sync"

// A set tells by its bits which fields of a entry there are.
type set uint32

func (s set) has(bit int) bool {
	if bit < 0 {
		return false
	}
	return s&(1<<bit) != 0
}

func (s *set) add(bit int) { *s |= 1 << bit }

type entry struct {
	fields set
	name   string
	host   string
}

var entries = sync.Pool{New: func() any { return new(entry) }}

func (r *entry) setName(name string) {
	r.name = name
	r.fields.add(1)
}

func (r *entry) setHost(host string) {
	r.host = host
	r.fields.add(2)
}

func field(b []byte, fields set, bit int, value string) []byte {
	if !fields.has(bit) {
		return b
	}
	return append(b, value...)
}

func (r *entry) encode(b []byte) []byte {
	b = field(b, r.fields, 1, r.name)
	return field(b, r.fields, 2, r.host)
}

func newEntry() *entry { return entries.Get().(*entry) }

func (r *entry) free() {
	r.fields = 0
	entries.Put(r) // what there is of it is told by its fields
}

// A sheet has no more than a level to go by.
type sheet struct {
	level int
	title string
}

var sheets = sync.Pool{New: func() any { return new(sheet) }}

func (s *sheet) setTitle(title string) { s.title = title }

func titled(b []byte, level int, title string) []byte {
	if level > 3 {
		return b
	}
	return append(b, title...)
}

func (s *sheet) encode(b []byte) []byte { return titled(b, s.level, s.title) }

func newSheet() *sheet { return sheets.Get().(*sheet) }

func (s *sheet) free() {
	s.level = 0
	sheets.Put(s) // want `s is put back without a reset of title, which its next user gets at line \d+`
}

func encodings(names []string) (list [][]byte) {
	for _, name := range names {
		r, s := newEntry(), newSheet()
		if name != "" {
			r.setName(name)
			s.setTitle(name)
		}
		list = append(list, r.encode(nil), s.encode(nil))
		r.free()
		s.free()
	}
	return list
}
