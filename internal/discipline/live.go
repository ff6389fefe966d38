package discipline

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A usedFuncs tells which functions of a package are called, or handed on as values,
// from other functions of it.
type usedFuncs struct {
	objects map[types.Object]bool
	invoked map[string]bool // names of methods that are called by an interface
}

// noteUsed finds out which functions the package uses.
func noteUsed(all []*ssa.Function) usedFuncs {
	u := usedFuncs{objects: map[types.Object]bool{}, invoked: map[string]bool{}}
	for _, fn := range all {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok && call.Common().IsInvoke() {
					u.invoked[call.Common().Method.Name()] = true
				}
				for _, op := range instr.Operands(nil) {
					used, ok := (*op).(*ssa.Function)
					if ok && used.Object() != nil && used.Object() != fn.Object() {
						u.objects[origin(used.Object())] = true
					}
				}
			}
		}
	}
	return u
}

// forgotten reports whether fn is a function or method that other packages cannot
// call, and this one does not: what it does to objects is never done.
func (u usedFuncs) forgotten(fn *ssa.Function) bool {
	obj := fn.Object()
	if obj == nil || ast.IsExported(obj.Name()) || u.objects[origin(obj)] || fn.Signature.Recv() != nil && u.invoked[obj.Name()] {
		return false
	}
	return fn.Signature.Recv() != nil || obj.Name() != "main" && obj.Name() != "init"
}

// origin returns the generic function or method that obj is an instance of, or obj.
func origin(obj types.Object) types.Object {
	if fn, ok := obj.(*types.Func); ok {
		return fn.Origin()
	}
	return obj
}
