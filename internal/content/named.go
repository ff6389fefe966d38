package content

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// paramOf returns the parameter that v is, or is loaded from the variable of that
// literals share; nil if it is none.
func paramOf(v ssa.Value) *ssa.Parameter {
	if load, ok := v.(*ssa.UnOp); ok {
		if alloc, ok := load.X.(*ssa.Alloc); ok {
			v = onlyStored(alloc)
		}
	}
	p, _ := v.(*ssa.Parameter)
	return p
}

// isNamed reports whether all callers of the function of p are in view, and each gives
// a constant for p: as many different ones as the program has calls, if any.
func (a *Analysis) isNamed(p *ssa.Parameter) bool {
	is, known := a.named[p]
	if !known {
		is = a.namedBy(p)
		a.named[p] = is
	}
	return is
}

func (a *Analysis) namedBy(p *ssa.Parameter) bool {
	fn := p.Parent()
	index := slices.Index(fn.Params, p)
	if fn.Object() == nil || ast.IsExported(fn.Name()) || fn.TypeParams().Len() > 0 {
		return false
	}
	for _, caller := range a.all {
		for _, b := range caller.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if ok && call.Common().IsInvoke() && call.Common().Method.Name() == fn.Name() {
					return false
				}
				if ok && call.Common().StaticCallee() == fn {
					if slices.Contains(call.Common().Args, ssa.Value(fn)) || !isConst(call.Common().Args[index]) {
						return false
					}
					continue
				}
				if slices.ContainsFunc(instr.Operands(nil), func(op *ssa.Value) bool { return *op == ssa.Value(fn) }) {
					return false // it is a value, and called by others
				}
			}
		}
	}
	return true
}
