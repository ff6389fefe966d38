// Package results takes objects by functions of whose results several tell
// something of the object, and none of the others exactly.
package results

import "sync"

type row struct{ cells []string }

func (r *row) free() { rows.Put(r) }

var rows = sync.Pool{New: func() any { return new(row) }}

type cursor struct {
	err  error
	left int
}

// failed returns an error that may, for all that is known, be nil.
func failed(c *cursor) (*row, error) {
	if c.err != nil {
		return nil, c.err
	}
	return rows.Get().(*row), nil
}

func errorOfField(c *cursor) error {
	r, err := failed(c)
	if err != nil {
		return err
	}
	r.free()
	return nil
}

func errorOfFieldForgets(c *cursor) error {
	r, err := failed(c) // want `r from failed is not put back when the function returns at line 41`
	if err != nil {
		return err
	}
	println(len(r.cells))
	return nil
}

func explain(c *cursor, err error) error {
	if c.left == 0 {
		return nil
	}
	return err
}

// explained returns an error from a call.
func explained(c *cursor) (*row, error) {
	r := rows.Get().(*row)
	if c.left < 1 {
		rows.Put(r)
		return nil, explain(c, c.err)
	}
	return r, nil
}

func errorOfCall(c *cursor) error {
	r, err := explained(c)
	if err != nil {
		return err
	}
	defer r.free()
	return nil
}

func errorOfCallForgets(c *cursor) error {
	r, err := explained(c) // want `r from explained is not put back when the function returns at line 75`
	if err == nil {
		println(len(r.cells))
	}
	return nil
}

// next returns neither a row nor an error at the end.
func next(c *cursor) (*row, error) {
	if c.left == 0 {
		return nil, nil
	}
	if c.err != nil {
		return nil, c.err
	}
	return rows.Get().(*row), nil
}

func nilAndNil(c *cursor) error {
	r, err := next(c)
	if err != nil {
		return err
	}
	if r != nil {
		r.free()
	}
	return nil
}

func nilAndNilForgets(c *cursor) error {
	r, err := next(c) // want `r from next is not put back when the function returns at line 106`
	if err != nil {
		return err
	}
	if r != nil {
		return nil
	}
	return nil
}

// find tells by ok whether there is a row, and by the error why not.
func find(c *cursor) (ok bool, r *row, err error) {
	if c.err != nil {
		return false, nil, c.err
	}
	if c.left == 0 {
		return false, nil, nil
	}
	return true, rows.Get().(*row), nil
}

func okAndError(c *cursor) error {
	ok, r, err := find(c)
	if err != nil {
		return err
	} else if !ok {
		return nil
	}
	r.free()
	return nil
}

func okAndErrorForgets(c *cursor) error {
	ok, r, err := find(c) // want `r from find is not put back when the function returns at line 138`
	if err != nil {
		return err
	} else if ok {
		return nil
	}
	r.free()
	return nil
}

type page struct {
	row  *row
	rows int
}

// newPage has its error from one of two branches.
func newPage(c *cursor, empty bool) (p *page, err error) {
	p = new(page)
	if empty {
		p.rows = 1
	} else {
		p.row, err = failed(c)
	}
	return
}

func (p *page) free() {
	if p.row != nil {
		p.row.free()
	}
}

func joined(c *cursor, empty bool) error {
	p, err := newPage(c, empty)
	if err != nil {
		return err
	}
	p.free()
	return nil
}

func joinedForgets(c *cursor, empty bool) error {
	p, err := newPage(c, empty) // want `p.row from newPage is not put back when the function returns at line 181`
	if err != nil {
		return err
	}
	println(p.rows)
	return nil
}
