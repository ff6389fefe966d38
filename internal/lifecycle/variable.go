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
			if assignsCaptured(use, cell) {
				return false
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

// onlyAssigned reports whether the variable at cell is assigned nothing but what is
// reports to be so, and no literal assigns it.
func onlyAssigned(cell *ssa.Alloc, is func(ssa.Value) bool) bool {
	return cell != nil && !slices.ContainsFunc(*cell.Referrers(), func(use ssa.Instruction) bool {
		switch use := use.(type) {
		case *ssa.Store:
			return use.Addr != cell || !is(use.Val)
		case *ssa.UnOp, *ssa.DebugRef:
			return false
		case *ssa.MakeClosure:
			return assignsCaptured(use, cell)
		}
		return true
	})
}

// isAssigned reports whether a literal assigns the variable that it captured, or
// lets its address go on.
func isAssigned(v *ssa.FreeVar) bool {
	return slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool {
		switch use := use.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
			return false
		case *ssa.MakeClosure:
			return assignsCaptured(use, v)
		}
		return true
	})
}

// assignsCaptured reports whether the literal of closure assigns the variable at addr,
// which it captured, or lets its address go on.
func assignsCaptured(closure *ssa.MakeClosure, addr ssa.Value) bool {
	for i, b := range closure.Bindings {
		if b == addr && isAssigned(closure.Fn.(*ssa.Function).FreeVars[i]) {
			return true
		}
	}
	return false
}
