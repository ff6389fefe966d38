package lifecycle

import (
	"go/token"
	"math"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// number returns the value of a number that is n.
func number(n int64) value { return between(n, n) }

// between returns the value of a number from lo to hi.
func between(lo, hi int64) value { return value{num: true, lo: lo, hi: hi} }

// exact reports whether v is one number.
func (v value) exact() bool { return v.num && v.lo == v.hi }

// except reports whether v is known not to be the number n.
func (v value) except(n value) bool { return n.exact() && v.holes.has(n.lo) }

// holes is a set of numbers, in order.
type holes struct {
	n  int
	at [maxHoles]int64
}

// maxHoles is how many numbers it is remembered of a number that it is not.
const maxHoles = 4

func (h holes) list() []int64 { return h.at[:h.n] }

func (h holes) has(n int64) bool { return slices.Contains(h.at[:h.n], n) }

// with returns h and n, or h if that is full.
func (h holes) with(n int64) holes {
	i, found := slices.BinarySearch(h.list(), n)
	if found || h.n == maxHoles {
		return h
	}
	copy(h.at[i+1:], h.at[i:h.n])
	h.at[i] = n
	h.n++
	return h
}

// where returns the holes of which is holds.
func (h holes) where(is func(int64) bool) (kept holes) {
	for _, n := range h.list() {
		if is(n) {
			kept = kept.with(n)
		}
	}
	return kept
}

// trim moves the bounds of v over the holes at them, and forgets those beyond.
func (v value) trim() value {
	for v.holes.has(v.lo) && v.lo < v.hi {
		v.lo++
	}
	for v.holes.has(v.hi) && v.lo < v.hi {
		v.hi--
	}
	if !v.holes.has(v.lo) {
		v.holes = v.holes.where(func(n int64) bool { return v.lo < n && n < v.hi })
	}
	return v
}

// rulesOut reports whether v is not n.
func (v value) rulesOut(n int64) bool { return n < v.lo || v.hi < n || v.holes.has(n) }

// widen returns what holds of two numbers. Of a bound that does not hold of the
// other only the sign is kept, so that a loop settles it soon, and the number next
// to it where that is neither.
func (v value) widen(other value) value {
	if !v.num || !other.num {
		return value{}
	}
	was := v
	v.holes = v.holes.where(other.rulesOut)
	for _, n := range other.holes.where(was.rulesOut).list() {
		v.holes = v.holes.with(n)
	}
	switch {
	case was.hi < other.lo && was.hi+1 < other.lo:
		v.holes = v.holes.with(was.hi + 1)
	case other.hi < was.lo && other.hi+1 < was.lo:
		v.holes = v.holes.with(was.lo - 1)
	}
	if other.lo < v.lo {
		switch {
		case other.lo > 0:
			v.lo = 1
		case other.lo == 0:
			v.lo = 0
		default:
			v.lo = math.MinInt64
		}
	}
	if other.hi > v.hi {
		v.hi = math.MaxInt64
		if other.hi <= 0 {
			v.hi = 0
		}
	}
	if v.lo == math.MinInt64 && v.hi == math.MaxInt64 && v.holes.n == 0 {
		return value{}
	}
	return v
}

// evalNumber returns what is known of v, which is a number if it is a count.
func (f *follow) evalNumber(s *state, v ssa.Value) value {
	known := f.eval(s, v)
	if known.num {
		return known
	}
	if phi, ok := v.(*ssa.Phi); ok {
		if lo, ok := counter(phi); ok {
			return between(lo, math.MaxInt64)
		}
	}
	if isCount(v) {
		return between(0, math.MaxInt64)
	}
	return known
}

// computed evaluates an operation on two numbers.
func computed(op token.Token, x, y value) value {
	switch op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		return value{is: ordered(op, x, y)}
	case token.ADD:
		return between(sum(x.lo, y.lo), sum(x.hi, y.hi))
	case token.SUB:
		if x.exact() && y.exact() {
			return number(x.lo - y.lo)
		}
	}
	return value{}
}

// sum adds two bounds, of which the extreme ones stand for no bound.
func sum(x, y int64) int64 {
	switch {
	case x == math.MinInt64 || y == math.MinInt64, x < 0 && y < math.MinInt64-x:
		return math.MinInt64
	case x == math.MaxInt64 || y == math.MaxInt64, x > 0 && y > math.MaxInt64-x:
		return math.MaxInt64
	}
	return x + y
}

