package backs

import "sync"

// A method of the object resets what is in the part, and puts it.
type tray struct{ cur cup }

type cup struct {
	tray *tray
	err  error
	key  int
}

var trays = sync.Pool{New: func() any { return &tray{} }}

func Pour(key int) *cup {
	t := trays.Get().(*tray)
	t.cur.tray = t
	t.cur.key = key
	return &t.cur
}

func (c *cup) Next() bool {
	if c.err != nil {
		return false
	}
	if c.key++; c.key > 10 {
		c.err = errDone
	}
	return true
}

func (t *tray) free() {
	t.cur.err = nil
	trays.Put(t)
}

func (c *cup) Close() { c.tray.free() }

// Or puts it as it is.
type rack struct{ cur coat }

type coat struct {
	rack *rack
	err  error
	key  int
}

var racks = sync.Pool{New: func() any { return &rack{} }}

func Hang(key int) *coat {
	r := racks.Get().(*rack) // want `r from racks.Get still holds cur.err as its last user left it`
	r.cur.rack = r
	r.cur.key = key
	return &r.cur
}

func (c *coat) Next() bool {
	if c.err != nil {
		return false
	}
	if c.key++; c.key > 10 {
		c.err = errDone
	}
	return true
}

func (r *rack) free() { racks.Put(r) }

func (c *coat) Close() { c.rack.free() }

// A function that only others in the package call takes the object. What these set
// is their own; the error is nobody's.
type yard struct{ cur cart }

type cart struct {
	yard  *yard
	limit int
	err   error
	key   int
}

var yards = sync.Pool{New: func() any { return &yard{} }}

func newCart(key int) *cart {
	y := yards.Get().(*yard) // want `y from yards.Get still holds cur.err as its last user left it`
	c := &y.cur
	c.init(y, key)
	return c
}

func (c *cart) init(y *yard, key int) {
	c.yard = y
	c.key = key
}

func Load(key, limit int) *cart {
	c := newCart(key)
	c.limit = limit
	return c
}

func (c *cart) Next() bool {
	if c.err != nil {
		return false
	}
	if c.key++; c.key > c.limit {
		c.err = errDone
	}
	return true
}

func (c *cart) Close() { yards.Put(c.yard) }

// A pointer of the object to itself.
type knot struct {
	self *knot
	err  error
	key  int
}

var knots = sync.Pool{New: func() any { return &knot{} }}

func Tie(key int) *knot {
	k := knots.Get().(*knot) // want `k from knots.Get still holds err as its last user left it`
	k.self = k
	k.key = key
	return k
}

func (k *knot) Next() bool {
	if k.err != nil {
		return false
	}
	if k.key++; k.key > 10 {
		k.err = errDone
	}
	return true
}

func (k *knot) Close() { knots.Put(k.self) }

// By which it is reset.
type loop struct {
	self *loop
	err  error
	key  int
}

var loops = sync.Pool{New: func() any { return &loop{} }}

func Bind(key int) *loop {
	l := loops.Get().(*loop)
	l.self = l
	l.key = key
	return l
}

func (l *loop) Next() bool {
	if l.err != nil {
		return false
	}
	if l.key++; l.key > 10 {
		l.err = errDone
	}
	return true
}

func (l *loop) Close() {
	l.self.err = nil
	loops.Put(l.self)
}

// A pointer that leads to the object of another, too, is none back.
type camp struct{ cur tent }

type tent struct {
	camp *camp
	err  error
	key  int
}

var camps = sync.Pool{New: func() any { return &camp{} }}

func Pitch(key int) *tent {
	c := camps.Get().(*camp)
	c.cur.camp = c
	c.cur.key = key
	return &c.cur
}

func (t *tent) Next() bool {
	if t.err != nil {
		return false
	}
	if t.key++; t.key > 10 {
		t.err = errDone
	}
	return true
}

func (t *tent) Swap(other *tent) { t.camp, other.camp = other.camp, t.camp }

func (t *tent) Close() { camps.Put(t.camp) }
