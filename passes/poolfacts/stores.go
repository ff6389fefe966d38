package poolfacts

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// Stores implements [lifecycle.Program], for functions of the package.
func (r *Result) Stores(fn *ssa.Function) []lifecycle.Stored {
	fn = r.source(fn)
	if fn == nil {
		return nil
	}
	if list, ok := r.stores[fn]; ok {
		return list
	}
	r.stores[fn] = nil // while in progress
	var list []lifecycle.Stored
	add := func(st lifecycle.Stored) {
		if !slices.Contains(list, st) {
			list = append(list, st)
		}
	}
	param := func(v ssa.Value) int {
		p, _ := v.(*ssa.Parameter)
		return slices.Index(fn.Params, p)
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				addr, ok := instr.Addr.(*ssa.FieldAddr)
				if !ok {
					continue
				}
				if _, made := addr.X.(*ssa.Alloc); !made {
					add(lifecycle.Stored{Field: syncpool.FieldVar(addr.X.Type(), addr.Field), Param: param(addr.X)})
				}
			case ssa.CallInstruction:
				callee, args := r.Callee(instr.Common())
				if callee == nil {
					continue
				}
				for _, st := range r.Stores(callee) {
					if st.Param >= 0 && st.Param < len(args) {
						st.Param = param(args[st.Param])
					}
					add(st)
				}
			}
		}
	}
	r.stores[fn] = list
	return list
}
