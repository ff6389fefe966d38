package lifecycle

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// A function of which nothing is known may keep an object that it is given. But if
// the function that is followed puts the object itself after such a call, then it
// was only lent. What is lost after the call on the way out with an error is then
// a leak, unless the call has told the one from the other: to give an object away,
// and to put it where that fails, is common.

// A loss says that an escape is such a call, and what was asked of its results.
type loss struct {
	is    bool
	told  effect.Value // what its last result, an error or a truth value, is
	asked bool         // more was asked of them
}

const maxLosses = 3 // calls on a path that are told apart

// loseTo records that a function of which nothing is known was given the object, by
// instr or, if that is told by held, by the function that instr calls.
func (f *follow) loseTo(s *state, r ref, instr ssa.Instruction, held bool) {
	call, ok := instr.(*ssa.Call)
	plain := ok && !r.part && !r.release && !isCapture(r.path)
	if plain {
		for result := range call.Call.Signature().Results().Variables() {
			plain = plain && (isBasic(result.Type()) || isErrorType(result.Type())) // nothing that can hold it
		}
	}
	if !plain {
		f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, quiet: true, held: held})
		return
	}
	f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, quiet: true, held: held, loss: loss{is: true}})
}

// addLoss reports whether e, a loss, is to be recorded: where there are too many, as
// one of which no more is known.
func (s *state) addLoss(e *escape) bool {
	n := 0
	for i, old := range s.escapes {
		switch {
		case !old.loss.is:
		case old.at == e.at: // of an earlier iteration
			s.escapes = slices.Clone(s.escapes)
			s.escapes[i].loss = e.loss
			return false
		default:
			n++
		}
	}
	e.loss.is = n < maxLosses
	return true
}

// tellLoss executes a branch on cond, which is as told, as far as it asks for the
// results of a call that may have kept the object.
func (f *follow) tellLoss(s *state, cond ssa.Value, is effect.Value) {
	for i, e := range s.escapes {
		if !e.loss.is || !f.comesFrom(cond, e.at.(*ssa.Call)) {
			continue
		}
		l := e.loss
		if told := toldOf(cond, e.at.(*ssa.Call), is); told != effect.Unknown {
			l.told = told
		} else {
			l.asked = true
		}
		s.escapes = slices.Clone(s.escapes)
		s.escapes[i].loss = l
	}
}

// toldOf returns what cond, which is as told, says of the last result of call, if
// that is all it says.
func toldOf(cond ssa.Value, call *ssa.Call, is effect.Value) effect.Value {
	last := resultValue(call, call.Call.Signature().Results().Len()-1)
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		return toldOf(not.X, call, is.Not())
	}
	if cond == last {
		return is
	}
	b, ok := cond.(*ssa.BinOp)
	if !ok || b.X != last || !isNil(b.Y) || b.Op != token.EQL && b.Op != token.NEQ {
		return effect.Unknown
	}
	if (b.Op == token.NEQ) == (is == effect.True) {
		return effect.NonNil
	}
	return effect.Nil
}

// comesFrom reports whether v is computed from a result of call.
func (f *follow) comesFrom(v ssa.Value, call *ssa.Call) bool {
	if !f.enter() {
		return true
	}
	defer f.exit()
	switch v := v.(type) {
	case *ssa.Call:
		return v == call || slices.ContainsFunc(v.Call.Args, func(arg ssa.Value) bool { return f.comesFrom(arg, call) })
	case *ssa.UnOp:
		if cell, ok := f.canon(v.X).(*ssa.Alloc); ok {
			return slices.ContainsFunc(*cell.Referrers(), func(use ssa.Instruction) bool {
				store, ok := use.(*ssa.Store)
				return ok && store.Addr == cell && f.comesFrom(store.Val, call)
			})
		}
		return f.comesFrom(v.X, call)
	case *ssa.BinOp:
		return f.comesFrom(v.X, call) || f.comesFrom(v.Y, call)
	case *ssa.Phi:
		return len(v.Edges) > maxVariants || slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return f.comesFrom(e, call) })
	case *ssa.Extract:
		return f.comesFrom(v.Tuple, call)
	case *ssa.TypeAssert:
		return f.comesFrom(v.X, call)
	case *ssa.Convert:
		return f.comesFrom(v.X, call)
	case *ssa.ChangeType:
		return f.comesFrom(v.X, call)
	case *ssa.ChangeInterface:
		return f.comesFrom(v.X, call)
	case *ssa.MakeInterface:
		return f.comesFrom(v.X, call)
	}
	return false
}

// noteLent notes the calls that may have kept the object, which is put after them.
func (f *follow) noteLent(s *state) {
	for _, e := range s.escapes {
		if e.loss.is && !e.loss.asked && !slices.Contains(f.lentBy[e.at], e.loss) {
			f.lentBy[e.at] = append(f.lentBy[e.at], e.loss)
		}
	}
}

// reportLost reports the exits with an error at which the object is lost, unless a
// function has kept it to which it was only lent.
func (f *follow) reportLost() {
	for _, o := range f.outs {
		if !o.lost || slices.ContainsFunc(o.escapes, func(e escape) bool { return !e.loss.is || e.loss.asked || !f.lentTo(e) }) {
			continue
		}
		failed := slices.ContainsFunc(o.escapes, func(e escape) bool { return e.loss.told == effect.NonNil })
		if n := len(o.ret.Results); n > 0 && isErrorType(o.ret.Results[n-1].Type()) {
			failed = failed || f.eval(o.state, o.ret.Results[n-1]).is == effect.NonNil
		}
		if failed {
			f.report(Event{Kind: Leak, At: o.ret})
		}
	}
}

// lentTo reports whether the object is put after the call of the loss e on another
// path, although the call has told no more than here.
func (f *follow) lentTo(e escape) bool {
	return slices.ContainsFunc(f.lentBy[e.at], func(l loss) bool {
		return l.told == e.loss.told || l.told == effect.Unknown || l.told == effect.Nil && e.loss.told == effect.NonNil
	})
}
