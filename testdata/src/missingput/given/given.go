// Package given has getters of which a parameter, or an error, tells whether they
// return an object.
package given

import (
	"errors"
	"io"
	"sync"
)

type record struct {
	name string
	data [64]byte
	kids map[string]*record
}

var pool = sync.Pool{New: func() any { return new(record) }}

var errEmpty = errors.New("empty")

// next reads into the memory that it is given, if it is told so, or else into a
// record.
func next(r io.Reader, into []byte, own bool) (int, *record, error) {
	if own {
		n, err := r.Read(into)
		return n, nil, err
	}
	rec := pool.Get().(*record)
	n, err := r.Read(rec.data[:])
	if err != nil {
		pool.Put(rec)
		return 0, nil, err
	}
	return n, rec, nil
}

func nextOwn(r io.Reader) (byte, error) {
	var b [4]byte
	_, _, err := next(r, b[:], true)
	return b[0], err
}

func nextForgotten(r io.Reader) (int, error) {
	n, _, err := next(r, nil, false) // want `the object from next is not put back`
	return n, err
}

func nextMaybe(r io.Reader, own bool) (int, error) {
	var b [4]byte
	n, rec, err := next(r, b[:], own)
	if err != nil {
		return 0, err
	}
	if !own {
		pool.Put(rec)
	}
	return n, nil
}

func nextWrongWay(r io.Reader, own bool) (int, error) {
	var b [4]byte
	n, rec, err := next(r, b[:], own) // want `rec from next is not put back when the function returns at line 69`
	if err != nil {
		return 0, err
	}
	if own {
		pool.Put(rec)
	}
	return n, nil
}

// seek is unfold with its results in variables, since it defers a call.
func seek(r *record, path []string) (*record, error) {
	defer println("done")
	if len(path) == 0 {
		return r, nil
	}
	if path[0] == "" {
		return nil, errEmpty
	}
	kid := pool.Get().(*record)
	kid.name = path[0]
	return seek(kid, path[1:])
}

func (r *record) sought(path []string) (*record, error) {
	rec, err := seek(r, path)
	if err != nil {
		return nil, err
	}
	return rec, nil
}

// unfold returns a record only where it returns no error.
func unfold(r *record, path []string) (*record, error) {
	if len(path) == 0 {
		return r, nil
	}
	if path[0] == "" {
		return nil, errEmpty
	}
	if kid := r.kids[path[0]]; kid != nil {
		return unfold(kid, path[1:])
	}
	kid := pool.Get().(*record)
	kid.name = path[0]
	return unfold(kid, path[1:])
}

func (r *record) at(path []string) (*record, error) {
	rec, err := unfold(r, path)
	if err != nil {
		return nil, err
	}
	return rec, nil
}

// named returns a record with any error.
func named(path []string) (*record, error) {
	rec := pool.Get().(*record)
	if len(path) == 0 {
		return rec, errEmpty
	}
	rec.name = path[0]
	return rec, nil
}

func namedAgain(path []string) (*record, error) { return named(path) }

func forgets(path []string) (string, error) {
	rec, err := namedAgain(path) // want `rec from namedAgain is not put back when the function returns at line 133`
	if err != nil {
		return "", err
	}
	name := rec.name
	pool.Put(rec)
	return name, nil
}

// child returns r itself, or one that hangs on it, or a new one.
func (r *record) child(name string) *record {
	if name == "" {
		return r
	}
	if kid, ok := r.kids[name]; ok {
		return kid.child("")
	}
	return pool.Get().(*record)
}

func childSize(r *record, name string) int { return len(r.child(name).data) }

func newChild(name string) *record {
	rec := pool.Get().(*record)
	rec.name = name
	return rec
}

func newChildSize(name string) int {
	return len(newChild(name).data) // want `the object from newChild is not put back`
}
