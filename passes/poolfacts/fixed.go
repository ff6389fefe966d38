package poolfacts

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// Fixed implements [lifecycle.Program].
func (r *Result) Fixed(field *types.Var) bool {
	return !r.changes(field) && r.initialized[field] && !r.zeroed[field]
}

// changes reports whether field may be assigned in a struct that was not just made,
// other than by making the whole struct zero.
func (r *Result) changes(field *types.Var) bool {
	if field.Pkg() != r.pkg.Pkg || field.Exported() {
		return true
	}
	if r.assigned == nil {
		r.assigned, r.initialized, r.zeroed = map[*types.Var]bool{}, map[*types.Var]bool{}, map[*types.Var]bool{}
		for _, fn := range r.pkg.Funcs {
			r.noteAssigned(fn)
		}
	}
	return r.assigned[field]
}

// noteAssigned notes the fields that fn may assign in structs that it makes, and
// in others.
func (r *Result) noteAssigned(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				switch _, made := instr.X.(*ssa.Alloc); {
				case onlyLoaded(instr):
				case made:
					r.initialized[syncpool.FieldVar(instr.X.Type(), instr.Field)] = true
				default:
					r.assigned[syncpool.FieldVar(instr.X.Type(), instr.Field)] = true
				}
			case *ssa.Store:
				if _, made := instr.Addr.(*ssa.Alloc); made {
					continue
				}
				if _, zero := instr.Val.(*ssa.Const); zero {
					noteStruct(r.zeroed, instr.Val.Type())
				} else {
					noteStruct(r.assigned, instr.Val.Type())
				}
			}
		}
	}
}

// noteStruct notes in set the fields of t, and of structs in it, a struct that is
// assigned as a whole.
func noteStruct(set map[*types.Var]bool, t types.Type) {
	if str, ok := t.Underlying().(*types.Struct); ok {
		for field := range str.Fields() {
			set[field.Origin()] = true
			noteStruct(set, field.Type())
		}
	}
}

// onlyLoaded reports whether what is at addr, or a part of it, is loaded and
// nothing else.
func onlyLoaded(addr ssa.Value) bool {
	return !slices.ContainsFunc(*addr.Referrers(), func(use ssa.Instruction) bool {
		switch use := use.(type) {
		case *ssa.UnOp:
			return use.Op != token.MUL
		case *ssa.FieldAddr:
			return !onlyLoaded(use)
		case *ssa.IndexAddr:
			return !onlyLoaded(use)
		case *ssa.DebugRef:
			return false
		}
		return true
	})
}
