package lifecycle

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// A function may lend an object: it returns memory of it, and a function that puts
// it, or it calls a function that it is given with the object, and puts it itself.

// loans lists what call lends: to the function that is followed, and to literals in
// it that call is given.
func (a *analysis) loans(call *ssa.Call) []Origin {
	fn, args := a.prog.Callee(&call.Call)
	if fn == nil {
		return nil
	}
	sum := a.prog.Brief(fn)
	if sum == nil {
		return nil
	}
	var list []Origin
	for _, l := range sum.Loans {
		if l.Release == "" {
			if body := literal(args, l.Call); body != nil && l.Arg < len(body.Params) && len(body.Blocks) > 0 {
				list = append(list, Origin{Call: call, Body: body, Param: l.Arg, Part: l.Part})
			}
			continue
		}
		o := Origin{Call: call, Path: l.Path, Pool: l.Pool.Bind(args), When: l.When, Tie: l.Tie, Needs: l.Needs, Given: l.Given, Release: l.Release, Once: l.Once, Maybe: l.Maybe, Part: true}
		if call.Call.Signature().Results().Len() > 1 {
			o.Path = effect.Tuple(l.Index) + o.Path
		}
		list = append(list, o)
	}
	return list
}

// literal returns the function of the literal that argument i is, or nil.
func literal(args []ssa.Value, i int) *ssa.Function {
	if i >= len(args) {
		return nil
	}
	v := args[i]
	if conv, ok := v.(*ssa.ChangeType); ok {
		v = conv.X
	}
	if closure, ok := v.(*ssa.MakeClosure); ok {
		v = closure.Fn
	}
	fn, ok := v.(*ssa.Function)
	if !ok || fn.Parent() == nil {
		return nil
	}
	return fn
}

// runBorrower executes a call that lends the object to a literal.
func (f *follow) runBorrower(s *state, call *ssa.Call) []*state {
	f.redefine(s, call)
	entry := *s
	entry.life, entry.end, entry.atExit, entry.escapes, entry.refs = live, nil, false, nil, nil
	entry.addRef(ref{val: call, part: f.origin.Part})
	args := make([]ssa.Value, f.origin.Param+1)
	args[f.origin.Param] = call
	states := f.inline(&entry, call, f.origin.Body, args, nil)
	for _, t := range states {
		t.dropRefs(func(r ref) bool { return r.val == call })
		if t.life == live {
			f.doPut(t, call, false)
		}
	}
	return states
}

// lendTo notes a call of a function that the function is given, if it is given the
// object.
func (f *follow) lendTo(s *state, call *ssa.CallCommon) {
	param, ok := call.Value.(*ssa.Parameter)
	if !ok || call.IsInvoke() || f.origin.Call == nil || param.Parent() != f.fn {
		return
	}
	for i, arg := range call.Args {
		if r, ok := s.direct(f.canon(arg)); ok {
			l := effect.Loan{Call: slices.Index(f.fn.Params, param), Arg: i, Part: r.part}
			if !slices.Contains(f.loans, l) {
				f.loans = append(f.loans, l)
			}
		}
	}
}

// addLoans adds to the summary what the function lends.
func (f *follow) addLoans(outs []outcome) {
	sum := f.out.Summary
	if !slices.ContainsFunc(outs, func(o outcome) bool { return o.life == live || o.life == gone }) {
		for _, l := range f.loans {
			if !slices.Contains(sum.Loans, l) {
				sum.Loans = append(sum.Loans, l)
			}
		}
		return
	}
	for i := range f.fn.Signature.Results().Len() {
		has := func(o outcome) bool {
			return o.life == live && slices.ContainsFunc(o.refsOf(f.canon(o.ret.Results[i])), func(r ref) bool { return r.part && r.is() })
		}
		yes, _ := split(outs, has)
		if len(yes) == 0 || slices.ContainsFunc(yes, func(o outcome) bool {
			return slices.ContainsFunc(o.returned, func(r ref) bool { return !isCapture(r.path) })
		}) {
			continue
		}
		r := effect.Result{Index: i, Pool: f.origin.Pool}
		r.When, r.Tie = f.when(outs, has)
		setTies(&r, f.necessary(outs, place{index: i}, has))
		var ok bool
		if r.Release, r.Once, r.Maybe, ok = f.releaser(outs, has); !ok || r.Release == "" || r.When == effect.Sometimes {
			continue
		}
		r.Given = f.given(outs, has)
		if l := (effect.Loan{Result: r}); !slices.Contains(sum.Loans, l) {
			sum.Loans = append(sum.Loans, l)
		}
		return // one is enough to follow the object by
	}
}
