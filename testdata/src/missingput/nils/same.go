package nils

import "sync"

func same(it *item) *item {
	it.n++
	return it
}

func sameOrNil(it *item, ok bool) *item {
	if ok {
		return it
	}
	return nil
}

var others = sync.Pool{New: func() any { return new(item) }}

// givenBack: what was not nil still is not.
func givenBack() {
	it := others.Get().(*item)
	defer others.Put(it)
	other := same(it)
	if other == nil {
		lost := others.Get().(*item)
		lost.n++
	}
}

func givenBackOrNil(ok bool) {
	it := others.Get().(*item)
	defer others.Put(it)
	other := sameOrNil(it, ok)
	if other == nil {
		lost := others.Get().(*item) // want `at line 38`
		lost.n++
	}
}
