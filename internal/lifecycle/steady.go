package lifecycle

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// A loop that tests a field, and in which nothing can change that, finds it the same in
// each iteration: it ends at once, or not by that test.

// findSteady finds the conditions in loops of the function that are the same in each
// iteration, and makes what is known of them last as long as what they are computed from.
func (a *analysis) findSteady() { a.findSteadyIn(a.fn) }

func (a *analysis) findSteadyIn(fn *ssa.Function) {
	for _, lit := range fn.AnonFuncs {
		if uses := usesOf(lit); len(uses) == 1 && isCalled(uses[0]) && !a.isInLoop(uses[0].instr) { // it runs once
			a.findSteadyIn(lit)
		}
	}
	for _, l := range a.loopsOf(fn) {
		for b := range l.blocks {
			cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
			if !ok {
				continue
			}
			if v := cond.Cond; v == a.terms.value(v) && a.comesFromBefore(v, l) && !a.isChanged(v, l) {
				a.terms.steady[v] = true
				a.terms.local[v] = false // the next iteration tests it again
			}
		}
	}
}

// comesFromBefore reports whether v is computed from what comes from before l, but not
// from before another loop around it.
func (a *analysis) comesFromBefore(v ssa.Value, l loop) bool {
	leaves, computed := a.terms.leaves[v]
	in := func(l loop) bool {
		return slices.ContainsFunc(leaves, func(leaf ssa.Value) bool {
			def, ok := leaf.(ssa.Instruction)
			return ok && l.blocks[def.Block()]
		})
	}
	return computed && !in(l) && !slices.ContainsFunc(a.loopsOf(l.head.Parent()), func(outer loop) bool {
		return outer.head != l.head && outer.blocks[l.head] && !in(outer)
	})
}

// isChanged reports whether something in l may change a field from which v is computed,
// none of which the function assigns by its name.
func (a *analysis) isChanged(v ssa.Value, l loop) bool {
	c := changes{a: a, fields: fieldsOf(v, 0)}
	for b := range l.blocks {
		if slices.ContainsFunc(b.Instrs, c.mayBeBy) {
			return true
		}
	}
	return false
}

// fieldsOf lists the fields that are loaded to compute v.
func fieldsOf(v ssa.Value, depth int) []*types.Var {
	instr, ok := v.(ssa.Instruction)
	if !ok || depth > maxLeaves {
		return nil
	}
	var list []*types.Var
	if addr, ok := v.(*ssa.FieldAddr); ok {
		list = append(list, syncpool.FieldVar(addr.X.Type(), addr.Field))
	}
	for _, x := range operands(instr) {
		list = append(list, fieldsOf(x, depth+1)...)
	}
	return list
}

// changes are what may change some fields.
type changes struct {
	a      *analysis
	fields []*types.Var
	depth  int // of functions within functions
}

// mayBeBy reports whether instr may change the fields, or wait for someone who does.
func (c changes) mayBeBy(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Call:
		return !c.areNotBy(&instr.Call)
	case *ssa.Store:
		switch instr.Val.Type().Underlying().(type) {
		case *types.Struct, *types.Array:
			return true
		}
		addr, ok := instr.Addr.(*ssa.FieldAddr)
		return ok && slices.Contains(c.fields, syncpool.FieldVar(addr.X.Type(), addr.Field))
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Defer:
		return c.depth > 0 && !c.areNotBy(&instr.Call) // here it runs after the loop
	case *ssa.Go:
		return !c.areNotBy(&instr.Call)
	case *ssa.Send, *ssa.Select:
		return true
	}
	return false
}

// areNotBy reports whether call calls a function that is known not to change the fields.
func (c changes) areNotBy(call *ssa.CallCommon) bool {
	if b, ok := call.Value.(*ssa.Builtin); ok {
		return b.Name() != "copy" && b.Name() != "clear"
	}
	if op, _, _ := op(c.a.prog, call); op == syncpool.Get || op == syncpool.Put {
		return true
	}
	if onlyComputes(call) {
		return true
	}
	fn, _ := c.a.prog.Callee(call)
	if fn == nil || len(fn.Blocks) == 0 || fn.Package() != c.a.fn.Package() || c.depth >= maxCallees {
		return false
	}
	c.depth++
	return !contains(fn, c.mayBeBy)
}

// onlyComputes reports whether call calls a function or a method of the standard library
// that works with texts and numbers, and is given nothing else.
func onlyComputes(call *ssa.CallCommon) bool {
	fn := call.StaticCallee()
	if fn == nil || objectOf(fn) == nil || objectOf(fn).Pkg() == nil {
		return false
	}
	switch objectOf(fn).Pkg().Path() {
	case "bytes", "errors", "math", "math/bits", "strconv", "strings", "unicode", "unicode/utf8":
		return !slices.ContainsFunc(call.Args, func(arg ssa.Value) bool {
			return !isPlain(arg.Type()) && (types.IsInterface(arg.Type()) || !isOfStd(arg.Type()))
		})
	}
	return false
}
