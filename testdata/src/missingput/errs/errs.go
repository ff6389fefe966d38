// Package errs asks what kind of error a function returned that puts the object
// on errors.
package errs

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"sync"
)

type page struct{ buf [512]byte }

var pages = sync.Pool{New: func() any { return new(page) }}

// fill puts p if it cannot fill it.
func (p *page) fill(r io.Reader) error {
	_, err := io.ReadFull(r, p.buf[:])
	if err != nil {
		pages.Put(p)
	}
	return err
}

func is(r io.Reader) error {
	p := pages.Get().(*page)
	err := p.fill(r)
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err != nil {
		return err
	}
	pages.Put(p)
	return nil
}

func isNot(r io.Reader) error {
	p := pages.Get().(*page) // want `p from pages.Get is not put back when the function returns at line 43`
	err := p.fill(r)
	if !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

func as(r io.Reader) error {
	p := pages.Get().(*page)
	err := p.fill(r)
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	if err != nil {
		return err
	}
	pages.Put(p)
	return nil
}

func ofSystem(r io.Reader) error {
	p := pages.Get().(*page)
	err := p.fill(r)
	if os.IsNotExist(err) || os.IsPermission(err) {
		return nil
	}
	if err != nil {
		return err
	}
	pages.Put(p)
	return nil
}

func isOther(r io.Reader, err error) error {
	p := pages.Get().(*page) // want `p from pages.Get is not put back when the function returns at line 79`
	if err2 := p.fill(r); err2 == nil {
		if errors.Is(err, io.EOF) {
			return nil
		}
		pages.Put(p)
	}
	return err
}
