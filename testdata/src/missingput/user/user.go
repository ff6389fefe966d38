// Package user uses the pool of another package.
package user

import (
	"bytes"
	"io"

	"missingput/lib"
)

func forgets(s string) int {
	buf := lib.Get() // want `buf from lib.Get is not put back when the function returns at line 14`
	buf.WriteString(s)
	return buf.Len()
}

func puts(s string) int {
	buf := lib.Get()
	defer lib.Put(buf)
	buf.WriteString(s)
	return buf.Len()
}

func reads(r io.Reader) (int, error) {
	buf, err := lib.Read(r)
	if err != nil {
		return 0, err
	}
	defer lib.Put(buf)
	return buf.Len(), nil
}

func readsForgets(r io.Reader) (int, error) {
	buf, err := lib.Read(r) // want `buf from lib.Read is not put back when the function returns at line 38`
	if err != nil {
		return 0, err
	}
	return buf.Len(), nil
}

func borrows(s string) int {
	buf, release := lib.Borrow()
	defer release()
	buf.WriteString(s)
	return buf.Len()
}

func borrowsForgets(s string) int {
	buf, _ := lib.Borrow() // want `buf from lib.Borrow is not put back`
	buf.WriteString(s)
	return buf.Len()
}

func borrowsOnError(s string) int {
	buf, release := lib.Borrow() // want `at line 57`
	if s == "" {
		return 0
	}
	buf.WriteString(s)
	release()
	return buf.Len()
}

func borrowsHandsOn() (*bytes.Buffer, func()) {
	buf, release := lib.Borrow()
	buf.WriteByte('<')
	return buf, release
}

func lent(s string) error {
	return lib.With(func(buf *bytes.Buffer) error {
		_, err := buf.WriteString(s)
		return err
	})
}

func opens(name string) (int, error) {
	d, err := lib.Open(name)
	if err != nil {
		return 0, err
	}
	defer d.Close()
	return d.Len(), nil
}

func opensHandsOn(name string) (io.Closer, error) {
	d, err := lib.Open(name)
	if err != nil {
		return nil, err
	}
	return d, nil
}

var points lib.Pool[struct{ x, y int }]

func generic() int {
	p := points.Get()
	defer points.Put(p)
	p.x = 1
	return p.x
}

func genericForgets() int {
	p := points.Get() // want `p from points.Get is not put back`
	p.x = 1
	return p.x
}

// There is nothing to call.
func noPutter() bool {
	n := lib.Node()
	return n != nil
}

func opensForgets(name string) (int, error) {
	d, err := lib.Open(name) // want `d from lib.Open is not put back when the function returns at line 120`
	if err != nil {
		return 0, err
	}
	return d.Len(), nil
}
