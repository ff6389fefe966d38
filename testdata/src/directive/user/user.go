// Package user uses pools that it sees as interfaces of another package.
package user

import (
	"net/http/httputil"

	"directive/lib"
)

type node struct{ name string }

func forgets(p lib.BufferPool, fail bool) error {
	buf := p.Get() // want "buf from p.Get is not put back when the function returns at line 15"
	if fail {
		return lib.ErrNone
	}
	p.Put(buf)
	return nil
}

func defers(p lib.BufferPool, fail bool) error {
	buf := p.Get()
	defer p.Put(buf)
	if fail {
		return lib.ErrNone
	}
	return nil
}

func std(p httputil.BufferPool, fail bool) error {
	buf := p.Get() // want "buf from p.Get is not put back when the function returns at line 33"
	if fail {
		return lib.ErrNone
	}
	p.Put(buf)
	return nil
}

func generic(p lib.Objects[*node], fail bool) (string, error) {
	n, err := p.Acquire("x") // want "n from p.Acquire is not put back when the function returns at line 45"
	if err != nil {
		return "", err
	}
	if fail {
		return "", lib.ErrNone
	}
	name := n.name
	p.Release("done", n)
	return name, nil
}

func adopted(p lib.Objects[*node]) error {
	n, err := p.Acquire("x")
	if err != nil {
		return err
	}
	p.Adopt("kept", n)
	return nil
}

func released(p lib.Objects[*node]) string {
	n, release := p.Borrow()
	defer release()
	return n.name
}

func notReleased(p lib.Objects[*node]) string {
	n, _ := p.Borrow() // want "n from p.Borrow is not put back when the function returns at line 69"
	return n.name
}

func list(l *lib.List, fail bool) error {
	n := l.Get() // want "n from l.Get is not put back when the function returns at line 75"
	if fail {
		return lib.ErrNone
	}
	l.Put(n)
	return nil
}

func checked(l *lib.List) {
	n := l.Get()
	if n == nil {
		return
	}
	l.Put(n)
}

func find(handle uintptr) string {
	n, ok := lib.Find(handle) // want "n from lib.Find is not put back when the function returns at line 94"
	if !ok {
		return ""
	}
	return n.Name
}

func drop(handle uintptr) string {
	n, ok := lib.Find(handle)
	if !ok {
		return ""
	}
	defer lib.Drop(nil, n)
	return n.Name
}
