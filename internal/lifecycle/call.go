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
	states := f.call(s, call)
	if f.origin.Item == ssa.Value(call) {
		for _, t := range states {
			f.takeItem(t)
		}
	}
	return states
}

// take executes the call that takes the object: the states in which it is
// there, and those in which it is not.
func (f *follow) take(s *state, call *ssa.Call) []*state {
	if s.elder {
		return f.call(s, call)
	}
	if f.origin.Body != nil {
		return f.runBorrower(s, call)
	}
	var states []*state
	for _, t := range f.call(s, call) { // it may be given the object before
		again := f.pending(t) // what happens to it at the exit is not over
		if t.life == live && slices.ContainsFunc(t.refs, func(r ref) bool { return r.val == call && !r.part }) {
			if again {
				states = append(states, older(t))
			}
			states = append(states, t) // it is given the object and returns it
			continue
		}
		if t.life == live && !again && !t.dropped() && !slices.ContainsFunc(t.escapes, func(e escape) bool { return !e.goroutine || e.sent }) {
			if slices.ContainsFunc(t.refs, func(r ref) bool { return r.val != call && f.usedAfter(r.val, call) }) {
				again = f.inCaptured(t)
			} else {
				f.report(Event{Kind: Leak, At: call})
			}
		}
		if t.life != absent && again {
			states = append(states, older(t))
		}
		t.taker, t.life, t.end, t.atExit, t.drops, t.judged, t.closed, t.spared, t.escapes, t.refs, t.cut, t.lent = nil, live, nil, false, false, false, false, false, nil, nil, "", f.origin.Lent
		t.defers, t.fresh = stillPending(t.defers), true
		none := *t
		none.life = absent
		if given := f.origin.Given; given.Is != effect.Unknown && !f.assume(t, f.argument(call, given.Result), given.Is) {
			states = append(states, &none)
			continue
		}
		tied := f.origin.Tie.Is != effect.Unknown
		if tied {
			t.setFact(resultTerm(call, f.origin.Tie.Result), value{is: f.origin.Tie.Is})
			none.setFact(resultTerm(call, f.origin.Tie.Result), value{is: f.origin.Tie.Is.Not()})
		}
		for _, need := range f.origin.Needs {
			if need.Is != effect.Unknown {
				t.setFact(resultTerm(call, need.Result), value{is: need.Is})
			}
		}
		op, _, _ := op(f.prog, call.Common())
		if op == syncpool.Get {
			none.setFact(term{v: call}, value{is: effect.Nil})
		}
		if tied || op == syncpool.Get {
			states = append(states, &none)
		}
		t.addRef(ref{val: call, path: f.origin.Path, part: f.origin.Part})
		for also := range strings.FieldsSeq(f.origin.Also) {
			t.addRef(ref{val: call, path: fromResults(call, effect.Path(also))})
		}
		if f.origin.Release != "" {
			t.addRef(ref{val: call, path: fromResults(call, f.origin.Release), release: true, once: f.origin.Once, maybe: f.origin.Maybe})
		}
		states = append(states, t)
	}
	return states
}

// older returns t for an object that is still followed after another one was taken.
func older(t *state) *state {
	elder := *t
	elder.elder = true
	return &elder
}

// inCaptured reports whether a variable that a literal captured has the object: which
// instruction gives it another one, the uses of the variable do not tell.
func (f *follow) inCaptured(s *state) bool {
	return slices.ContainsFunc(s.refs, func(r ref) bool {
		cell, ok := r.val.(*ssa.Alloc)
		return ok && r.path == effect.Deref && !r.part && !r.release && slices.ContainsFunc(*cell.Referrers(), func(use ssa.Instruction) bool {
			_, captured := use.(*ssa.MakeClosure)
			return captured
		})
	})
}

// stillPending returns which of the pending calls may have to do with an object that is
// taken now: those of literals, by a variable.
func stillPending(defers []deferred) []deferred {
	list := slices.DeleteFunc(slices.Clone(defers), func(d deferred) bool {
		return d.earlier() || !d.hasVariable() // of an earlier object
	})
	for i := range list {
		list[i].refs = nil
	}
	return list
}

// argument returns the value of parameter i of what call calls.
func (f *follow) argument(call *ssa.Call, i int) ssa.Value {
	if call.Call.IsInvoke() {
		return call.Call.Args[i-1]
	}
	_, args := f.prog.Callee(&call.Call)
	return args[i]
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
	if fn != nil && f.inlines(fn) {
		return f.inline(s, instr, fn, args, result)
	}
	wasPut := s.life == put
	sum, args := f.summaryOf(s, common, fn, args)
	if sum != nil && sum.NoReturn {
		return nil
	}
	if !isStdCall(common) {
		f.disturb(s, instr, fn)
	}
	f.await(s, instr)
	if f.startLiteral(s, instr) {
		return one
	}
	if sum == nil {
		if failed := f.failedCall(s, fn, result); failed != nil {
			one = append(one, failed)
		}
		f.unknownCall(s, instr, result)
		f.relinkCall(s, fn, args, wasPut)
		return one
	}
	states := f.apply(s, instr, sum, args, result)
	for _, t := range states {
		f.relinkCall(t, fn, args, wasPut)
	}
	return states
}

// inlines reports whether the body of fn is executed where it is called: that
// of a literal of the function that is followed.
func (f *follow) inlines(fn *ssa.Function) bool {
	return fn.Parent() != nil && len(fn.Blocks) > 0 && f.within(fn) && len(f.stack) <= maxInline && !slices.Contains(f.stack, fn)
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
		entry.defers, entry.fresh = nil, false
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
			if t.fresh {
				t.defers = stillPending(outer)
			}
			t.fresh = t.fresh || s.fresh
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
