package lifecycle

import (
	"cmp"
	"encoding/binary"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// life is what has become of the object on a path.
type life uint8

const (
	absent life = iota // not taken yet
	live               // owned here
	put                // back in its pool
	gone               // owned elsewhere, or no longer followed
)

// A state is what holds at a point on a set of paths. States are immutable:
// what changes one copies the part that it changes.
type state struct {
	life    life
	end     ssa.Instruction // that put the object
	atExit  bool            // end was deferred
	drops   bool            // end may have dropped the object instead, for what it is
	fresh   bool            // it was taken by the literal that is being executed
	elder   bool            // another object was taken since by the same call, which is not followed
	taker   ssa.Instruction // of an object that is gone, the start of the goroutine that puts it
	judged  bool            // a branch was taken on the object's own size or condition
	counted bool            // a branch was taken on a count of the object's owners
	spared  bool            // a call has returned it, which puts it if it is of no use; see [effect.Param.Returns]
	closed  bool            // it was closed, or what it holds
	marked  bool            // it is not to be put, says a flag beside it; see [effect.Param.Marked]
	refs    []ref           // in order of value, then path; without duplicates
	defers  []deferred      // pending, oldest first
	escapes []escape        // of the live object, oldest first
	cut     names           // of the fields that were given other memory; where paths join, on each
	lent    names           // of those among them that hold memory which is not the object's own
	facts   []*fact         // the oldest first; not part of the state's identity
}

// A ref says that the object is reached from a value.
type ref struct {
	val      ssa.Value
	path     effect.Path
	part     bool       // what is reached is memory of the object, not the object
	via      string     // for memory of the object, the field that leads there; "" if there is none
	moved    bool       // it was memory of the object, and was taken out of it
	release  bool       // what is reached is a function that puts the object
	stale    bool       // a field on the way may have been assigned since, through another pointer
	once     bool       // which does nothing when it is called again
	maybe    bool       // which puts it sometimes
	shared   bool       // which may leave it to other owners
	rehoused bool       // what holds it is another struct than that in which it came
	own      names      // of a copy of the object, the fields that were given other memory
	typ      types.Type // of the value that was made an interface, if that is known
}

// is reports whether r's value is itself the object, or memory of it.
func (r ref) is() bool { return r.path == "" && !r.release && !r.moved && !r.stale }

// A deferred is a pending call with what its arguments were.
type deferred struct {
	instr *ssa.Defer
	refs  []ref // of its arguments

	// Variables that the literal captured and that have been made anew since, as
	// by the next iteration. The refs and facts are then of what they were.
	cells []*ssa.Alloc
	facts []*fact
}

// earlier reports whether d is of an earlier iteration.
func (d deferred) earlier() bool { return len(d.cells) > 0 }

// An escape is an instruction by which the object, or memory of it, got to
// where it may outlive the call.
type escape struct {
	at        ssa.Instruction
	val       ssa.Value
	place     term        // of a store, for the store that overwrites it
	root      *ssa.Global // the package variable that it is in, if that is known
	part      bool
	via       string
	goroutine bool // undone by waiting
	sent      bool // on a channel; who waits then does not know that it is free again
	quiet     bool // ownership may have left, but outliving is no defect
	whole     bool // what was stored is the object, not something that holds it
	stays     bool // it is by a call of a function that keeps it, see [effect.Param.Stays]
	held      bool // it is where someone else has it, not just given to a function that may keep it
	loss      loss
}

// A fact is what is known of a term.
type fact struct {
	term term
	val  value
}

// A value is what may be known of a term: an [effect.Value], the numbers that
// it can be, or that it equals another term.
type value struct {
	is     effect.Value
	num    bool // it is a number from lo to hi
	lo, hi int64
	holes  holes // and none of these, which lie between
	same   term
}

func (v value) known() bool { return v != value{} }

// refsOf returns the refs of v.
func (s *state) refsOf(v ssa.Value) []ref {
	var list []ref
	for _, r := range s.refs {
		if r.val == v {
			list = append(list, r)
		}
	}
	return list
}

// direct returns the ref by which v is the object or memory of it.
func (s *state) direct(v ssa.Value) (ref, bool) {
	for _, r := range s.refs {
		if r.val == v && r.is() {
			return r, true
		}
	}
	return ref{}, false
}

// addRef adds r. A path that has grown too long is not followed; the object may
// then be reached by who knows what.
func (s *state) addRef(r ref) bool {
	if slices.Contains(s.refs, r) {
		return false
	}
	if r.path.Len() > effect.MaxPath {
		if deep := (escape{quiet: true}); s.life == live && !r.part && !slices.Contains(s.escapes, deep) {
			s.escapes = append(slices.Clip(s.escapes), deep)
		}
		return false
	}
	s.refs = append(slices.Clip(s.refs), r)
	return true
}

// dropRefs removes the refs for which drop reports true.
func (s *state) dropRefs(drop func(ref) bool) {
	if slices.ContainsFunc(s.refs, drop) {
		s.refs = slices.DeleteFunc(slices.Clone(s.refs), drop)
	}
}

// fact returns what is known of t.
func (s *state) fact(t term) value {
	for _, f := range s.facts {
		if f.term == t {
			return f.val
		}
	}
	return value{}
}

// setFact replaces what is known of t by v.
func (s *state) setFact(t term, v value) {
	facts := make([]*fact, 0, len(s.facts)+1)
	for _, f := range s.facts {
		if f.term != t {
			facts = append(facts, f)
		}
	}
	if v.known() {
		facts = append(facts, &fact{t, v})
	} else if len(facts) == len(s.facts) {
		return
	}
	s.facts = facts
}

func (s *state) dropFacts(drop func(*fact) bool) {
	if slices.ContainsFunc(s.facts, drop) {
		s.facts = slices.DeleteFunc(slices.Clone(s.facts), drop)
	}
}

// meet keeps of s's facts those that hold in t as well, of numbers what holds of
// both, and reports whether any was weakened.
func (s *state) meet(t *state) bool {
	keeps := func(f *fact) bool {
		return slices.ContainsFunc(t.facts, func(g *fact) bool { return f == g || *f == *g })
	}
	if !slices.ContainsFunc(s.facts, func(f *fact) bool { return !keeps(f) }) {
		return false
	}
	weakened := false
	facts := make([]*fact, 0, len(s.facts))
	for _, f := range s.facts {
		if keeps(f) {
			facts = append(facts, f)
			continue
		}
		val := f.val.widen(t.fact(f.term))
		if val.known() {
			facts = append(facts, &fact{f.term, val})
		}
		weakened = weakened || val != f.val
	}
	s.facts = facts
	return weakened
}

// covers reports whether all that s knows holds in t.
func (s *state) covers(t *state) bool {
	return !slices.ContainsFunc(s.facts, func(f *fact) bool {
		return !slices.ContainsFunc(t.facts, func(g *fact) bool { return f == g || f.term == g.term && f.val == f.val.widen(g.val) || *f == *g })
	})
}

// agree reports whether s and t know the same but for numbers.
func (t *terms) agree(s, other *state) bool {
	within := func(a, b []*fact) bool {
		return !slices.ContainsFunc(a, func(f *fact) bool {
			return !f.val.num && !t.guards[f.term.v] && !slices.ContainsFunc(b, func(g *fact) bool { return f == g || *f == *g })
		})
	}
	return within(s.facts, other.facts) && within(other.facts, s.facts)
}

// meetCut takes from s's cut fields those that are not cut in t, and reports whether
// there were any.
func (s *state) meetCut(t *state) bool {
	if s.cut == t.cut {
		return false
	}
	cut := s.cut
	eachName(s.cut, func(name string) {
		if !hasName(t.cut, name) {
			cut = dropName(cut, name)
		}
	})
	changed := cut != s.cut
	s.cut = cut
	return changed
}

// key returns the identity of s: everything but its facts and the cut fields.
func (s *state) key(num *numbering) string {
	slices.SortFunc(s.refs, num.compareRefs)
	b := make([]byte, 0, 64)
	b = append(b, byte(s.life), flag(s.judged)|flag(s.atExit)<<1|flag(s.counted)<<2|flag(s.closed)<<3|flag(s.elder)<<4|flag(s.spared)<<5|flag(s.drops)<<6|flag(s.marked)<<7)
	b = binary.AppendUvarint(append(b, flag(s.fresh)), num.instr(s.end))
	if s.taker != nil {
		b = binary.AppendUvarint(append(b, 'g'), num.instr(s.taker))
	}
	b = num.appendRefs(b, s.refs)
	b = binary.AppendUvarint(b, uint64(len(s.defers)))
	for _, d := range s.defers {
		b = binary.AppendUvarint(b, num.instr(d.instr))
		b = append(b, byte(len(d.cells)))
		for _, fc := range d.facts {
			b = binary.AppendUvarint(b, num.value(fc.term.v))
			b = binary.AppendVarint(append(b, byte(fc.val.is)), fc.val.lo)
		}
		b = num.appendRefs(b, d.refs)
	}
	for _, e := range s.escapes {
		b = binary.AppendUvarint(b, num.instr(e.at))
		b = append(b, flag(e.part)|flag(e.quiet)<<1|flag(e.loss.is)<<2|flag(e.loss.asked)<<3, byte(e.loss.told))
	}
	b = append(b, s.lent...)
	return string(b)
}

func flag(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// numbering gives values and instructions small numbers, in the order in which
// it meets them.
type numbering struct {
	vals   map[ssa.Value]uint64
	instrs map[ssa.Instruction]uint64
}

func newNumbering() *numbering {
	return &numbering{vals: map[ssa.Value]uint64{}, instrs: map[ssa.Instruction]uint64{}}
}

func (n *numbering) value(v ssa.Value) uint64 {
	i, ok := n.vals[v]
	if !ok {
		i = uint64(len(n.vals)) + 1
		n.vals[v] = i
	}
	return i
}

func (n *numbering) instr(v ssa.Instruction) uint64 {
	if v == nil {
		return 0
	}
	i, ok := n.instrs[v]
	if !ok {
		i = uint64(len(n.instrs)) + 1
		n.instrs[v] = i
	}
	return i
}

func (n *numbering) compareRefs(a, b ref) int {
	if d := int(n.value(a.val)) - int(n.value(b.val)); d != 0 {
		return d
	}
	if a.path != b.path {
		if a.path < b.path {
			return -1
		}
		return 1
	}
	return cmp.Or(int(flag(a.part))-int(flag(b.part)), int(flag(a.stale))-int(flag(b.stale)), int(flag(a.rehoused))-int(flag(b.rehoused)), cmp.Compare(a.via, b.via), cmp.Compare(a.own, b.own))
}

func (n *numbering) appendRefs(b []byte, refs []ref) []byte {
	b = binary.AppendUvarint(b, uint64(len(refs)))
	for _, r := range refs {
		b = binary.AppendUvarint(b, n.value(r.val))
		b = append(b, flag(r.part)|flag(r.release)<<1|flag(r.moved)<<2|flag(r.stale)<<3|flag(r.rehoused)<<4)
		b = append(append(b, r.via...), 0)
		b = append(append(b, r.own...), 0)
		b = binary.AppendUvarint(b, uint64(len(r.path)))
		b = append(b, r.path...)
	}
	return b
}
