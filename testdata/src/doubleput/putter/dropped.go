package putter

import "sync"

type page struct{ data []byte }

var pages = sync.Pool{New: func() any { return new(page) }}

// putSmall drops a page that has grown too big.
func putSmall(p *page) {
	if cap(p.data) > 1<<10 {
		return
	}
	pages.Put(p)
}

func putPage(p *page) { putSmall(p) }

// droppedFirst: also where the first one drops it, the others put it twice.
func droppedFirst() {
	p := pages.Get().(*page)
	putPage(p)
	pages.Put(p) // want `p is put back twice: also by putPage at line 22`
	pages.Put(p) // want `p is put back twice: also by pages.Put at line 23`
}

// neverDropped: the others follow from the first one.
func neverDropped() {
	p := pages.Get().(*page)
	pages.Put(p)
	pages.Put(p) // want `p is put back twice: also by pages.Put at line 30`
	pages.Put(p)
}

func droppedOnce() {
	p := pages.Get().(*page)
	putPage(p)
}
