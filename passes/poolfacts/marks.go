package poolfacts

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// markings are the constants that a field is given where its struct is made.
type markings struct {
	pooled []*ssa.Const // by functions that take objects of pools
	other  bool         // something that is not a constant is assigned
}

// Marks implements [lifecycle.Program].
func (r *Result) Marks(field *types.Var) ([]*ssa.Const, bool) {
	if r.changes(field) {
		return nil, false
	}
	if r.marks == nil {
		r.marks = map[*types.Var]*markings{}
		takes := map[*ssa.Function]bool{}
		for _, fn := range r.pkg.Funcs {
			r.noteMarks(fn, takes)
		}
	}
	m := r.marks[field]
	if m == nil {
		return nil, true // it is always zero
	}
	return m.pooled, !m.other
}

// noteMarks notes what fn assigns to fields of structs that it makes.
func (r *Result) noteMarks(fn *ssa.Function, takes map[*ssa.Function]bool) {
	for store, addr := range syncpool.FieldStores(fn) {
		field := syncpool.FieldVar(addr.X.Type(), addr.Field)
		m := r.marks[field]
		if m == nil {
			m = new(markings)
			r.marks[field] = m
		}
		c, ok := store.Val.(*ssa.Const)
		switch {
		case !ok:
			m.other = true
		case r.takes(fn, takes):
			m.pooled = append(m.pooled, c)
		}
	}
}

// takes reports whether fn, or what it calls in the package, takes an object of a
// pool. Known tells of which functions that has been asked.
func (r *Result) takes(fn *ssa.Function, known map[*ssa.Function]bool) bool {
	if found, ok := known[fn]; ok {
		return found
	}
	known[fn] = false // while in progress
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			callee, args := r.Callee(call.Common())
			if callee == nil {
				continue
			}
			op, _, _ := syncpool.OpOfFunc(callee, args)
			if op != syncpool.Get {
				if src := r.source(callee); src != nil {
					if !r.takes(src, known) {
						continue
					}
				} else if obj, ok := callee.Object().(*types.Func); !ok {
					continue
				} else if sum := r.imported(obj.Origin()); sum == nil || len(sum.Results) == 0 {
					continue
				}
			}
			known[fn] = true
			return true
		}
	}
	return known[fn]
}
