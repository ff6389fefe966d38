package backs

import "sync"

// A part has a pointer to the other, which keeps what went wrong.
type ship struct {
	crew crew
	hold hold
}

type crew struct {
	ship *ship
	hold *hold
	key  int
}

type hold struct {
	size int
	err  error
}

var ships = sync.Pool{New: func() any { return &ship{} }}

func Board(key int) *crew {
	s := ships.Get().(*ship) // want `s from ships.Get still holds hold.err as its last user left it`
	c := &s.crew
	*c = crew{ship: s, hold: &s.hold, key: key}
	s.hold.init(key)
	return c
}

func (h *hold) init(size int) { h.size = size }

func (h *hold) add() bool {
	if h.err != nil {
		return false
	}
	if h.size--; h.size < 0 {
		h.err = errDone
	}
	return true
}

func (c *crew) Next() bool {
	if !c.hold.add() {
		return false
	}
	c.key++
	return true
}

func (c *crew) Close() {
	if s := c.ship; s != nil {
		ships.Put(s)
	}
}

// Or it is reset by that pointer.
type tank struct {
	hose hose
	pump pump
}

type hose struct {
	tank *tank
	pump *pump
	key  int
}

type pump struct {
	size int
	err  error
}

var tanks = sync.Pool{New: func() any { return &tank{} }}

func Draw(key int) (*hose, error) {
	t := tanks.Get().(*tank)
	return t.ready(key)
}

func (t *tank) ready(key int) (*hose, error) {
	h := &t.hose
	*h = hose{tank: t, pump: &t.pump, key: key}
	t.pump.size = key
	if key < 0 {
		h.Close()
		return nil, errDone
	}
	return h, nil
}

func (p *pump) add() bool {
	if p.err != nil {
		return false
	}
	if p.size--; p.size < 0 {
		p.err = errDone
	}
	return true
}

func (h *hose) Next() bool {
	if !h.pump.add() {
		return false
	}
	h.key++
	return true
}

func (h *hose) Close() {
	h.pump.err = nil
	tanks.Put(h.tank)
}

// Or not, where a function readies the object and returns the part.
type mill struct {
	belt belt
	gear gear
}

type belt struct {
	mill *mill
	gear *gear
	key  int
}

type gear struct {
	size int
	err  error
}

var mills = sync.Pool{New: func() any { return &mill{} }}

func Grind(key int) (*belt, error) {
	m := mills.Get().(*mill) // want `m from mills.Get still holds gear.err as its last user left it`
	return m.ready(key)
}

func (m *mill) ready(key int) (*belt, error) {
	b := &m.belt
	*b = belt{mill: m, gear: &m.gear, key: key}
	m.gear.size = key
	if key < 0 {
		b.Close()
		return nil, errDone
	}
	return b, nil
}

func (g *gear) add() bool {
	if g.err != nil {
		return false
	}
	if g.size--; g.size < 0 {
		g.err = errDone
	}
	return true
}

func (b *belt) Next() bool {
	if !b.gear.add() {
		return false
	}
	b.key++
	return true
}

func (b *belt) Close() { mills.Put(b.mill) }
