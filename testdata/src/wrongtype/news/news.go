// Package news has all the ways to set New.
package news

import "sync"

type thing struct{ n int }

func newThing() any { return new(thing) }

func makeThing() *thing { return new(thing) }

type factory struct{}

func (factory) make() any { return new(thing) }

var (
	named    = sync.Pool{New: newThing}
	method   = sync.Pool{New: factory{}.make}
	pointer  = &sync.Pool{New: newThing}
	assigned sync.Pool
	called   = sync.Pool{New: func() any { return makeThing() }}
	nested   = sync.Pool{New: func() any { return newThing() }}
	branches = sync.Pool{New: func() any {
		if t := makeThing(); t.n > 0 {
			return t
		}
		return &thing{n: 1}
	}}
	list = []*sync.Pool{{New: newThing}, {New: newThing}}
	dict = map[string]*sync.Pool{"a": {New: newThing}}
)

func init() { assigned.New = newThing }

func use(i int) {
	_ = named.Get().(thing)     // want `New of named returns \*thing, which this assertion to thing rejects`
	_ = method.Get().(thing)    // want `New of method returns \*thing, which this assertion to thing rejects`
	_ = pointer.Get().(thing)   // want `New of pointer returns \*thing, which this assertion to thing rejects`
	_ = assigned.Get().(thing)  // want `New of assigned returns \*thing, which this assertion to thing rejects`
	_ = called.Get().(thing)    // want `New of called returns \*thing, which this assertion to thing rejects`
	_ = nested.Get().(thing)    // want `New of nested returns \*thing, which this assertion to thing rejects`
	_ = branches.Get().(thing)  // want `New of branches returns \*thing, which this assertion to thing rejects`
	_ = list[i].Get().(thing)   // want `New of list\[i\] returns \*thing, which this assertion to thing rejects`
	_ = dict["a"].Get().(thing) // want `New of dict\["a"\] returns \*thing, which this assertion to thing rejects`
}

func right(i int) {
	_ = named.Get().(*thing)
	_ = method.Get().(*thing)
	_ = pointer.Get().(*thing)
	_ = assigned.Get().(*thing)
	_ = called.Get().(*thing)
	_ = nested.Get().(*thing)
	_ = branches.Get().(*thing)
	_ = list[i].Get().(*thing)
	_ = dict["a"].Get().(*thing)
}
