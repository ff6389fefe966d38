package lifecycle

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// apply executes a call of which the summary is known.
func (f *follow) apply(s *state, instr ssa.CallInstruction, sum *effect.Summary, args []ssa.Value, result *ssa.Call) []*state {
	states := []*state{s}
	var moved []move
	var ended []*state // in which the call put it, and so does not return it
	kept := containerOf(instr.Common())
	putHere := false // one call puts an object once, by however many of its arguments
	for i, arg := range args {
		for _, r := range s.refsOf(f.canon(arg)) {
			if r.release {
				s.life = gone
				continue
			}
			if kept != nil && i > 0 {
				f.storeIn(s, kept, r, instr)
				continue
			}
			p, ok := sum.Param(i, r.path)
			if ok && r.stale {
				if s.life == live && (p.Put != effect.Never || p.Keep != effect.Never) {
					s.life = gone // if it is this one
				}
				continue
			}
			if r.is() && r.part && s.life == live && f.putsOwner(sum, i, arg) {
				s.life = gone
				continue
			}
			if ok && !r.part {
				s.closed = s.closed || closes(p, instr)
				eachName(p.Cuts, func(name string) {
					f.cutOff(s, name)
					s.lent = dropName(s.lent, name)
				})
				if p.Path == "" && cutsAll(arg.Type(), p.Cuts) {
					f.detach(s, "")
				}
				eachName(p.Lent, func(name string) { s.lent = addName(s.lent, name) })
			}
			if ok && !r.part && p.Put != effect.Never && p.Only != "" {
				switch f.accepts(p.Only, r, arg) {
				case effect.Never:
					p.Put, p.PutTie = effect.Never, effect.Tie{}
				case effect.Sometimes:
					s.life = gone
					continue
				}
			}
			switch {
			case ok && p.Stays && f.settles(instr, args, i):
				f.escape(s, escape{at: instr, val: unwrap(arg), part: r.part, via: r.via, held: true, stays: true})
			case ok && !r.part && p.Move != effect.Never && (p.Put != effect.Never || p.Keep != effect.Never):
				s.life = gone // it is hard to say whose it is
			case ok && !r.part && p.Move != effect.Never:
				moved = append(moved, move{arg, r.path, p})
			case !ok || r.part || p.Put == effect.Never && p.Keep == effect.Never:
				f.lend(s, sum, i, r, arg, instr)
			case putHere:
			case p.Put == effect.Always:
				putHere = true
				ended = append(ended, s)
				f.doPut(s, instr, p.Drops)
				if p.Clears {
					f.forget(s, arg, r.path)
				}
			case p.Put == effect.Tied && result != nil:
				if known := f.passedThrough(s, sum, p.PutTie.Result, args); known != effect.Unknown {
					if putHere = known == p.PutTie.Is; putHere {
						f.doPut(s, instr, p.Drops)
					}
					continue
				}
				v := resultTerm(result, p.PutTie.Result)
				t := *s
				t.setFact(v, value{is: p.PutTie.Is.Not()})
				s.setFact(v, value{is: p.PutTie.Is})
				ended = append(ended, s)
				f.doPut(s, instr, p.Drops)
				if p.Keep != effect.Never {
					f.lose(&t, r, instr)
				}
				states = append(states, &t)
			case p.Keep == effect.Tied && p.Put == effect.Never && result != nil && s.life == live:
				v := resultTerm(result, p.KeepTie.Result)
				t := *s
				t.setFact(v, value{is: p.KeepTie.Is.Not()})
				s.setFact(v, value{is: p.KeepTie.Is})
				f.keep(s, r, instr)
				states = append(states, &t)
			case p.Put == effect.Never && p.Lost:
				f.loseTo(s, r, instr, true)
			case p.Put == effect.Never:
				f.keep(s, r, instr)
			case p.Marked && !r.rehoused && f.cameIn(p.Path):
				if f.origin.Call == nil {
					t := *s
					t.marked = true
					states = append(states, &t)
				}
				putHere = true
				ended = append(ended, s)
				f.doPut(s, instr, p.Drops)
				if p.Clears {
					f.forget(s, arg, r.path)
				}
			case (p.Returns || p.Unseen) && result != nil:
				t := *s
				t.spared = true
				ended = append(ended, s)
				f.doPut(s, instr, p.Drops)
				states = append(states, &t)
			default:
				s.life = gone
			}
		}
	}
	for i, arg := range args {
		if p, ok := sum.Param(i, ""); ok && p.Cuts != "" && !f.isObject(s, arg) {
			for _, t := range states {
				eachName(p.Cuts, func(name string) { f.cutBy(t, arg, name) })
			}
		}
	}
	if result != nil {
		for _, t := range states {
			if !slices.Contains(ended, t) {
				f.alias(t, sum, args, result)
			}
		}
	}
	for _, m := range moved {
		states = f.moveOut(states, m, result)
	}
	return states
}

