// Package resliced has lists of structs that are cut to nothing, and made longer
// again in the memory that they have.
package resliced

import "sync"

type note struct {
	key, value string
	old        bool
}

type notes []note

type page struct {
	path  string
	notes notes
}

func next(b []byte) (string, []byte) { return string(b[:1]), b[1:] }

// set sets what the text has.
func (n *note) set(b []byte) []byte {
	for len(b) > 0 {
		var field string
		switch field, b = next(b); field {
		case "k":
			n.key, b = next(b)
		case "v":
			n.value, b = next(b)
		case "o":
			n.old = true
		default:
			return b
		}
	}
	return b
}

func (ns *notes) parse(b []byte) {
	n := int(b[0])
	b = b[1:]
	if cap(*ns) >= n {
		*ns = (*ns)[:n]
	} else {
		*ns = make(notes, n)
	}
	for i := range *ns {
		b = (*ns)[i].set(b)
	}
}

var pages = sync.Pool{New: func() any { return new(page) }}

func (p *page) free() {
	p.path = ""
	p.notes = p.notes[:0]
	pages.Put(p) // want `p is put back without a reset of notes, which its next user gets at line 61`
}

func show(path string, text []byte) (out string) {
	p := pages.Get().(*page)
	defer p.free()
	p.path = path
	p.notes.parse(text)
	for _, n := range p.notes {
		out += n.key + n.value
	}
	return out + p.path
}

// Cleared to the end of the memory.
var clean = sync.Pool{New: func() any { return new(page) }}

func (p *page) freeClean() {
	p.path = ""
	clear(p.notes[:cap(p.notes)])
	p.notes = p.notes[:0]
	clean.Put(p)
}

func showClean(path string, text []byte) (out string) {
	p := clean.Get().(*page)
	defer p.freeClean()
	p.path = path
	p.notes.parse(text)
	for _, n := range p.notes {
		out += n.key + n.value
	}
	return out + p.path
}

// Cleared where they come back.
type lines []note

func (ls *lines) parse(b []byte) {
	n := int(b[0])
	b = b[1:]
	if cap(*ls) >= n {
		*ls = (*ls)[:n]
		clear(*ls)
	} else {
		*ls = make(lines, n)
	}
	for i := range *ls {
		b = (*ls)[i].set(b)
	}
}

type sheet struct {
	path  string
	lines lines
}

var sheets = sync.Pool{New: func() any { return new(sheet) }}

func showLines(path string, text []byte) (out string) {
	s := sheets.Get().(*sheet)
	s.path = path
	s.lines.parse(text)
	for _, n := range s.lines {
		out += n.key + n.value
	}
	out += s.path
	s.path = ""
	s.lines = s.lines[:0]
	sheets.Put(s)
	return out
}

// Each element is set as a whole.
type point struct{ x, y int }

type points []point

func (p *point) set(b []byte) []byte {
	*p = point{x: int(b[0])}
	if len(b) > 1 {
		p.y = int(b[1])
	}
	return b[2:]
}

func (ps *points) parse(b []byte) {
	n := int(b[0])
	b = b[1:]
	if cap(*ps) >= n {
		*ps = (*ps)[:n]
	} else {
		*ps = make(points, n)
	}
	for i := range *ps {
		b = (*ps)[i].set(b)
	}
}

type shape struct {
	name   string
	points points
}

var shapes = sync.Pool{New: func() any { return new(shape) }}

func area(name string, text []byte) (n int) {
	s := shapes.Get().(*shape)
	s.name = name
	s.points.parse(text)
	for _, p := range s.points {
		n += p.x * p.y
	}
	s.name = ""
	s.points = s.points[:0]
	shapes.Put(s)
	return n
}

// A list of the same type that is read from text elsewhere only.
type draft struct {
	to    *page
	notes notes
}

var drafts = sync.Pool{New: func() any { return new(draft) }}

func (d *draft) add(key, value string) { d.notes = append(d.notes, note{key: key, value: value}) }

func send(to *page, keys []string) (out string) {
	d := drafts.Get().(*draft)
	d.to = to
	for _, key := range keys {
		d.add(key, to.path)
	}
	for _, n := range d.notes {
		out += n.key + n.value
	}
	d.to = nil
	d.notes = d.notes[:0]
	drafts.Put(d)
	return out
}
