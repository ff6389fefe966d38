package content

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// onlyCut reports whether the callee takes up the memory of v, a slice, and
// nothing more.
func (f *flow) onlyCut(common *ssa.CallCommon, v ssa.Value) bool {
	source, args := f.a.inView(common)
	if source == nil {
		return false
	}
	for i, arg := range args {
		if arg != v || i >= len(source.Params) {
			continue
		}
		for _, use := range *source.Params[i].Referrers() {
			if cut, ok := use.(*ssa.Slice); !ok || !isZeroLen(cut) {
				return false
			}
		}
	}
	return true
}

// isSize reports whether use takes v for how much memory to make.
func isSize(v ssa.Value, use ssa.Instruction, depth int) bool {
	switch use := use.(type) {
	case *ssa.MakeSlice:
		return use.Len != v
	case *ssa.MakeMap:
		return true
	case *ssa.Convert:
		return onlySizes(use, depth)
	case *ssa.BinOp:
		return onlySizes(use, depth)
	case *ssa.Call:
		if b, ok := use.Call.Value.(*ssa.Builtin); ok && (b.Name() == "min" || b.Name() == "max") {
			return onlySizes(use, depth)
		}
		return calledName(&use.Call) == "Grow"
	}
	return false
}

// onlySizes reports whether v, a number, has no use but that of [isSize].
func onlySizes(v ssa.Value, depth int) bool {
	if depth > 3 || len(*v.Referrers()) == 0 {
		return false
	}
	for _, use := range *v.Referrers() {
		if !isSize(v, use, depth+1) {
			return false
		}
	}
	return true
}

// isAllOf reports whether v is all the memory of a slice, whatever is in it:
// x[:cap(x)].
func isAllOf(v *ssa.Slice) bool {
	call, ok := v.High.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "cap"
}

// onlyLimits reports whether a length is only compared to a limit other than
// zero, or bounds a loop that zeroes the elements.
func onlyLimits(call ssa.Instruction) bool {
	v, ok := call.(ssa.Value)
	if !ok {
		return false
	}
	for _, use := range *v.Referrers() {
		if conv, ok := use.(*ssa.Convert); ok && onlyLimits(conv) {
			continue
		}
		cmp, ok := use.(*ssa.BinOp)
		if !ok || cmp.Type() != types.Typ[types.UntypedBool] && !types.Identical(cmp.Type().Underlying(), types.Typ[types.Bool]) {
			return false
		}
		other := cmp.X
		if other == v {
			other = cmp.Y
		}
		if c, ok := other.(*ssa.Const); ok && IsZero(c) {
			return false
		}
	}
	return true
}
