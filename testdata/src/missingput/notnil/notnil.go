// Package notnil compares with nil what leads to an object, or was used as if it
// were not nil.
package notnil

import (
	"errors"
	"io"
	"sync"
)

type chunk struct{ data [512]byte }

var chunks = sync.Pool{New: func() any { return new(chunk) }}

type file struct{ c *chunk }

func (f *file) Close() error {
	chunks.Put(f.c)
	f.c = nil
	return nil
}

func open(n int) (*file, error) {
	if n < 0 {
		return nil, errors.New("negative")
	}
	return &file{chunks.Get().(*chunk)}, nil
}

// Through a field: that of each pair holds what open returned.
type pair struct{ in, out *file }

func (p *pair) close() {
	if p.in != nil {
		p.in.Close()
	}
	if p.out != nil {
		p.out.Close()
	}
}

func inField(n int) (*pair, error) {
	var p pair
	if n > 1 {
		in, err := open(n)
		if err != nil {
			return nil, err
		}
		p.in = in
	}
	if p.in == nil {
		return nil, io.EOF
	}
	return &p, nil
}

func inFieldForgets(n int) (*pair, error) {
	var p pair
	if n > 1 {
		in, err := open(n) // want `in.c from open is not put back when the function returns at line 67`
		if err != nil {
			return nil, err
		}
		p.in = in
	}
	if p.in != nil {
		return nil, io.EOF
	}
	return &p, nil
}

// Through a variable of an interface type, that a deferred literal tests.
func openCloser() io.Closer { return &file{chunks.Get().(*chunk)} }

func inInterface(check func() error) error {
	c := openCloser()
	defer func() {
		if c != nil {
			c.Close()
		}
	}()
	if err := check(); err != nil {
		return err
	}
	err := c.Close()
	c = nil
	return err
}

func inInterfaceForgets(check func() error) error {
	c := openCloser() // want `c.c from openCloser is not put back when the function returns at line 98`
	defer func() {
		if c == nil {
			println("closed")
		}
	}()
	if err := check(); err != nil {
		return err
	}
	err := c.Close()
	c = nil
	return err
}

// A section that its fields were taken from.
type section struct {
	first int
	name  string
}

func find(n int) *section { return sections[n] }

var sections map[int]*section

func dereferenced(ns []int) {
	var s *section
	var c *chunk
	for _, n := range ns {
		if s == nil || s.first > n {
			if s != nil && c != nil {
				chunks.Put(c)
			}
			s = find(n)
			println(s.name)
			c = chunks.Get().(*chunk)
		}
		c.data[n] = 1
	}
	if s != nil && c != nil {
		chunks.Put(c)
	}
}

func dereferencedForgets(n int) {
	s := find(n)
	println(s.name)
	c := chunks.Get().(*chunk) // want `c from chunks.Get is not put back when the function returns at line 141`
	if s == nil {
		chunks.Put(c)
	}
}
