// Package lifecycle follows each pooled object of a function along every
// feasible path.
//
// It is a property simulation in the sense of Das, Lerner and Seigle, "ESP:
// path-sensitive program verification in polynomial time" (PLDI 2002): one
// object is followed at a time; where paths join, states merge if they agree on
// what became of the object and on who refers to it, and what else was known of
// the branches taken is kept only as far as it agrees. Where a defect is found
// so, or something that is done only sometimes, the object is followed again with
// a few variants of that kept apart. The number of states at a point is
// therefore bounded by what can happen to one object, not by the number of paths
// to that point.
package lifecycle

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// Program answers what the analysis of one function needs to know of others.
type Program interface {
	// Callee returns the function that call runs, if it is known and not
	// dispatched, and the values that stand for its parameters and then for
	// the variables it captured.
	Callee(call *ssa.CallCommon) (fn *ssa.Function, args []ssa.Value)

	// Candidates returns functions that call may run where Callee does not know.
	Candidates(call *ssa.CallCommon) []*ssa.Function

	// Summary returns what fn does, nil if nothing is known of it.
	Summary(fn *ssa.Function) *effect.Summary

	// Brief is Summary for who only asks what fn takes and puts, and whether it
	// returns and waits.
	Brief(fn *ssa.Function) *effect.Summary

	// Method returns what is declared of an interface method, or nil.
	Method(fn *types.Func) *effect.Summary

	// Concrete returns what the method called name of type t does, nil if
	// nothing is known of it.
	Concrete(t types.Type, pkg *types.Package, name string) *effect.Summary

	// Stores lists the fields that fn, or what it calls, assigns in structs that
	// it does not make itself.
	Stores(fn *ssa.Function) []Stored

	// Pooled reports whether field is a pointer that is set to objects of a
	// pool.
	Pooled(field *types.Var) bool

	// Reused reports whether some function may use the memory of field, a slice
	// or a map, that an earlier one has left there.
	Reused(field *types.Var) bool

	// Fixed reports whether field is assigned in a struct that was just made, and
	// nowhere else.
	Fixed(field *types.Var) bool

	// Marks lists what field, a flag or a number, is given besides zero in structs
	// that are made for objects of pools, and reports whether it keeps that and is
	// always a constant. A struct may become zero as a whole.
	Marks(field *types.Var) (list []*ssa.Const, ok bool)
}

// A Stored is a field that a function assigns.
type Stored struct {
	Field *types.Var
	Param int // the index of the parameter that points to the struct; -1 for any other
}

// An Origin is where the function that is followed comes by an object: at a
// call that takes it from a pool, from its own caller, or out of a collection.
type Origin struct {
	Call  ssa.CallInstruction         // that takes it; nil for an object of the caller
	Param int                         // for an object of the caller, the index of the parameter or, after these, the captured variable
	Path  effect.Path                 // from the result of Call, or from the parameter, to the object
	Pool  syncpool.Ref                // for an object taken here
	When  effect.When                 // Sometimes where Call may also make it afresh
	Tie   effect.Tie                  // the result of Call that tells whether the object is there, if one does
	Needs [effect.MaxNeeds]effect.Tie // what else results of Call are where the object is there

	Given   effect.Tie          // what a parameter of Call is where the object is there
	Release effect.Path         // from the results of Call to a function that puts the object, see [effect.Result]
	Once    bool                // calling that function again does nothing
	Maybe   bool                // that function puts the object only sometimes
	Fails   int                 // one more than the index of the result of Call that is the error of resetting the object
	Also    string              // other paths from the results of Call to the object, see [effect.Result]
	Item    ssa.Value           // for an object out of a collection, what it is there, or that Path leads to from a value that may have it; Call is nil
	Put     ssa.CallInstruction // a call that puts it, with argument Param

	Lent string // fields of the object that hold memory which is not its own, see [effect.Result]

	Part bool          // Path leads to memory of the object rather than to the object
	Body *ssa.Function // a literal to which Call lends the object, see [effect.Loan], as its parameter Param; nil for none
}

// Field returns the field in which what Call returns holds the object, nil if it
// is the object, or that cannot be told.
func (o Origin) Field() *types.Var {
	call, ok := o.Call.(*ssa.Call)
	if !ok {
		return nil
	}
	results := call.Call.Signature().Results()
	if results.Len() == 1 {
		return fieldAt(results.At(0).Type(), o.Path)
	}
	for i := range results.Len() {
		if rest, ok := o.Path.Cut(effect.Tuple(i)); ok {
			return fieldAt(results.At(i).Type(), rest)
		}
	}
	return nil
}

// A Kind is what went wrong with an object.
type Kind uint8

// The defects of a lifecycle.
const (
	Leak     Kind = iota // At: the return, or the call that takes the next object
	UseAfter             // At: the use; Other: the Put
	Twice                // At: the second Put; Other: the first
	Escape               // At: where it got out; Other: the Put
	Parked               // no defect by itself. At: the return with which it stays in Field
)

