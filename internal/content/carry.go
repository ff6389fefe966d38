package content

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// What an assignment carries over from the variable's own past, or makes for all
// users alike, is nothing that one user leaves to the next.

// savedAs returns the load by which what instr stores was read from the same
// variable before, or nil: x := p.f; ...; p.f = x.
func (f *flow) savedAs(instr *ssa.Store) *ssa.UnOp { return f.savedFrom(instr, instr.Val) }

// savedFrom is savedAs of v, which instr stores or cuts before.
func (f *flow) savedFrom(instr *ssa.Store, v ssa.Value) *ssa.UnOp {
	for range 3 {
		load, ok := v.(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			return nil
		}
		addr := load.X
		if fv, ok := addr.(*ssa.FreeVar); ok && Called(fv.Parent()) {
			addr = syncpool.Binding(fv)
		}
		alloc, ok := addr.(*ssa.Alloc)
		if !ok {
			to := f.place(instr.Addr).pointee()
			if to.root == nil || to.path == "" || f.place(addr).pointee() != to {
				return nil
			}
			return load
		}
		v = onlyStored(alloc)
	}
	return nil
}

// cutFrom is savedAs of what is cut to nothing before it is stored back.
func (f *flow) cutFrom(instr *ssa.Store) *ssa.UnOp {
	cut, ok := instr.Val.(*ssa.Slice)
	if !ok || !isZeroLen(cut) {
		return nil
	}
	return f.savedFrom(instr, cut.X)
}

// noteSaved notes the loads of what is stored back later.
func (f *flow) noteSaved() {
	f.saved = map[*ssa.UnOp]bool{}
	for _, instr := range f.instrs(f.fn) {
		if store, ok := instr.(*ssa.Store); ok {
			for _, load := range []*ssa.UnOp{f.savedAs(store), f.cutFrom(store)} {
				if load != nil {
					f.saved[load] = true
				}
			}
		}
	}
}

// isLazy reports whether instr gives c, where it is zero, a value that has
// nothing to do with the use, so that it serves the next users too.
func (f *flow) isLazy(instr *ssa.Store, c cell) bool {
	if basic, ok := instr.Val.Type().Underlying().(*types.Basic); ok && basic.Info()&types.IsBoolean != 0 || IsError(instr.Val.Type()) {
		return false // that says what else was made, or what has failed
	}
	if isNothing(instr.Val) {
		return false // it is a reset
	}
	for b, branch := range Entered(instr.Block()) {
		if v := f.zeroOn(branch.Cond, branch.Block().Succs[0] == b); v != nil && f.tested(v) == c {
			return !f.depends(instr.Val, c, 0) && !isMoment(instr.Val, 0)
		}
	}
	return false
}

// depends reports whether v may be computed from what the callers of the
// function pass, or from what the object that c belongs to holds.
func (f *flow) depends(v ssa.Value, c cell, depth int) bool {
	if depth > 8 {
		return true
	}
	switch v := v.(type) {
	case *ssa.Const, *ssa.Global, *ssa.Function, *ssa.Builtin:
		return false
	case *ssa.Parameter, *ssa.FreeVar:
		return f.place(v).root != c.root || !isPointer(v.Type())
	case *ssa.Alloc:
		for _, use := range *v.Referrers() {
			switch use := use.(type) {
			case *ssa.Store:
				if use.Addr == ssa.Value(v) && f.depends(use.Val, c, depth+1) {
					return true
				}
			case *ssa.FieldAddr:
				for _, use := range *use.Referrers() {
					if store, ok := use.(*ssa.Store); ok && f.depends(store.Val, c, depth+1) {
						return true
					}
				}
			}
		}
		return false
	case *ssa.UnOp:
		if v.Op == token.MUL {
			if p := f.place(v); p.root == c.root {
				return true
			}
		}
	case *ssa.Call:
		if f.isOrigin(f.place(v).cell) {
			return f.place(v).root != c.root
		}
	}
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return true
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && f.depends(*op, c, depth+1) {
			return true
		}
	}
	return false
}

// structBy returns the composite literal that call returns, in the callee, and
// what stands for the parameters of that.
func (f *flow) structBy(call *ssa.Call) (*ssa.Alloc, *ssa.Function, []ssa.Value) {
	callee, args := f.a.prog.Callee(&call.Call)
	if callee == nil {
		return nil, nil, nil
	}
	source := f.a.Source(callee)
	if source == nil || source.Signature.Results().Len() != 1 {
		return nil, nil, nil
	}
	var lit *ssa.Alloc
	for _, b := range source.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if lit != nil || len(ret.Results) != 1 {
			return nil, nil, nil
		}
		if lit = literal(ret.Results[0]); lit == nil {
			return nil, nil, nil
		}
	}
	return lit, source, args
}

