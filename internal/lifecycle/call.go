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
		if t.life == live && len(t.escapes) == 0 && !t.judged && !f.pending(t) && !slices.ContainsFunc(t.refs, func(r ref) bool { return r.val != call && f.usedAfter(r.val, call) }) {
			f.report(Event{Kind: Leak, At: call})
		}
		t.life, t.end, t.atExit, t.judged, t.escapes, t.refs, t.cut, t.lent = live, nil, false, false, nil, nil, "", f.origin.Lent
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
			path := effect.Path(also)
			if call.Call.Signature().Results().Len() == 1 {
				path, _ = path.Cut(effect.Tuple(0))
			}
			t.addRef(ref{val: call, path: path})
		}
		if f.origin.Release > 0 {
			t.addRef(ref{val: call, path: effect.Tuple(f.origin.Release - 1), release: true, once: f.origin.Once})
		}
		states = append(states, t)
	}
	return states
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
	for _, r := range s.refsOf(f.canon(common.Value)) {
		if r.release && r.path == "" {
			if s.life == live || !r.once {
				f.doPut(s, instr)
			}
			return one
		}
	}
	if effect.Noreturn(common) {
		return nil
	}
	fn, args := f.prog.Callee(common)
	if fn != nil && fn.Parent() != nil && len(fn.Blocks) > 0 && f.within(fn) && len(f.stack) <= maxInline && !slices.Contains(f.stack, fn) {
		return f.inline(s, instr, fn, args, result)
	}
	f.assigned(s, fn, args)
	sum, args := f.summaryOf(s, common, fn, args)
	if sum != nil && sum.NoReturn {
		return nil
	}
	if !isStdCall(common) {
		f.disturb(s)
	}
	f.await(s, instr)
	if f.startLiteral(s, instr) {
		return one
	}
	if sum == nil {
		f.unknownCall(s, instr, result)
		return one
	}
	return f.apply(s, instr, sum, args, result)
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
	outer := entry.defers
	entry.defers = nil
	if len(f.stack) == 1 {
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
		t.defers = outer
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
		t.dropRefs(func(r ref) bool { return r.val.Parent() == fn })
		states = append(states, &t)
	}
	return states
}

// apply executes a call of which the summary is known.
func (f *follow) apply(s *state, instr ssa.CallInstruction, sum *effect.Summary, args []ssa.Value, result *ssa.Call) []*state {
	states := []*state{s}
	putHere := false // one call puts an object once, by however many of its arguments
	for i, arg := range args {
		for _, r := range s.refsOf(f.canon(arg)) {
			if r.release {
				s.life = gone
				continue
			}
			p, ok := sum.Param(i, r.path)
			if ok && !r.part {
				eachName(p.Cuts, func(name string) {
					f.cutOff(s, name)
					s.lent = dropName(s.lent, name)
				})
				eachName(p.Lent, func(name string) { s.lent = addName(s.lent, name) })
			}
			switch {
			case !ok || r.part || p.Put == effect.Never && p.Keep == effect.Never:
				f.lend(s, sum, i, r, arg, instr)
			case putHere:
			case p.Put == effect.Always:
				putHere = true
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
			default:
				s.life = gone
			}
		}
	}
	if result != nil {
		for _, t := range states {
			f.alias(t, sum, args, result)
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
	if f.closurePuts(arg) {
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
			if a.Part && r.is() && !r.part {
				if hasName(s.lent, a.Via) {
					continue
				}
				r.via = a.Via
			}
			r.val, r.path, r.part = result, path, r.part || a.Part
			s.addRef(r)
		}
	}
}
