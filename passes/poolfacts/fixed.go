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
	if field.Pkg() != r.pkg.Pkg || field.Exported() {
		return false
	}
	if r.assigned == nil {
		r.assigned, r.initialized = map[*types.Var]bool{}, map[*types.Var]bool{}
		for _, fn := range r.pkg.Funcs {
			r.noteAssigned(fn)
		}
	}
	return r.initialized[field] && !r.assigned[field]
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
				if _, made := instr.Addr.(*ssa.Alloc); !made {
					r.noteStruct(instr.Val.Type())
				}
			}
		}
	}
}

// noteStruct notes the fields of t, and of structs in it, a struct that is assigned
// as a whole.
func (r *Result) noteStruct(t types.Type) {
	if str, ok := t.Underlying().(*types.Struct); ok {
		for field := range str.Fields() {
			r.assigned[field.Origin()] = true
			r.noteStruct(field.Type())
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