// ordered evaluates an ordering of two numbers.
func ordered(op token.Token, x, y value) effect.Value {
	switch op {
	case token.GTR:
		return ordered(token.LEQ, x, y).Not()
	case token.GEQ:
		return ordered(token.LSS, x, y).Not()
	case token.LSS:
		if x.hi < y.lo {
			return effect.True
		}
		if x.lo >= y.hi {
			return effect.False
		}
	case token.LEQ:
		if x.hi <= y.lo {
			return effect.True
		}
		if x.lo > y.hi {
			return effect.False
		}
	}
	return effect.Unknown
}

// equal evaluates whether two numbers are equal.
func equal(x, y value) effect.Value {
	switch {
	case x.exact() && x == y:
		return effect.True
	case x.hi < y.lo, y.hi < x.lo, x.except(y), y.except(x):
		return effect.False
	}
	return effect.Unknown
}

// assumeOrder adds to s that an ordering is as told, as far as it bounds one
// operand by a number that the other is.
func (f *follow) assumeOrder(s *state, b *ssa.BinOp, is effect.Value) bool {
	x, y, op := b.X, b.Y, b.Op
	if is == effect.False {
		op = map[token.Token]token.Token{token.LSS: token.GEQ, token.LEQ: token.GTR, token.GTR: token.LEQ, token.GEQ: token.LSS}[op]
	}
	return f.bound(s, x, op, f.evalNumber(s, y)) &&
		f.bound(s, y, map[token.Token]token.Token{token.LSS: token.GTR, token.LEQ: token.GEQ, token.GTR: token.LSS, token.GEQ: token.LEQ}[op], f.evalNumber(s, x))
}

// bound adds to s that v is ordered so with the number y.
func (f *follow) bound(s *state, v ssa.Value, op token.Token, y value) bool {
	if _, isConst := v.(*ssa.Const); isConst || !y.num {
		return true
	}
	lo, hi := int64(math.MinInt64), int64(math.MaxInt64)
	switch {
	case op == token.LSS && y.hi > math.MinInt64:
		hi = y.hi - 1
	case op == token.LEQ:
		hi = y.hi
	case op == token.GTR && y.lo < math.MaxInt64:
		lo = y.lo + 1
	case op == token.GEQ:
		lo = y.lo
	}
	if lo == math.MinInt64 && hi == math.MaxInt64 {
		return true
	}
	return f.learn(s, v, between(lo, hi))
}

// learnNumber adds to s that v is one of the numbers of val.
func (f *follow) learnNumber(s *state, v ssa.Value, val value) bool {
	known := f.evalNumber(s, v)
	if known.num {
		for _, n := range known.holes.list() {
			val.holes = val.holes.with(n)
		}
		val.lo, val.hi = max(val.lo, known.lo), min(val.hi, known.hi)
		val = val.trim()
		if val.lo > val.hi || val.exact() && val.holes.has(val.lo) {
			return false
		}
	}
	if val != known {
		tm, _ := s.resolve(f.terms.of(v))
		s.setFact(tm, val)
	}
	return true
}

// differs adds to s that v is not n.
func (f *follow) differs(s *state, v ssa.Value, n int64) bool {
	known := f.evalNumber(s, v)
	if !known.num {
		known = between(math.MinInt64, math.MaxInt64)
	}
	switch n {
	case known.lo:
		known.lo++
	case known.hi:
		known.hi--
	default:
		known.holes = known.holes.with(n)
	}
	if known.lo > known.hi {
		return false
	}
	return f.learnNumber(s, v, known.trim())
}

// counter returns the constant at which v begins, if v is then only increased.
func counter(v *ssa.Phi) (lo int64, ok bool) {
	for _, e := range v.Edges {
		if add, isSum := e.(*ssa.BinOp); isSum && add.Op == token.ADD && add.X == v {
			if c, isConst := add.Y.(*ssa.Const); !isConst || !constValue(c).num || constValue(c).lo < 0 {
				return 0, false
			}
			continue
		}
		c, isConst := e.(*ssa.Const)
		if !isConst || !constValue(c).num || ok && constValue(c).lo != lo {
			return 0, false
		}
		lo, ok = constValue(c).lo, true
	}
	return lo, ok
}

func isOrder(op token.Token) bool {
	switch op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		return true
	}
	return false
}
