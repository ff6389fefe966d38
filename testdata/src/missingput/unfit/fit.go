package unfit

import "sync"

type sheet struct {
	cells int
	rows  [][]string
	a, b  []byte
}

var sheets = sync.Pool{New: func() any { return new(sheet) }}

func (s *sheet) clean() bool {
	if len(s.rows) > 64 {
		return false
	}
	clear(s.rows)
	return true
}

// The Put is all that the condition is for.
func putClean(n int) {
	s := sheets.Get().(*sheet)
	s.cells += n
	if s.clean() {
		sheets.Put(s)
	}
}

func putSmall(n int) {
	s := sheets.Get().(*sheet)
	s.cells += n
	if s.cells < 100 && s.rows != nil {
		sheets.Put(s)
	}
}

func putNamed(n int, err error) error {
	s := sheets.Get().(*sheet)
	s.cells += n
	size := max(cap(s.a), cap(s.b))
	if fit := err == nil && size < 4096; !fit {
		return err
	}
	sheets.Put(s)
	return nil
}

// The condition is for more than the Put.
func putCounted(n int) int {
	s := sheets.Get().(*sheet) // want `s from sheets.Get is not put back when the function returns at line 58`
	s.cells += n
	if s.cells < 100 {
		n = s.cells
		println(n)
		sheets.Put(s)
	}
	return n
}
