package lifecycle

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// variable returns the local variable at addr, here or in the function around,
// or nil.
func variable(addr ssa.Value) *ssa.Alloc {
	for range maxInline {
		fv, ok := addr.(*ssa.FreeVar)
		if !ok {
			break
		}
		addr = syncpool.Binding(fv)
	}
	cell, _ := addr.(*ssa.Alloc)
	return cell
}

// assignedOnce reports whether the variable at cell has one value, which it is
// given where it is declared.
func assignedOnce(cell *ssa.Alloc) bool {
	var first *ssa.Store
	for _, use := range *cell.Referrers() {
		switch use := use.(type) {
		case *ssa.Store:
			if first != nil || use.Addr != cell || use.Block() != cell.Block() {
				return false
			}
			first = use
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.MakeClosure:
			for i, b := range use.Bindings {
				if b == cell && isAssigned(use.Fn.(*ssa.Function).FreeVars[i]) {
					return false
				}
			}
		default:
			return false
		}
	}
	if first == nil {
		return false
	}
	for _, instr := range cell.Block().Instrs {
		if instr == first {
			return true
		}
		if instr != cell && slices.Contains(operands(instr), ssa.Value(cell)) {
			return false
		}
	}
	return false
}

// isAssigned reports whether a literal assigns the variable that it captured, or
// lets its address go on.
func isAssigned(v *ssa.FreeVar) bool {
	return slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool {
		switch use := use.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
			return false
		case *ssa.MakeClosure:
			for i, b := range use.Bindings {
				if b == v && isAssigned(use.Fn.(*ssa.Function).FreeVars[i]) {
					return true
				}
			}
			return false
		}
		return true
	})
}
