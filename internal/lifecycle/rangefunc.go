package lifecycle

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// maxIterations bounds the states from which the body of a loop over an iterator
// is executed, at one call of the iterator.
const maxIterations = 32

// isYield reports whether fn is the body of a loop over an iterator, which
// go/ssa makes a function that the iterator calls. What it defers it defers to
// the function around it.
func isYield(fn *ssa.Function) bool {
	_, ok := fn.Syntax().(*ast.RangeStmt)
	return ok
}

// yieldOf returns the body of the loop if common is the call of its iterator,
// nil for any other call.
func yieldOf(common *ssa.CallCommon) *ssa.Function {
	for _, arg := range common.Args {
		if closure, ok := arg.(*ssa.MakeClosure); ok {
			if fn := closure.Fn.(*ssa.Function); isYield(fn) {
				return fn
			}
		}
	}
	return nil
}

// rangeOver executes a loop over an iterator, whose call with the body is site:
// the body any number of times. That it is not run after a break or a return
// the code that go/ssa adds to it sees to.
func (f *follow) rangeOver(s *state, site ssa.CallInstruction, body *ssa.Function) []*state {
	if len(f.stack) > maxInline || slices.Contains(f.stack, body) {
		s.life = gone
		return []*state{s}
	}
	states := []*state{s}
	for i := 0; i < len(states) && !f.skipped; i++ {
		if i >= maxIterations {
			f.skipped = true
		}
		next := *states[i]
		for _, t := range f.inline(&next, site, body, nil, nil) {
			if !slices.ContainsFunc(states, func(old *state) bool { return f.covers(old, t) }) {
				states = append(states, t)
			}
		}
	}
	return states
}

// iterate executes what the iterator, which instr calls, does besides running
// the body of the loop: it may put what it has captured, or its receiver.
func (f *follow) iterate(states []*state, instr ssa.CallInstruction, fn *ssa.Function, args []ssa.Value) []*state {
	common := instr.Common()
	var list []*state
	for _, s := range states {
		sum, args := f.summaryOf(s, common, fn, slices.Clone(args))
		if sum == nil {
			for _, r := range s.refsOf(f.canon(common.Value)) {
				f.lose(s, r, instr)
			}
			list = append(list, s)
			continue
		}
		for i, arg := range args {
			if _, ok := arg.(*ssa.MakeClosure); ok {
				args[i] = ssa.NewConst(nil, arg.Type()) // the body has been executed
			}
		}
		list = append(list, f.apply(s, instr, sum, args, nil)...)
	}
	return list
}

// covers reports whether what holds in s holds in t as well.
func (f *follow) covers(s, t *state) bool {
	return s.key(f.num) == t.key(f.num) && s.covers(t)
}

// runDeferred executes at a return of fn the calls that are still pending: those
// that bodies of loops deferred, for which go/ssa has no instruction if fn
// defers nothing else.
func (f *follow) runDeferred(fn *ssa.Function, states []*state) []*state {
	if isYield(fn) {
		return states
	}
	var list []*state
	for _, s := range states {
		list = append(list, f.runDefers(s)...)
	}
	return list
}