// An Event is one defect of one object.
type Event struct {
	Kind   Kind
	Origin Origin
	At     ssa.Instruction
	Other  ssa.Instruction // nil for a leak
	Value  ssa.Value       // what is used or gets out, if that has a value
	Part   bool            // Value is memory of the object rather than the object
	Via    string          // for memory of the object, the field that leads there; "" if there is none
	AtExit bool            // Other is deferred
	Stored bool            // At is a call that stores Value, rather than one that starts a goroutine
	Field  *types.Var      // of a Parked
}

// A Func is what the analysis found out about one function.
type Func struct {
	Origins []Origin // the objects it takes, in the order of the calls
	Events  []Event
	Summary *effect.Summary
	Skipped bool // it exceeded the bound on the work, and nothing is claimed of it

	pending *analysis                // of what it does to the objects of its callers; nil once done
	reached map[*ssa.BasicBlock]bool // of the literals that were executed where they are called
}

// RulesOut reports whether e, an event of the literal lit, cannot be, by what is known
// of the function around it: that was executed with the literal in it, and no path
// came to one of the places of e, or all that can be the object was followed there. A
// literal that recovers may run on paths that are not followed.
func (f *Func) RulesOut(lit *ssa.Function, e Event) bool {
	if f.Skipped || !f.reached[lit.Blocks[0]] || !onlyCalled(lit) || contains(lit, isRecover) {
		return false
	}
	if f.follows(lit, e.Origin) {
		return true
	}
	missed := func(instr ssa.Instruction) bool {
		return instr != nil && instr.Parent() == lit && !f.reached[instr.Block()]
	}
	return missed(e.At) || missed(e.Other)
}

// follows reports whether o is what a variable holds that the literal lit captured, and
// that is assigned nothing but objects that the function around takes, and nil.
func (f *Func) follows(lit *ssa.Function, o Origin) bool {
	i := o.Param - len(lit.Params)
	rest, ok := o.Path.Cut(effect.Deref)
	if o.Call != nil || o.Item != nil || i < 0 || !ok {
		return false
	}
	return onlyAssigned(variable(lit.FreeVars[i]), func(v ssa.Value) bool {
		return isNil(v) || slices.ContainsFunc(f.Origins, func(taken Origin) bool { return taken.isAt(v, rest) })
	})
}

// isAt reports whether o, which a call takes, lies at path of v.
func (o Origin) isAt(v ssa.Value, path effect.Path) bool {
	for {
		switch x := v.(type) {
		case *ssa.TypeAssert:
			v = x.X
			if x.CommaOk {
				return false
			}
		case *ssa.ChangeType:
			v = x.X
		case *ssa.Extract:
			if assert, ok := x.Tuple.(*ssa.TypeAssert); ok && x.Index == 0 {
				v = assert.X
				continue
			}
			call, ok := x.Tuple.(*ssa.Call)
			return ok && o.Call == ssa.CallInstruction(call) && o.Path == effect.Tuple(x.Index)+path
		case *ssa.Call:
			return o.Call == ssa.CallInstruction(x) && o.Path == path
		default:
			return false
		}
	}
}

// Skip returns what is known of a function that defeats the analysis.
func Skip() *Func { return &Func{Summary: &effect.Summary{}, Skipped: true} }

// Analyze follows the objects that fn takes. What fn does to those of its
// callers is for [Func.Complete] to find out.
func Analyze(prog Program, fn *ssa.Function) *Func {
	a := &analysis{prog: prog, fn: fn, out: &Func{Summary: &effect.Summary{Borrows: true}, reached: map[*ssa.BasicBlock]bool{}}}
	a.out.Summary.NoReturn = !mayReturn(prog, fn)
	a.out.Summary.Waits = waitsForGiven(prog, fn)
	if !isYield(fn) { // else they are of the function around it
		a.out.Origins = a.origins(fn)
	}
	for _, o := range a.out.Origins {
		a.follow(o)
	}
	a.out.Summary.Sort()
	if a.out.Skipped {
		a.out.Events = nil
		a.out.Summary = &effect.Summary{NoReturn: a.out.Summary.NoReturn, Waits: a.out.Summary.Waits}
	} else {
		a.out.pending = a
	}
	return a.out
}

// Complete adds to the events and the summary what the function does to the
// objects of its callers, if that has not been done.
func (f *Func) Complete() {
	a := f.pending
	if a == nil {
		return
	}
	f.pending = nil
	events, results := len(f.Events), f.Summary.Results
	for _, o := range a.borrowed() {
		a.follow(o)
	}
	for _, o := range append(a.items(), a.held()...) {
		a.follow(o)
	}
	f.Summary.Sort()
	if f.Skipped {
		f.Events = f.Events[:events]
		f.Summary = &effect.Summary{Results: results, NoReturn: f.Summary.NoReturn, Waits: f.Summary.Waits}
	}
}

