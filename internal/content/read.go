package content

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// rangeOver executes the start of a loop over a map: one that deletes what it
// finds empties it.
func (f *flow) rangeOver(s state, instr *ssa.Range) {
	if _, ok := instr.X.Type().Underlying().(*types.Map); !ok {
		return
	}
	c := f.step(f.place(instr.X), effect.Elem)
	if f.deletesAll(instr) {
		f.noteReset(c)
		s.clear(c, contents)
		return
	}
	f.read(s, c, instr)
}

// deletesAll reports whether the body of a loop over a map starts by deleting
// the key.
func (f *flow) deletesAll(instr *ssa.Range) bool {
	for _, use := range *instr.Referrers() {
		next, ok := use.(*ssa.Next)
		if !ok {
			continue
		}
		branch, ok := next.Block().Instrs[len(next.Block().Instrs)-1].(*ssa.If)
		if !ok {
			return false
		}
		for _, instr2 := range branch.Block().Succs[0].Instrs {
			call, ok := instr2.(*ssa.Call)
			if !ok {
				continue
			}
			if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "delete" && f.place(call.Call.Args[0]) == f.place(instr.X) {
				key, ok := call.Call.Args[1].(*ssa.Extract)
				return ok && key.Tuple == ssa.Value(next)
			}
		}
	}
	return false
}

// load executes a load from memory. What only asks for the capacity, tests for
// nil, takes up the memory again or leads on is no reading.
func (f *flow) load(s state, v *ssa.UnOp) {
	c := f.place(v).cell
	if c.root == nil || c.path == "" || isFresh(c.root) || f.isVariable(v.X) || isElem(v.X) {
		return // an element is there as far as the length says, which is read before
	}
	if _, isStruct := v.Type().Underlying().(*types.Struct); isStruct && c.path != "" {
		return // its fields are read where they are selected
	}
	for _, use := range *v.Referrers() {
		if f.reads(v, use) {
			f.read(s, c, v)
			return
		}
	}
}

// isVariable reports whether addr is that of a local variable: what it holds was
// read when it was assigned.
func (f *flow) isVariable(addr ssa.Value) bool {
	if fv, ok := addr.(*ssa.FreeVar); ok && fv.Parent() != f.root && Called(fv.Parent()) {
		addr = syncpool.Binding(fv)
	}
	_, alloc := addr.(*ssa.Alloc)
	return alloc
}

// reads reports whether use asks for the contents of v, which was loaded.
func (f *flow) reads(v *ssa.UnOp, use ssa.Instruction) bool {
	switch use := use.(type) {
	case *ssa.DebugRef, *ssa.FieldAddr, *ssa.MapUpdate, *ssa.Lookup, *ssa.Range:
		return false // noted there
	case *ssa.Slice:
		return !isZeroLen(use) && use.X == ssa.Value(v) && !onlyStoredBack(use)
	case *ssa.IndexAddr:
		return !onlyStores(use)
	case *ssa.BinOp:
		if isNil(use.X) || isNil(use.Y) {
			return false
		}
	case *ssa.Store:
		return use.Val == ssa.Value(v) && !f.sameRoot(use, v) && !isFresh(f.place(use.Addr).root)
	case *ssa.Phi:
		return false
	case ssa.CallInstruction:
		common := use.Common()
		if b, ok := common.Value.(*ssa.Builtin); ok {
			switch b.Name() {
			case "cap", "append", "clear", "delete", "copy":
				return b.Name() == "append" && len(common.Args) > 1 && common.Args[1] == ssa.Value(v) || b.Name() == "copy" && common.Args[1] == ssa.Value(v)
			case "len":
				return !onlyLimits(use)
			}
		}
		if common.IsInvoke() && common.Value == ssa.Value(v) {
			return !isResetName(common.Method.Name())
		}
		if _, slice := v.Type().Underlying().(*types.Slice); slice && types.Identical(resultType(common), v.Type()) {
			return false // appended to
		}
		if fn := common.StaticCallee(); fn != nil && len(common.Args) > 0 && common.Args[0] == ssa.Value(v) {
			if isResetName(fn.Name()) {
				return false
			}
		}
		if isPointer(v.Type()) {
			return false // what the callee does is noted there
		}
	case *ssa.TypeAssert, *ssa.ChangeType, *ssa.ChangeInterface, *ssa.MakeInterface:
		for _, next := range *use.(ssa.Value).Referrers() {
			if call, ok := next.(ssa.CallInstruction); ok && isResetName(calledName(call.Common())) {
				return false
			}
		}
	}
	return true
}

// sameRoot reports whether v is stored into the object that it was loaded from.
func (f *flow) sameRoot(store *ssa.Store, v *ssa.UnOp) bool {
	return f.place(store.Addr).root == f.place(v.X).root
}

// onlyStoredBack reports whether a slice of a slice is just its new header.
func onlyStoredBack(v *ssa.Slice) bool {
	for _, use := range *v.Referrers() {
		if store, ok := use.(*ssa.Store); !ok || store.Val != ssa.Value(v) {
			return false
		}
	}
	return true
}

// onlyStores reports whether the variable at addr is only written.
func onlyStores(addr ssa.Value) bool {
	for _, use := range *addr.Referrers() {
		if store, ok := use.(*ssa.Store); !ok || store.Addr != addr {
			return false
		}
	}
	return true
}

// onlyLimits reports whether a length is only compared to a limit other than
// zero, or bounds a loop that zeroes the elements.
func onlyLimits(call ssa.Instruction) bool {
	v, ok := call.(ssa.Value)
	if !ok {
		return false
	}
	for _, use := range *v.Referrers() {
		cmp, ok := use.(*ssa.BinOp)
		if !ok || cmp.Type() != types.Typ[types.UntypedBool] && !types.Identical(cmp.Type().Underlying(), types.Typ[types.Bool]) {
			return false
		}
		other := cmp.X
		if other == v {
			other = cmp.Y
		}
		if c, ok := other.(*ssa.Const); ok && isZero(c) {
			return false
		}
	}
	return true
}

// read notes that c is read at instr, if what it held at the start may still be
// there.
func (f *flow) read(s state, c cell, instr ssa.Instruction) { f.readIf(s, c, instr, nil) }

// readIf is read for an instruction that reads c only if other cells of its root
// are not zero.
func (f *flow) readIf(s state, c cell, instr ssa.Instruction, tests []effect.Path) {
	if c.root != nil && followed(c.root) && s.get(c)&Entry != 0 {
		f.note(Event{Kind: Read, At: instr, Root: c.root, Path: c.path, Tests: append(tests, f.testsAt(instr.Block(), c.root)...)})
	}
}

// testsAt lists the cells below root that are known not to be zero in b.
func (f *flow) testsAt(b *ssa.BasicBlock, root ssa.Value) []effect.Path {
	var list []effect.Path
	for ; b != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		branch, ok := b.Preds[0].Instrs[len(b.Preds[0].Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cond, is := branch.Cond, b.Preds[0].Succs[0] == b
		if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
			cond, is = not.X, !is
		}
		if cmp, ok := cond.(*ssa.BinOp); ok {
			x, zero := f.zeroTest(cmp)
			if !zero || is != (cmp.Op == token.NEQ) {
				continue
			}
			cond, is = x, true
		}
		if load, ok := cond.(*ssa.UnOp); ok && is && load.Op == token.MUL {
			if c := f.place(load).cell; c.root == root && c.path != "" {
				list = append(list, c.path)
			}
		}
	}
	return list
}
