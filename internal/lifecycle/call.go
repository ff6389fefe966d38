package lifecycle

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// execCall executes an ordinary call.
func (f *follow) execCall(s *state, call *ssa.Call) []*state {
	if call == f.origin.Call {
		return f.take(s, call)
	}
	return f.call(s, call)
}

// take executes the call that takes the object: the states in which it is
// there, and those in which it is not.
func (f *follow) take(s *state, call *ssa.Call) []*state {
	var states []*state
	for _, t := range f.call(s, call) { // it may be given the object before
		if t.life == live && len(t.escapes) == 0 && !t.dropped() && !f.pending(t) && !slices.ContainsFunc(t.refs, func(r ref) bool { return r.val != call && f.usedAfter(r.val, call) }) {
			f.report(Event{Kind: Leak, At: call})
		}
		t.taker, t.life, t.end, t.atExit, t.judged, t.closed, t.escapes, t.refs, t.cut = nil, live, nil, false, false, false, nil, nil, ""
		t.defers = slices.DeleteFunc(slices.Clone(t.defers), func(d deferred) bool {
			_, closure := d.instr.Call.Value.(*ssa.MakeClosure)
			return !closure // of an earlier object
		})
		for i := range t.defers {
			t.defers[i].refs = nil
		}
		none := *t
		none.life = absent
		tied := f.origin.Tie.Is != effect.Unknown
		if tied {
			t.setFact(resultTerm(call, f.origin.Tie.Result), value{is: f.origin.Tie.Is})
			none.setFact(resultTerm(call, f.origin.Tie.Result), value{is: f.origin.Tie.Is.Not()})
		}
		if op, _, _ := op(f.prog, call.Common()); op == syncpool.Get {
			none.setFact(term{v: call}, value{is: effect.Nil})
		}
		if tied || none.fact(term{v: call}).known() {
			states = append(states, &none)
		}
		t.addRef(ref{val: call, path: f.origin.Path})
		for also := range strings.FieldsSeq(f.origin.Also) {
			t.addRef(ref{val: call, path: fromResults(call, effect.Path(also))})
		}
		if f.origin.Release != "" {
			t.addRef(ref{val: call, path: fromResults(call, f.origin.Release), release: true, once: f.origin.Once})
		}
		states = append(states, t)
	}
	return states
}

// fromResults returns path, which begins at the results of call, as one that
// begins at its value.
func fromResults(call *ssa.Call, path effect.Path) effect.Path {
	if call.Call.Signature().Results().Len() == 1 {
		path, _ = path.Cut(effect.Tuple(0))
	}
	return path
}

// call executes a call, now or, for a deferred one, at the exit.
func (f *follow) call(s *state, instr ssa.CallInstruction) []*state {
	common := instr.Common()
	result, _ := instr.(*ssa.Call)
	if result != nil {
		f.redefine(s, result)
	}
	one := []*state{s}
	if op, _, arg := op(f.prog, common); op == syncpool.Put {
		f.putArg(s, instr, arg)
		return one
	} else if op == syncpool.Get {
		return one
	}
	if b, ok := common.Value.(*ssa.Builtin); ok {
		f.builtin(s, b, common, result, instr)
		return one
	}
	fn, args := f.prog.Callee(common)
	if fn == nil && f.release(s, instr) {
		return one
	}
	if effect.Noreturn(common) {
		return nil
	}
	if body := yieldOf(common); body != nil && f.within(body) {
		return f.iterate(f.rangeOver(s, instr, body), instr, fn, args)
	}
	f.closeCall(s, instr)
	if fn != nil && fn.Parent() != nil && len(fn.Blocks) > 0 && f.within(fn) && len(f.stack) <= maxInline && !slices.Contains(f.stack, fn) {
		return f.inline(s, instr, fn, args, result)
	}
	sum, args := f.summaryOf(s, common, fn, args)
	if sum != nil && sum.NoReturn {
		return nil
	}
	if !isStdCall(common) {
		f.disturb(s)
	}
	if waits(common) {
		f.waited(s)
	}
	if sum == nil {
		f.unknownCall(s, instr, result)
		f.relinkCall(s, fn, args)
		return one
	}
	states := f.apply(s, instr, sum, args, result)
	for _, t := range states {
		f.relinkCall(t, fn, args)
	}
	return states
}

// within reports whether fn is a literal within the function that is followed.
func (f *follow) within(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if fn == f.fn {
			return true
		}
	}
	return false
}

// summaryOf returns what is known of the function that common calls, and what
// stands for its parameters.
func (f *follow) summaryOf(s *state, common *ssa.CallCommon, fn *ssa.Function, args []ssa.Value) (*effect.Summary, []ssa.Value) {
	if common.IsInvoke() {
		args = append([]ssa.Value{common.Value}, common.Args...)
		if sum := f.prog.Method(common.Method); sum != nil {
			return sum, args
		}
		if refs := s.refsOf(f.canon(common.Value)); len(refs) > 0 && !refs[0].part {
			if refs[0].typ != nil {
				return f.prog.Concrete(refs[0].typ, common.Method.Pkg(), common.Method.Name()), args
			}
			if effect.EndsByName(common.Method.Name()) {
				return nil, args // it may put its receiver, or what that holds
			}
		}
		sum, _ := effect.Std(common.Method)
		return sum, args
	}
	if fn == nil {
		return nil, common.Args
	}
	if sum := f.prog.Summary(fn); sum != nil {
		return sum, args
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		if sum, ok := effect.Std(obj); ok {
			return sum, args
		}
	}
	return nil, args
}

