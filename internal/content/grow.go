package content

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

func (f *flow) builtin(s state, b *ssa.Builtin, instr ssa.CallInstruction) {
	args := instr.Common().Args
	switch b.Name() {
	case "clear":
		p := f.place(args[0])
		f.noteReset(f.step(p, effect.Elem))
		s.clear(f.step(p, effect.Elem), stale|Foreign|Held)
		if p.root != nil {
			s[p.cell] = s.get(p.cell) &^ (Foreign | Held)
			if _, isMap := args[0].Type().Underlying().(*types.Map); isMap {
				s[p.cell] &^= stale // an empty map, whoever made it
			}
		}
	case "len":
		f.length(s, instr)
	}
}

// length executes the start of a loop that zeroes the elements of a slice: it
// compiles to a comparison to the length.
func (f *flow) length(s state, instr ssa.CallInstruction) {
	arg := instr.Common().Args[0]
	n := instr.Value()
	if n == nil {
		return
	}
	for _, use := range *n.Referrers() {
		cmp, ok := use.(*ssa.BinOp)
		if !ok {
			continue
		}
		branch, ok := cmp.Block().Instrs[len(cmp.Block().Instrs)-1].(*ssa.If)
		if !ok || branch.Cond != ssa.Value(cmp) {
			continue
		}
		for _, instr := range cmp.Block().Succs[0].Instrs {
			if store, ok := instr.(*ssa.Store); ok && isZeroing(store) {
				if f.place(store.Addr).cell == f.step(f.place(arg), effect.Elem) {
					f.noteReset(f.step(f.place(arg), effect.Elem))
					s.clear(f.step(f.place(arg), effect.Elem), stale|Foreign|Held)
					s[f.place(arg).cell] = s.get(f.place(arg).cell) &^ (Foreign | Held)
				}
			}
		}
	}
}

// growsBy reports whether appending args with a call can grow memory by more
// than a fixed amount. Adds tells that they are added to what earlier calls
// appended.
func (f *flow) growsBy(call *ssa.Call, args []ssa.Value, adds bool) bool {
	if adds && inLoop(call.Block()) {
		return true
	}
	if calledName(&call.Call) == "Grow" {
		return len(args) == 1 && !isConst(args[0])
	}
	return slices.ContainsFunc(args, func(v ssa.Value) bool {
		if _, constant := v.(*ssa.Const); constant {
			return false
		}
		switch t := v.Type().Underlying().(type) {
		case *types.Basic:
			return t.Info()&types.IsString != 0
		case *types.Slice:
			slice, ok := v.(*ssa.Slice)
			return !ok || !isFresh(slice.X) && !isBounded(slice) // not the list of single elements
		case *types.Interface:
			return !drains(v.Type()) // a source is not data
		case *types.Pointer, *types.Struct, *types.Map:
			return true
		}
		return false
	})
}

// isBounded reports whether a slice ends at a constant, or at the smaller of two
// lengths.
func isBounded(v *ssa.Slice) bool {
	switch high := v.High.(type) {
	case *ssa.Const, *ssa.Phi:
		return true
	case *ssa.Call:
		b, ok := high.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "min"
	}
	return false
}

// inLoop reports whether b can be reached from itself.
func inLoop(b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(b.Succs, func(s *ssa.BasicBlock) bool { return Reaches(s, b) })
}
