package content

import (
	"go/token"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// leave joins s to the state at the returns.
func (f *flow) leave(s state) {
	f.exit = joined(f.exit, s)
	if f.skipping && s.parks() {
		f.parked = joined(f.parked, s)
	}
}

// parks reports whether an object has been put.
func (s state) parks() bool {
	for k, bits := range s {
		if bits&Written != 0 && strings.HasSuffix(string(k.path), string(parked)) {
			return true
		}
	}
	return false
}

// joined returns s, which may be nil, joined with t.
func joined(s, t state) state {
	if s == nil {
		return maps.Clone(t)
	}
	s.join(t)
	return s
}

// settle takes for written what is written wherever the function succeeds: its
// callers read nothing if it has failed.
func (f *flow) settle() {
	if f.success == nil {
		return
	}
	for k, bits := range f.exit {
		if bits&Entry != 0 && f.success.get(k)&Entry == 0 {
			f.exit[k] = bits &^ Entry
		}
	}
}

// fails reports whether the last result of a return is an error that is not nil.
func fails(ret *ssa.Return) bool {
	if len(ret.Results) == 0 || !IsError(ret.Results[len(ret.Results)-1].Type()) {
		return false
	}
	switch err := returned(ret.Results[len(ret.Results)-1]).(type) {
	case *ssa.MakeInterface:
		return true
	case *ssa.Call:
		fn := err.Call.StaticCallee()
		return fn != nil && fn.Pkg != nil && (fn.Pkg.Pkg.Path() == "errors" && fn.Name() == "New" || fn.Pkg.Pkg.Path() == "fmt" && fn.Name() == "Errorf") || isTested(err, ret.Block())
	case *ssa.UnOp:
		return isGlobal(err) || isTested(err, ret.Block())
	default:
		return isTested(err, ret.Block())
	}
}

// isTested reports whether v is known not to be nil in b.
func isTested(v ssa.Value, b *ssa.BasicBlock) bool {
	if v.Referrers() == nil {
		return false
	}
	return slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool {
		cmp, ok := use.(*ssa.BinOp)
		if !ok || cmp.Op != token.NEQ && cmp.Op != token.EQL || !isNil(cmp.X) && !isNil(cmp.Y) {
			return false
		}
		return slices.ContainsFunc(*cmp.Referrers(), func(use ssa.Instruction) bool {
			branch, ok := use.(*ssa.If)
			if !ok {
				return false
			}
			not := branch.Block().Succs[0]
			if cmp.Op == token.EQL {
				not = branch.Block().Succs[1]
			}
			return len(not.Preds) == 1 && not.Dominates(b)
		})
	})
}
