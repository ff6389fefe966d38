package guards

import (
	"bytes"
	"sync"
)

// A limit for each of several buffers and maps, in a loop over all of them.
type sheet struct {
	cells [4]bytes.Buffer
	names [2]map[string]bool
	head  bytes.Buffer
	foot  bytes.Buffer
}

var sheets = sync.Pool{New: func() any { return new(sheet) }}

func (s *sheet) free() {
	for i := range s.cells {
		if s.cells[i].Cap() > maxSize {
			s.cells[i] = bytes.Buffer{}
		}
		s.cells[i].Reset()
	}
	for i := range s.names {
		if len(s.names[i]) > 100 {
			s.names[i] = nil
		}
		clear(s.names[i])
	}
	for _, b := range []*bytes.Buffer{&s.head, &s.foot} {
		if b.Cap() > maxSize {
			return
		}
	}
	s.head.Reset()
	s.foot.Reset()
	sheets.Put(s)
}

func (s *sheet) fill(rows []string) {
	for i, row := range rows {
		s.cells[i%4].WriteString(row)
		if s.names[i%2] == nil {
			s.names[i%2] = map[string]bool{}
		}
		s.names[i%2][row] = true
		s.head.WriteString(row)
		s.foot.WriteString(row)
	}
}

func fillSheet(rows []string) string {
	s := sheets.Get().(*sheet)
	defer s.free()
	s.fill(rows)
	return s.cells[0].String()
}

// The first has no limit: the loop begins with the second.
type strip struct{ cells [4]bytes.Buffer }

var strips = sync.Pool{New: func() any { return new(strip) }}

func fillStrip(rows []string) string {
	s := strips.Get().(*strip)
	for i, row := range rows {
		s.cells[i%4].WriteString(row)
	}
	text := s.cells[0].String()
	for i := range s.cells {
		s.cells[i].Reset()
	}
	for i := 1; i < len(s.cells); i++ {
		if s.cells[i].Cap() > maxSize {
			s.cells[i] = bytes.Buffer{}
		}
	}
	strips.Put(s) // want `s is put back no matter how large its cells has grown`
	return text
}

// The length tells nothing after the reset, and the round goes on with what is large.
type tray struct{ a, b bytes.Buffer }

var trays = sync.Pool{New: func() any { return new(tray) }}

func fillTray(rows []string, warn func()) string {
	t := trays.Get().(*tray)
	for _, row := range rows {
		t.a.WriteString(row)
		t.b.WriteString(row)
	}
	text := t.a.String()
	for _, b := range []*bytes.Buffer{&t.a, &t.b} {
		if b.Cap() > maxSize {
			warn()
		}
		b.Reset()
		if b.Len() > maxSize {
			return text
		}
	}
	trays.Put(t) // want `t is put back no matter how large its a has grown`
	return text
}
