package large

import "sync"

type group struct{ a, b, c, d, e, f, g, h *part }

var groups = sync.Pool{New: func() any { return new(group) }}

// Which of the fields were set to nil makes no difference.
func clearSome(closed func(int) bool) error {
	g := groups.Get().(*group) // want `g from groups.Get is not put back when the function returns at line 37`
	if closed(0) {
		g.a = nil
	}
	if closed(1) {
		g.b = nil
	}
	if closed(2) {
		g.c = nil
	}
	if closed(3) {
		g.d = nil
	}
	if closed(4) {
		g.e = nil
	}
	if closed(5) {
		g.f = nil
	}
	if closed(6) {
		g.g = nil
	}
	if closed(7) {
		g.h = nil
	}
	if closed(8) {
		return errNone
	}
	groups.Put(g)
	return nil
}