// isStdCall reports whether common calls a function of the standard library.
func isStdCall(common *ssa.CallCommon) bool {
	fn := common.StaticCallee()
	if fn == nil {
		return false
	}
	obj, ok := fn.Object().(*types.Func)
	return ok && obj.Pkg() != nil && effect.IsStd(obj.Pkg().Path())
}

func waits(common *ssa.CallCommon) bool {
	if common.IsInvoke() {
		return effect.Waits(common.Method)
	}
	fn := common.StaticCallee()
	if fn == nil {
		return false
	}
	obj, ok := fn.Object().(*types.Func)
	return ok && effect.Waits(obj)
}

// inline executes the body of a literal of the function that is followed.
func (f *follow) inline(s *state, site ssa.Instruction, fn *ssa.Function, args []ssa.Value, result *ssa.Call) []*state {
	entry := *s
	for i, p := range fn.Params {
		f.redefine(&entry, p)
		if i >= len(args) {
			break
		}
		for _, r := range s.refsOf(f.canon(args[i])) {
			r.val = p
			entry.addRef(r)
		}
		val := f.eval(s, args[i])
		if !val.known() {
			same, _ := s.resolve(f.terms.of(args[i]))
			val = value{same: same}
		}
		entry.setFact(term{v: p}, val)
	}
	outer, yield := entry.defers, isYield(fn)
	if !yield {
		entry.defers = nil
	}
	if len(f.stack) == 1 && !yield {
		f.site = site
		defer func() { f.site = nil }()
	}
	deferred := f.deferred
	if f.deferred == nil {
		defer func() { f.deferred = deferred }()
	}
	var states []*state
	for _, e := range f.run(fn, []*state{&entry}) {
		t := *e.state
		if !yield {
			t.defers = outer
		}
		if result != nil {
			for i, v := range e.ret.Results {
				step := effect.Path("")
				if len(e.ret.Results) > 1 {
					step = effect.Tuple(i)
				}
				for _, r := range t.refsOf(f.canon(v)) {
					r.val, r.path = result, step+r.path
					t.addRef(r)
				}
				t.setFact(resultTerm(result, i), f.eval(&t, v))
			}
		}
		t.dropRefs(func(r ref) bool {
			_, variable := r.val.(*ssa.Alloc) // a call that is still pending may have captured it
			return r.val.Parent() == fn && !(yield && variable)
		})
		states = append(states, &t)
	}
	return states
}

// apply executes a call of which the summary is known.
func (f *follow) apply(s *state, instr ssa.CallInstruction, sum *effect.Summary, args []ssa.Value, result *ssa.Call) []*state {
	states := []*state{s}
	var moved []move
	var ended []*state // in which the call put it, and so does not return it
	putHere := false   // one call puts an object once, by however many of its arguments
	for i, arg := range args {
		for _, r := range s.refsOf(f.canon(arg)) {
			if r.release {
				s.life = gone
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
				for name := range strings.SplitSeq(strings.TrimSuffix(p.Cuts, ","), ",") {
					if name != "" {
						f.cutOff(s, name)
					}
				}
			}
			switch {
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
				f.doPut(s, instr)
				if p.Clears {
					f.forget(s, arg, r.path)
				}
			case p.Put == effect.Tied && result != nil:
				if known := f.passedThrough(s, sum, p.PutTie.Result, args); known != effect.Unknown {
					if putHere = known == p.PutTie.Is; putHere {
						f.doPut(s, instr)
					}
					continue
				}
				v := resultTerm(result, p.PutTie.Result)
				t := *s
				t.setFact(v, value{is: p.PutTie.Is.Not()})
				s.setFact(v, value{is: p.PutTie.Is})
				ended = append(ended, s)
				f.doPut(s, instr)
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
			case p.Put == effect.Never:
				f.keep(s, r, instr)
			case p.Returns && result != nil:
				t := *s
				ended = append(ended, s)
				f.doPut(s, instr)
				states = append(states, &t)
			default:
				s.life = gone
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
	if s.life != live || r.part {
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
			f.lose(s, r, instr) // what holds it is put or kept
			return
		}
	}
	_, byValue := arg.Type().Underlying().(*types.Struct)
	_, listed := r.path.Cut(effect.Elem)
	if listed {
		common := instr.(ssa.CallInstruction).Common()
		listed = !common.Signature().Variadic() && !isStdCall(common)
	}
	if byValue || listed || !sum.Borrows {
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
		if a.Param >= len(args) {
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
			r.val, r.path, r.part = result, path, r.part || a.Part
			s.addRef(r)
		}
	}
}
