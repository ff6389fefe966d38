package forgotten

import "sync"

// Each function that writes and puts what the next user sees is told.
type row struct {
	cells []string
	key   string
}

var rows = sync.Pool{New: func() any { return new(row) }}

func first(key string, cells []string) string {
	r := rows.Get().(*row)
	r.key = key
	r.cells = append(r.cells, cells...)
	if key == "" {
		rows.Put(r) // want `r is put back without a reset of cells, which its next user gets at line 14`
		return ""
	}
	s := r.key + r.cells[0]
	rows.Put(r) // want `r is put back without a reset of cells, which its next user gets at line 14`
	return s
}

func last(key string, cells []string) string {
	r := rows.Get().(*row)
	r.key = key
	r.cells = append(r.cells, cells...)
	s := r.key + r.cells[len(cells)-1]
	rows.Put(r) // want `r is put back without a reset of cells, which its next user gets at line 14`
	return s
}

func count(key string) int {
	r := rows.Get().(*row)
	r.key = key
	n := len(r.key)
	rows.Put(r)
	return n
}
