// Package counted puts objects when the last of their owners is done, and says
// so.
package counted

import (
	"sync"
	"sync/atomic"
)

type page struct {
	owners int
	users  atomic.Int32
	text   string
}

var pages = sync.Pool{New: func() any { return new(page) }}

func (p *page) release() bool {
	p.owners--
	if p.owners > 0 {
		return false
	}
	pages.Put(p)
	return true
}

func (p *page) leave() (last bool) {
	if last = p.users.Add(-1) == 0; last {
		pages.Put(p)
	}
	return last
}

// free puts p unless it is kept, which no owner sees to.
func (p *page) free(keep bool) bool {
	if keep {
		return false
	}
	pages.Put(p)
	return true
}

func ignored() {
	p := pages.Get().(*page)
	p.owners = 1
	p.release()
}

func ignoredAtomic() {
	p := pages.Get().(*page)
	p.users.Store(2)
	p.leave()
}

func asked() int {
	p := pages.Get().(*page)
	p.owners = 2
	if p.release() {
		return 1
	}
	return 0
}

func ignoredOther(keep bool) {
	p := pages.Get().(*page) // want `p from pages.Get is not put back when the function returns at line 67`
	p.free(keep)
}

func before(early bool) {
	p := pages.Get().(*page) // want `p from pages.Get is not put back when the function returns at line 72`
	if early {
		return
	}
	p.release()
}
