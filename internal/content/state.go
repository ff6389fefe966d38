package content

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// A cell is a variable as a function reaches it. That with a nil root is none.
type cell struct {
	root ssa.Value
	path effect.Path
}

// below reports whether path leads to what lies below or at top.
func below(path, top effect.Path) bool {
	if top == "" {
		return true
	}
	rest, ok := strings.CutPrefix(string(path), string(top))
	return ok && (rest == "" || strings.ContainsRune("*.[#$~", rune(rest[0])))
}

// A state holds the bits of the cells that something has happened to.
type state map[cell]Bits

// get returns the bits of c: those of the longest path that leads to it.
func (s state) get(c cell) Bits {
	for p := c.path; ; {
		if bits, ok := s[cell{c.root, p}]; ok {
			return bits
		}
		if p == "" {
			return Untouched
		}
		p = p[:strings.LastIndexAny(string(p), "*.[#$~")]
	}
}

// each calls f for the cells of s at or below c.
func (s state) each(c cell, f func(cell, Bits)) {
	for k, bits := range s {
		if k.root == c.root && below(k.path, c.path) {
			f(k, bits)
		}
	}
}

// set gives c and all below it new contents.
func (s state) set(c cell, bits Bits) {
	s.each(c, func(k cell, _ Bits) { delete(s, k) })
	s[c] = bits
}

// add adds bits to c and all below it.
func (s state) add(c cell, bits Bits) {
	old := s.get(c)
	s.each(c, func(k cell, old Bits) { s[k] = old | bits })
	s[c] = old | bits
}

// clear removes bits from c and all below it.
func (s state) clear(c cell, bits Bits) {
	old := s.get(c)
	s.each(c, func(k cell, old Bits) { s[k] = old &^ bits })
	s[c] = old &^ bits
}

// Paths to cells of no object.
const (
	taken   effect.Path = "~got" // written when the object at the root is taken
	used    effect.Path = "~len" // written when the length at the root, a call, is that of what has been used
	limited effect.Path = "~max" // not unchecked where the size of the value at the root, or in the variable there, met a limit
	saved   effect.Path = "~old" // what a variable held where the load at the root read it
	stored  effect.Path = "~var" // written, below the path to an object, when that is stored in a variable
	parked  effect.Path = "~put" // written, below the path to an object, when that is put
)

// took reports whether an object has been taken at root.
func (s state) took(root ssa.Value) bool {
	_, ok := s[cell{root, taken}]
	return ok
}

// join adds to s what may hold by t, and reports whether that was news.
func (s state) join(t state) bool {
	changed := false
	merged := make(map[cell]Bits)
	add := func(k cell, in state, bits Bits) {
		// Where an object has not been taken nothing holds of it.
		if _, here := in[cell{k.root, taken}]; here || !s.took(k.root) && !t.took(k.root) {
			merged[k] |= bits
		}
	}
	for _, from := range []state{s, t} {
		for k := range from {
			add(k, s, s.get(k))
			add(k, t, t.get(k))
		}
	}
	for k, bits := range merged {
		if old, ok := s[k]; !ok || old != bits {
			s[k] = bits
			changed = true
		}
	}
	return changed
}

// cells returns the cells at and below c, with paths from c, in order.
func (s state) cells(c cell) []Cell {
	list := []Cell{{"", s.get(c)}}
	s.each(c, func(k cell, bits Bits) {
		if k != c && !strings.Contains(string(k.path), "~") {
			list = append(list, Cell{k.path[len(c.path):], bits})
		}
	})
	slices.SortFunc(list, func(a, b Cell) int { return strings.Compare(string(a.Path), string(b.Path)) })
	return list
}

// Lookup is [state.get] in a list of cells.
func Lookup(cells []Cell, path effect.Path) Bits {
	best, bits := -1, Untouched
	for _, c := range cells {
		if below(path, c.Path) && len(c.Path) > best {
			best, bits = len(c.Path), c.Bits
		}
	}
	return bits
}

// through returns what holds of a cell after a call that leaves it with after,
// if before held before it.
func through(before, after Bits) Bits {
	bits := after &^ Untouched
	if after&Entry != 0 {
		bits |= before & (Entry | Written)
		if after&Handed != 0 {
			bits &^= Written &^ after // see [flow.handOut]
		}
	}
	if after&Held != 0 {
		bits |= before & (Foreign | Held)
	}
	if after&Unchecked != 0 {
		bits |= before & (Grown | Unchecked)
	}
	return bits
}

// apply changes the cells at and below c as the effects say, whose paths start
// there. If sometimes is set, what held before may still hold.
func (s state) apply(c cell, effects []Cell, sometimes bool) {
	if len(effects) == 0 {
		return
	}
	merged := make(map[cell]Bits)
	touched := func(path effect.Path) bool {
		return slices.ContainsFunc(effects, func(e Cell) bool { return below(path, c.path+e.Path) })
	}
	update := func(k cell) {
		before := s.get(k)
		bits := through(before, Lookup(effects, k.path[len(c.path):]))
		if sometimes {
			bits |= before
		}
		merged[k] = bits
	}
	for _, e := range effects {
		update(cell{c.root, c.path + e.Path})
	}
	s.each(c, func(k cell, _ Bits) {
		if touched(k.path) {
			update(k)
		}
	})
	maps.Copy(s, merged)
}