// analysis is the work on one function.
type analysis struct {
	prog Program
	fn   *ssa.Function
	out  *Func

	// What holds for every object, made when there is one.
	num   *numbering
	terms *terms
	live  map[ssa.Value]map[*ssa.BasicBlock]bool // where a value is live, see [follow.liveIn]
	loops map[*ssa.Function][]loop               // of the functions that were asked for, see [analysis.loopsOf]
	steps int                                    // bound on the instructions executed for one object
}

// origins lists the calls that take objects, in fn and in the literals that it
// calls.
func (a *analysis) origins(fn *ssa.Function) []Origin {
	var list []Origin
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			for _, r := range Taken(a.prog, call.Common()) {
				o := Origin{Call: call, Path: r.Path, Pool: r.Pool, When: r.When, Tie: r.Tie, Needs: r.Needs, Given: r.Given, Release: r.Release, Once: r.Once, Maybe: r.Maybe, Fails: r.Fails, Also: r.Also, Lent: r.Lent}
				if call.Call.Signature().Results().Len() > 1 {
					o.Path = effect.Tuple(r.Index) + o.Path
				}
				list = append(list, o)
			}
			list = append(list, a.loans(call)...)
		}
	}
	for _, lit := range fn.AnonFuncs {
		if sum := a.prog.Brief(lit); (called(lit) || isYield(lit)) && (sum == nil || len(sum.Results) == 0) { // else its calls are
			list = append(list, a.origins(lit)...)
		}
	}
	return list
}

// called reports whether the function around lit calls it where it stands, now
// or deferred.
func called(lit *ssa.Function) bool {
	return slices.ContainsFunc(usesOf(lit), isCalled)
}

// onlyCalled reports whether the function around lit does nothing with it but call
// it where it stands, now or deferred.
func onlyCalled(lit *ssa.Function) bool {
	return !slices.ContainsFunc(usesOf(lit), func(u use) bool { return !isCalled(u) })
}

// A use is an instruction that has a literal as an operand.
type use struct {
	lit   ssa.Value
	instr ssa.Instruction
}

// usesOf lists the uses of lit, with what it captured or without.
func usesOf(lit *ssa.Function) []use {
	var list []use
	for _, instr := range *lit.Referrers() {
		closure, ok := instr.(*ssa.MakeClosure)
		if !ok {
			list = append(list, use{lit, instr})
			continue
		}
		for _, instr := range *closure.Referrers() {
			list = append(list, use{closure, instr})
		}
	}
	return list
}

// isCalled reports whether u calls the literal, now or deferred.
func isCalled(u use) bool {
	switch instr := u.instr.(type) {
	case *ssa.Call:
		return instr.Call.Value == u.lit
	case *ssa.Defer:
		return instr.Call.Value == u.lit
	}
	return false
}

// op is [syncpool.OpOfCall] for a callee that prog knows.
func op(prog Program, call *ssa.CallCommon) (syncpool.Op, ssa.Value, ssa.Value) {
	fn, args := prog.Callee(call)
	if fn == nil {
		return syncpool.None, nil, nil
	}
	return syncpool.OpOfFunc(fn, args)
}

// Taken lists the objects that call takes from pools, each with its pool as
// the caller sees it.
func Taken(prog Program, call *ssa.CallCommon) []effect.Result {
	if op, pool, _ := op(prog, call); op == syncpool.Get {
		return []effect.Result{{Pool: syncpool.RefOf(pool), When: effect.Always}}
	}
	var sum *effect.Summary
	var args []ssa.Value
	if call.IsInvoke() {
		sum = prog.Method(call.Method)
		args = append([]ssa.Value{call.Value}, call.Args...)
	} else if fn, fnArgs := prog.Callee(call); fn != nil {
		sum, args = prog.Brief(fn), fnArgs
	}
	if sum == nil {
		return nil
	}
	list := make([]effect.Result, len(sum.Results))
	for i, r := range sum.Results {
		r.Pool = r.Pool.Bind(args)
		list[i] = r
	}
	return list
}

// mayReturn reports whether some return of fn is reachable, given the callees
// that never return.
func mayReturn(prog Program, fn *ssa.Function) bool {
	if fn.Recover != nil {
		return true // a deferred call may recover
	}
	seen := make([]bool, len(fn.Blocks))
	work := []*ssa.BasicBlock{fn.Blocks[0]}
	seen[0] = true
blocks:
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Return:
				return true
			case *ssa.Call:
				if callee, _ := prog.Callee(instr.Common()); callee != nil && callee != fn {
					if sum := prog.Brief(callee); sum != nil && sum.NoReturn {
						continue blocks
					}
				}
			}
		}
		for _, s := range b.Succs {
			if !seen[s.Index] {
				seen[s.Index] = true
				work = append(work, s)
			}
		}
	}
	return false
}
