// Package never takes from pools that nothing is put to.
package never

import "sync"

type item struct{ n int }

var unused = sync.Pool{New: func() any { return new(item) }} // want `objects are taken from unused, but nothing puts any back`

func first() int { return unused.Get().(*item).n }

func second() int {
	it := unused.Get().(*item)
	return it.n
}

type server struct {
	items sync.Pool // want `objects are taken from items, but nothing puts any back`
}

func (s *server) serve() int {
	it, ok := s.items.Get().(*item)
	if !ok {
		it = new(item)
	}
	return it.n
}

// Others can put to it.
var Open = sync.Pool{New: func() any { return new(item) }}

func fromOpen() *item { return Open.Get().(*item) }

// It is given to a function that is not in view.
var given = sync.Pool{New: func() any { return new(item) }}

var register func(*sync.Pool)

func fromGiven() *item {
	register(&given)
	return given.Get().(*item)
}

// It is put to in another function.
var used = sync.Pool{New: func() any { return new(item) }}

func fromUsed() *item { return used.Get().(*item) }

func backToUsed(it *item) { used.Put(it) }

// It is taken from and put to through different variables.
type counters struct{ free sync.Pool }

type client struct {
	item
	from *counters
}

func take(c *counters) *client {
	cl, ok := c.free.Get().(*client)
	if !ok {
		cl = new(client)
	}
	cl.from = c
	return cl
}

func (cl *client) Close() { cl.from.free.Put(cl) }

// They are put to through a variable that has the address of one of them.
var (
	small = sync.Pool{New: func() any { return new(item) }}
	large = sync.Pool{New: func() any { return new(item) }}
)

func fromEither(big bool) *item {
	if big {
		return large.Get().(*item)
	}
	return small.Get().(*item)
}

func backToEither(it *item) {
	p := &small
	if it.n > 10 {
		p = &large
	}
	p.Put(it)
}

func backLater(it *item) func() {
	var p *sync.Pool
	switch {
	case it.n > 10:
		p = &byVariable
	default:
		p = &small
	}
	return func() { p.Put(it) }
}

var byVariable = sync.Pool{New: func() any { return new(item) }}

func fromVariable() *item { return byVariable.Get().(*item) }

// Only the other two are put to.
var third = sync.Pool{New: func() any { return new(item) }} // want `objects are taken from third, but nothing puts any back`

func fromThird() int { return third.Get().(*item).n }