// A move says that a call may take the object out of what holds it.
type move struct {
	arg  ssa.Value
	path effect.Path // from arg
	par  effect.Param
}

// moveOut executes m: where the object was taken out, it is reached only from
// the result. Where it was not, the result is something else.
func (f *follow) moveOut(states []*state, m move, result *ssa.Call) []*state {
	for _, s := range states {
		switch {
		case m.par.Move == effect.Always:
			f.forget(s, m.arg, m.path)
		case m.par.Move == effect.Tied && result != nil:
			tm := resultTerm(result, m.par.MoveTie.Result)
			t := *s
			t.setFact(tm, value{is: m.par.MoveTie.Is.Not()})
			t.dropRefs(func(r ref) bool { return r.val == result })
			s.setFact(tm, value{is: m.par.MoveTie.Is})
			f.forget(s, m.arg, m.path)
			states = append(states, &t)
		default:
			s.life = gone
		}
	}
	return states
}

// passedThrough returns what is known of result i of a call where that is one of
// the arguments.
func (f *follow) passedThrough(s *state, sum *effect.Summary, i int, args []ssa.Value) effect.Value {
	for _, a := range sum.Aliases {
		if a.Result == i && a.ResultPath == "" && a.ParamPath == "" && !a.Part && a.Param < len(args) {
			return f.eval(s, args[a.Param]).is
		}
	}
	return effect.Unknown
}

// lend passes r's value to a function whose summary does not list it.
func (f *follow) lend(s *state, sum *effect.Summary, i int, r ref, arg ssa.Value, instr ssa.Instruction) {
	if s.life != live || r.part && sum.Borrows {
		return
	}
	if f.closurePuts(s, arg) {
		s.life = gone
		return
	}
	for _, p := range sum.Params {
		if p.Index != i {
			continue
		}
		if p.Put == effect.Never && p.Keep == effect.Never {
			continue
		}
		if rest, ok := r.path.Cut(p.Path); ok && rest != "" || p.Path == "" && r.path != "" {
			if p.Put == effect.Never && p.Lost {
				f.loseTo(s, r, instr, false)
			} else {
				f.lose(s, r, instr) // what holds it is put or kept
			}
			return
		}
	}
	common := instr.(ssa.CallInstruction).Common()
	_, byValue := arg.Type().Underlying().(*types.Struct)
	_, listed := r.path.Cut(effect.Elem)
	if listed {
		listed = !common.Signature().Variadic() && !isStdCall(common)
	}
	results := common.Signature().Results()
	blurred := results.Len() == 1 && isUnsafe(results.At(0).Type()) && r.is() // it may be the object
	if byValue || listed || blurred || !sum.Borrows {
		f.lose(s, r, instr)
	}
}

// keep records that instr gave the object to someone who is known to keep it.
func (f *follow) keep(s *state, r ref, instr ssa.Instruction) {
	f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, quiet: true, held: true})
}

// lose records that instr may have given the object to someone else. If it is
// put here all the same, it was only lent.
func (f *follow) lose(s *state, r ref, instr ssa.Instruction) {
	f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, quiet: true})
}

// alias gives the result of a call the refs that the summary tells of.
func (f *follow) alias(s *state, sum *effect.Summary, args []ssa.Value, result *ssa.Call) {
	tuple := result.Call.Signature().Results().Len() > 1
	for _, a := range sum.Aliases {
		if a.Param >= len(args) || a.Part && f.copiedInPlace(resultValue(result, a.Result)) || otherType(a, args, result) {
			continue
		}
		for _, r := range s.refsOf(f.canon(args[a.Param])) {
			rest, ok := r.path.Cut(a.ParamPath)
			if !ok || a.Part && rest != "" {
				continue
			}
			path := a.ResultPath + rest
			if tuple {
				path = effect.Tuple(a.Result) + path
			}
			if a.Part && r.is() && !r.part {
				if hasName(s.lent, a.Via) {
					continue
				}
				r.via = a.Via
			}
			r.rehoused = r.rehoused || rest == "" && throughField(a.ResultPath)
			r.val, r.path, r.part = result, path, r.part || a.Part
			s.addRef(r)
		}
	}
}

// cutsAll reports whether the fields called as told are all those of the struct to
// which a value of type t points that can lead to other memory.
func cutsAll(t types.Type, cuts string) bool {
	ptr, ok := t.Underlying().(*types.Pointer)
	if !ok || cuts == "" {
		return false
	}
	str, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range str.Fields() {
		if (isReference(field.Type()) || copyShares(field.Type())) && !hasName(cuts, field.Name()) {
			return false
		}
	}
	return true
}
