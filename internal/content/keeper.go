package content

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// A binding is what is written through something that was made to write, or bound, to
// a cell.
type binding struct {
	c    cell
	bits Bits
}

// bind notes that instr makes or resets something that will write bits to c, and
// reports whether that is when it is used: where instr itself stands nothing is
// written. What is part of the object is taken to write at once if anything is done
// with the object afterwards.
func (f *flow) bind(instr ssa.CallInstruction, c cell, bits Bits) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	keeper := ssa.Value(call)
	if recv := receiver(&call.Call); recv != nil && IsResetName(calledName(&call.Call)) {
		keeper = f.place(recv).root
	} else if !makesStream(&call.Call) {
		return false
	}
	switch {
	case keeper == nil:
		return false
	case keeper == c.root || f.keptIn(keeper, c.root):
		return !f.usedAfter(call, c.root)
	case !onlyCalled(keeper):
		return false
	}
	f.bound[keeper] = binding{c, bits}
	return true
}

// writeBound executes what a call writes through what is bound to some cell.
func (f *flow) writeBound(s state, instr ssa.CallInstruction) {
	if len(f.bound) == 0 {
		return
	}
	for _, arg := range f.usedBy(instr.Common()) {
		root := f.place(arg).root
		if b, ok := f.bound[root]; ok && root != nil {
			f.addTo(s, b.c, b.bits, instr)
		}
	}
}

// makesStream reports whether a call makes something to write to or to read from.
func makesStream(common *ssa.CallCommon) bool {
	return isMaker(common) || isStream(resultType(common))
}

// usedBy lists the arguments of a call, the receiver first, that it may do something
// with: not those that it puts, and none of a reset.
func (f *flow) usedBy(common *ssa.CallCommon) []ssa.Value {
	if IsResetName(calledName(common)) {
		return nil
	}
	fn, args := f.a.prog.Callee(common)
	if fn == nil {
		return callArgs(common)
	}
	if op, _, _ := syncpool.OpOfFunc(fn, args); op == syncpool.Put {
		return nil
	}
	sum := f.a.prog.Brief(fn)
	if sum == nil {
		return args
	}
	var list []ssa.Value
	for i, arg := range args {
		if !slices.ContainsFunc(sum.Params, func(p effect.Param) bool { return p.Index == i && p.Put != effect.Never }) {
			list = append(list, arg)
		}
	}
	return list
}

// partsOf reports whether list, the arguments of a call, but for the value except, are
// addresses in the object at root and what is the same in each use.
func (f *flow) partsOf(root ssa.Value, list []ssa.Value, except ssa.Value) bool {
	for _, arg := range list {
		if arg == except {
			continue
		}
		for _, v := range listed(arg) {
			p := f.place(v)
			if _, global := p.root.(*ssa.Global); !global && !isConst(underInterface(v)) && !(p.addr && p.root == root) {
				return false
			}
		}
	}
	return true
}

// keptIn reports whether v, a result of a call, is stored in the object at root.
func (f *flow) keptIn(v, root ssa.Value) bool {
	return slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool {
		switch use := use.(type) {
		case *ssa.Store:
			return use.Val == v && f.place(use.Addr).root == root
		case *ssa.Extract:
			return f.keptIn(use, root)
		case *ssa.MakeInterface:
			return f.keptIn(use, root)
		}
		return false
	})
}

// onlyCalled reports whether nothing is done with v but to call its methods, to pass it
// to functions and to compare it.
func onlyCalled(v ssa.Value) bool {
	if v.Referrers() == nil {
		return false
	}
	for _, use := range *v.Referrers() {
		switch use := use.(type) {
		case *ssa.Call, *ssa.Defer, *ssa.BinOp, *ssa.DebugRef:
		case *ssa.Extract:
			if use.Index == 0 && !onlyCalled(use) {
				return false
			}
		case *ssa.MakeInterface:
			if !onlyCalled(use) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// usedAfter reports whether, in the function of instr or a literal in it, a call after
// instr is given the object at root or a part of it, other than to put or reset it or to
// bind another stream to it.
func (f *flow) usedAfter(instr *ssa.Call, root ssa.Value) bool {
	return slices.ContainsFunc(f.instrs(instr.Parent()), func(other ssa.Instruction) bool {
		call, ok := other.(ssa.CallInstruction)
		if !ok || other == ssa.Instruction(instr) {
			return false
		}
		if _, deferred := other.(*ssa.Defer); !deferred && !reaches(instr, other) {
			return false
		}
		if made, ok := other.(*ssa.Call); ok && makesStream(&made.Call) && f.keptIn(made, root) {
			return false
		}
		return slices.ContainsFunc(f.usedBy(call.Common()), func(arg ssa.Value) bool { return f.place(arg).root == root })
	})
}
