package large

import "sync"

type group struct{ a, b, c, d, e, f, g, h *part }

var groups = sync.Pool{New: func() any { return new(group) }}

// Which of the fields were set to nil makes no difference.
func closeAll(n int) error {
	g := groups.Get().(*group) // want `g from groups.Get is not put back when the function returns at line 45`
	if g.a != nil {
		g.a.close()
		g.a = nil
	}
	if g.b != nil {
		g.b.close()
		g.b = nil
	}
	if g.c != nil {
		g.c.close()
		g.c = nil
	}
	if g.d != nil {
		g.d.close()
		g.d = nil
	}
	if g.e != nil {
		g.e.close()
		g.e = nil
	}
	if g.f != nil {
		g.f.close()
		g.f = nil
	}
	if g.g != nil {
		g.g.close()
		g.g = nil
	}
	if g.h != nil {
		g.h.close()
		g.h = nil
	}
	if n < 0 {
		return errNone
	}
	groups.Put(g)
	return nil
}
