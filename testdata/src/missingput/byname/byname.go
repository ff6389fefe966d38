// Package byname hands what holds an object to functions that end its use by a
// method of an interface, which by its name may put the object.
package byname

import "sync"

type block struct{ n int }

var blocks = sync.Pool{New: func() any { return new(block) }}

type file struct{ b *block }

func open() *file { return &file{blocks.Get().(*block)} }

func (f *file) read() int { return f.b.n }

func (f *file) MustClose() {
	blocks.Put(f.b)
	f.b = nil
}

func (f *file) closeAll() { f.MustClose() }

type mustCloser interface {
	read() int
	MustClose()
}

func sum(f mustCloser) int {
	n := f.read()
	f.MustClose()
	return n
}

func sums() int { return sum(open()) }

type allCloser interface {
	read() int
	closeAll()
}

func sumAll(f allCloser) int {
	defer f.closeAll()
	return f.read()
}

func sumsAll() int { return sumAll(open()) }

type closed interface{ read() int }

func sumOnly(f closed) int { return f.read() }

func sumsForgets() int {
	f := open() // want `f.b from open is not put back when the function returns at line 55`
	return sumOnly(f)
}