// storeResult stores in a variable the composite literal that a callee returns, and
// reports whether it does.
func (f *flow) storeResult(s state, instr *ssa.Store, to cell) bool {
	call, ok := instr.Val.(*ssa.Call)
	if !ok {
		return false
	}
	lit, callee, args := f.structBy(call)
	if lit == nil {
		return false
	}
	type field struct {
		c    cell
		bits Bits
	}
	var fields []field
	for _, use := range *lit.Referrers() {
		addr, ok := use.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		if v := onlyStored(addr); v != nil {
			c := cell{to.root, to.path + effect.Field(FieldOf(addr.X.Type(), addr.Field).Name())}
			fields = append(fields, field{c, f.bitsIn(s, v, c, callee, args)})
		}
	}
	f.noteReset(to)
	f.overwrite(s, to, 0)
	for _, fd := range fields {
		f.assign(s, fd.c, fd.bits, instr)
	}
	return true
}

// bitsIn is bitsOf for a value of a callee that is given args.
func (f *flow) bitsIn(s state, v ssa.Value, to cell, callee *ssa.Function, args []ssa.Value) Bits {
	for i, p := range callee.Params {
		if v == ssa.Value(p) && i < len(args) {
			return f.bitsOf(s, args[i], to)
		}
	}
	if f.isClean(v, to, 0) {
		return 0
	}
	switch v := v.(type) {
	case *ssa.Slice:
		if !isPointer(v.X.Type()) && isZeroLen(v) {
			return f.bitsIn(s, v.X, to, callee, args) &^ stale
		}
	case *ssa.UnOp:
		if c := f.cellIn(v, callee, args); c == to {
			return s.get(c)
		}
	}
	bits := Written
	if refers(v.Type(), 0) {
		bits |= Foreign
	}
	return bits
}

// cellIn returns the cell that a load in a callee that is given args reads from a
// field of one of them.
func (f *flow) cellIn(load *ssa.UnOp, callee *ssa.Function, args []ssa.Value) cell {
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return cell{}
	}
	from, step := addr.X, effect.Deref
	if alloc, ok := from.(*ssa.Alloc); ok {
		from, step = onlyStored(alloc), "" // a receiver that is no pointer
	}
	for i, p := range callee.Params {
		if from == ssa.Value(p) && i < len(args) {
			if root := f.place(args[i]); root.root != nil {
				return f.step(root, step+effect.Field(FieldOf(addr.X.Type(), addr.Field).Name()))
			}
		}
	}
	return cell{}
}

// isClean reports whether v, of a callee, is nothing but memory: a constant that
// stands for nothing, an empty slice, or a struct of these.
func (f *flow) isClean(v ssa.Value, to cell, depth int) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return IsZero(v) || f.isInitial(to, v)
	case *ssa.MakeMap, *ssa.MakeChan:
		return true
	case *ssa.Slice:
		return depth > 0 && isZeroLen(v)
	case *ssa.Call:
		lit, _, _ := f.structBy(v)
		if lit == nil || depth > 3 {
			return false
		}
		for _, use := range *lit.Referrers() {
			if addr, ok := use.(*ssa.FieldAddr); ok {
				if val := onlyStored(addr); val != nil && !f.isClean(val, cell{}, depth+1) {
					return false
				}
			}
		}
		return true
	}
	return false
}

// isSparse reports whether instr, which zeroes an element, finds which by another
// slice of the same object: the rest is zero.
func (f *flow) isSparse(instr *ssa.Store, c cell) bool {
	elem, ok := instr.Addr.(*ssa.IndexAddr)
	if !ok {
		return false
	}
	index := elem.Index
	if conv, ok := index.(*ssa.Convert); ok {
		index = conv.X
	}
	load, ok := index.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || !isElem(load.X) {
		return false
	}
	p := f.place(load).cell
	return p.root == c.root && p != c
}

// flushes reports whether instr empties c because it has grown to some size, and
// what it held is passed on first: it gathers what several users add.
func (f *flow) flushes(instr ssa.Instruction, c cell) bool {
	for b, branch := range Entered(instr.Block()) {
		cmp, ok := branch.Cond.(*ssa.BinOp)
		if !ok {
			continue
		}
		if _, zero := f.zeroTest(cmp); zero || f.tested(cmp.X) != c && f.tested(cmp.Y) != c {
			continue
		}
		for _, other := range instr.Parent().Blocks {
			if b.Dominates(other) && f.passes(other, c) {
				return true
			}
		}
	}
	return false
}

// passes reports whether a block has a call that is given what c holds.
func (f *flow) passes(b *ssa.BasicBlock, c cell) bool {
	for _, instr := range b.Instrs {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		if _, builtin := call.Common().Value.(*ssa.Builtin); builtin {
			continue
		}
		for _, arg := range call.Common().Args {
			if _, slice := arg.Type().Underlying().(*types.Slice); slice && f.place(arg).cell == c {
				return true
			}
		}
	}
	return false
}
