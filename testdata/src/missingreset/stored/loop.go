package stored

import (
	"errors"
	"sync"
)

// A page is one of a list.
type page struct {
	at   int
	next *page
}

var pages = sync.Pool{New: func() any { return new(page) }}

func getPage() *page { return pages.Get().(*page) }

func putPage(p *page) {
	p.next = nil
	pages.Put(p) // each page of a list is told where it begins
}

// list makes a list of n pages, the first of which begins at a place.
func list(at, n int) *page {
	first := getPage()
	current := first
	for {
		current.at = at
		if n--; n == 0 {
			break
		}
		at += 64
		current.next = getPage()
		current = current.next
	}
	return first
}

func (p *page) end() int { return p.at + 64 }

// A table is read by its size.
type table struct {
	size int
	fix  bool
}

var tables = sync.Pool{New: func() any { return new(table) }}

type decoder struct{ table *table }

func (t *table) load(b []byte) { t.size = len(b) }

func (t *table) one() { t.size = 1 }

var errMode = errors.New("no such mode")

func (d *decoder) next(mode int, b []byte) error {
	switch mode {
	case 0:
		if d.table == nil || d.table.fix {
			d.table = tables.Get().(*table)
		}
		d.table.load(b)
	case 1:
		if d.table == nil || d.table.fix {
			d.table = tables.Get().(*table)
		}
		if len(b) > 0 {
			return errMode
		}
		d.table.one()
	default:
		if d.table != nil && !d.table.fix {
			tables.Put(d.table)
		}
		d.table = &table{fix: true}
	}
	return nil
}

func (d *decoder) left(n int) int { return d.table.left(n) }

func (t *table) left(n int) int { return t.size - n }

// A piece of a list is told where it begins only if that is not the start.
type piece struct {
	at   int
	next *piece
}

var pieces = sync.Pool{New: func() any { return new(piece) }}

func putPiece(p *piece) {
	p.next = nil
	pieces.Put(p) // want `p is put back without a reset of at, which its next user gets at line \d+`
}

func piecesOf(at, n int) *piece {
	first := pieces.Get().(*piece)
	current := first
	for {
		if at > 0 {
			current.at = at
		}
		if n--; n == 0 {
			break
		}
		at += 64
		current.next = pieces.Get().(*piece)
		current = current.next
	}
	return first
}

func (p *piece) end() int { return p.at + 64 }

// An index is left as it was where there is nothing to do, and nobody is told.
type index struct{ size int }

var indexes = sync.Pool{New: func() any { return new(index) }}

type reader struct{ index *index }

func (r *reader) open(b []byte) error {
	r.index = indexes.Get().(*index) // want `r.index from indexes.Get still holds size as its last user left it`
	if len(b) == 0 {
		return nil
	}
	if len(b) > 64 {
		return errMode
	}
	r.index.size = len(b)
	return nil
}

func (r *reader) close() {
	indexes.Put(r.index)
	r.index = nil
}

func (r *reader) left(n int) int { return r.index.left(n) }

func (i *index) left(n int) int { return i.size - n }
