package content

import (
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// branch changes s on the edge out of a block on which the condition is as said.
func (f *flow) branch(s state, branch *ssa.If, is bool) {
	f.untaken(s, branch.Cond, is)
	f.told(s, branch.Cond, is)
	f.asMade(s, branch.Cond, is)
	here, other := branch.Block().Succs[1], branch.Block().Succs[0]
	if is {
		here, other = other, here
	}
	if _, equal := compared(branch.Cond); is == equal {
		for _, c := range f.refreshed(branch) {
			s.clear(c, stale)
		}
	}
	if v := f.zeroOn(branch.Cond, is); v != nil {
		f.isEmptyAt(s, v)
		f.clean(s, v, other)
		f.optional(s, here, other, func(call *ssa.CallCommon) bool {
			return !call.IsInvoke() && f.sameValue(call.Value, v, 0)
		})
	}
	if v := f.zeroOn(branch.Cond, !is); v != nil {
		f.made(s, v, other)
	}
	if assert := failed(branch.Cond, is); assert != nil {
		f.optional(s, here, other, func(call *ssa.CallCommon) bool {
			e, ok := call.Value.(*ssa.Extract)
			return call.IsInvoke() && ok && e.Tuple == ssa.Value(assert) && IsResetName(call.Method.Name())
		})
	}
}

// zeroOn returns what is zero, or has no elements, where cond is as said; nil if
// it does not tell.
func (f *flow) zeroOn(cond ssa.Value, is bool) ssa.Value {
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		return f.zeroOn(not.X, !is)
	}
	if v := askedZero(cond); v != nil {
		if is {
			return v
		}
		return nil
	}
	cmp, ok := cond.(*ssa.BinOp)
	if !ok {
		if is {
			return nil
		}
		return cond
	}
	if x, ok := f.zeroTest(cmp); ok {
		if is == (cmp.Op == token.EQL) {
			return x
		}
		return nil
	}
	if c, ok := cmp.Y.(*ssa.Const); ok && IsZero(c) && (cmp.Op == token.GTR && !is || cmp.Op == token.LEQ && is) {
		return cmp.X
	}
	if c, ok := cmp.X.(*ssa.Const); ok && IsZero(c) && (cmp.Op == token.LSS && !is || cmp.Op == token.GEQ && is) {
		return cmp.Y
	}
	return nil
}

// askedZero returns what v, a call of a method IsZero, asks to be zero; nil if it is none.
func askedZero(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok || calledName(&call.Call) != "IsZero" || len(call.Call.Args) != 1 {
		return nil
	}
	return receiver(&call.Call)
}

// failed returns the assertion to an interface type that has failed where cond
// is as said, or nil.
func failed(cond ssa.Value, is bool) *ssa.TypeAssert {
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		return failed(not.X, !is)
	}
	e, ok := cond.(*ssa.Extract)
	if !ok || is || e.Index != 1 {
		return nil
	}
	assert, ok := e.Tuple.(*ssa.TypeAssert)
	if !ok || !types.IsInterface(assert.AssertedType) {
		return nil
	}
	return assert
}

// untaken notes that a Get has returned nothing, where cond is as said and tells
// that.
func (f *flow) untaken(s state, cond ssa.Value, is bool) {
	var v ssa.Value
	switch cond := cond.(type) {
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			f.untaken(s, cond.X, !is)
		}
		return
	case *ssa.BinOp:
		x, ok := f.zeroTest(cond)
		if !ok || is != (cond.Op == token.EQL) || !isNil(cond.X) && !isNil(cond.Y) {
			return
		}
		v = x
	case *ssa.Extract:
		assert, ok := cond.Tuple.(*ssa.TypeAssert)
		if !ok || is || cond.Index != 1 || types.IsInterface(assert.AssertedType) {
			return
		}
		v = assert.X
	default:
		return
	}
	c := f.place(v).cell
	if c.root == nil || c.path != "" || !f.isOrigin(c) {
		return
	}
	s.each(c, func(k cell, _ Bits) { delete(s, k) })
}

// tested returns the cell of which v is the value or the length.
func (f *flow) tested(v ssa.Value) cell {
	if of := lenOf(v); of != nil {
		v = of
	} else if call, ok := v.(*ssa.Call); ok {
		if recv := receiver(&call.Call); recv != nil && calledName(&call.Call) == "Len" && Gathers(deref(recv.Type())) {
			return f.place(recv).pointee()
		}
	}
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return cell{}
	}
	return f.place(load).cell
}

// isEmptyAt notes that v is zero: there is nothing of an earlier use in what it
// is the value or the length of.
func (f *flow) isEmptyAt(s state, v ssa.Value) {
	if c := f.tested(v); c.root != nil && c.path != "" && followed(c.root) {
		s.clear(c, stale|Foreign|Held)
	}
}

// guardsReset reports whether v, a length or what a load gives, only tells whether
// c has to be reset.
func (f *flow) guardsReset(v ssa.Value, c cell) bool {
	if v == nil || v.Referrers() == nil || len(*v.Referrers()) == 0 {
		return false
	}
	zero := v
	if asked := askedZero(v); asked != nil {
		zero = asked
	}
	for _, use := range *v.Referrers() {
		cond := v
		if cmp, ok := use.(*ssa.BinOp); ok {
			if cond = cmp; len(*cmp.Referrers()) != 1 {
				return false
			}
			use = (*cmp.Referrers())[0]
		}
		branch, ok := use.(*ssa.If)
		if !ok {
			return false
		}
		yes, no := f.zeroOn(cond, true) == zero, f.zeroOn(cond, false) == zero
		if yes == no || yes && !f.resets(branch.Block().Succs[1], c) || no && !f.resets(branch.Block().Succs[0], c) {
			return false
		}
	}
	return true
}

// resets reports whether a block resets c.
func (f *flow) resets(b *ssa.BasicBlock, c cell) bool {
	if len(b.Preds) != 1 {
		return false
	}
	for _, instr := range b.Instrs {
		switch instr := instr.(type) {
		case *ssa.Store:
			if f.place(instr.Addr).pointee() == c && isNothing(instr.Val) {
				return true
			}
		case *ssa.Call:
			if recv := receiver(&instr.Call); recv != nil && IsResetName(calledName(&instr.Call)) && f.place(recv).pointee() == c {
				return true
			}
		}
	}
	return false
}

// resetsAny reports whether a block, which is passed if a flag of an object is
// set, does nothing but reset parts of that.
func (f *flow) resetsAny(b *ssa.BasicBlock, root ssa.Value) bool {
	if len(b.Preds) != 1 {
		return false
	}
	found := false
	for _, instr := range b.Instrs {
		switch instr := instr.(type) {
		case *ssa.Store:
			if f.place(instr.Addr).root != root || !isNothing(instr.Val) {
				return false
			}
			found = true
		case *ssa.Call:
			b, ok := instr.Call.Value.(*ssa.Builtin)
			if recv := receiver(&instr.Call); (!ok || b.Name() != "clear" || f.place(instr.Call.Args[0]).root != root) && (recv == nil || !IsResetName(calledName(&instr.Call)) || f.place(recv).root != root) {
				return false
			}
			found = true
		}
	}
	return found
}

// maxRegion bounds the blocks that are run for what a skipped branch would do.
const maxRegion = 64

// clean notes that an object needs no reset, if v, a part of it that is zero,
// tells so: else it is reset in other, along with v.
func (f *flow) clean(s state, v ssa.Value, other *ssa.BasicBlock) {
	c := f.tested(v)
	if f.skipping || c.root == nil || c.path == "" || !followed(c.root) || len(other.Preds) != 1 {
		return
	}
	start := maps.Clone(s)
	start[c] |= stale
	t := f.after(start, other)
	if t == nil || t.get(c)&stale != 0 {
		return
	}
	for k := range t {
		if was := s.get(k); k.root == c.root && t.get(k)&stale == 0 && was&stale != 0 {
			s.clear(k, (stale|Foreign|Held)&^t.get(k))
		}
	}
}

// made notes that v, a part of an object that is not zero, tells that others have
// been made in this use, if v itself has: else they are made in other, along with
// v. Whether v is of this use is judged where it is tested.
func (f *flow) made(s state, v ssa.Value, other *ssa.BasicBlock) {
	c := f.tested(v)
	if f.skipping || c.root == nil || c.path == "" || !followed(c.root) || len(other.Preds) != 1 {
		return
	}
	start := maps.Clone(s)
	start.clear(c, stale)
	t := f.after(start, other)
	if t == nil || t.get(c)&stale != Written && !f.setsIn(other, c) {
		return
	}
	for k := range t {
		if k.root == c.root && !below(k.path, c.path) && !below(c.path, k.path) && t.get(k)&Entry == 0 && s.get(k)&Entry != 0 && !strings.Contains(string(k.path), "~") {
			s[k] = s.get(k)&^Entry | t.get(k)
		}
	}
}

// setsIn reports whether b sets c.
func (f *flow) setsIn(b *ssa.BasicBlock, c cell) bool {
	return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
		store, ok := instr.(*ssa.Store)
		return ok && f.place(store.Addr).pointee() == c
	})
}

// after returns the state where control goes on after top, which starts in s, and
// the blocks that it dominates; where they return if it does not, with the object put
// if they put it at all, and nil if there are too many.
func (f *flow) after(s state, top *ssa.BasicBlock) state {
	var region []*ssa.BasicBlock
	for _, b := range top.Parent().Blocks {
		if top.Dominates(b) {
			region = append(region, b)
		}
	}
	if len(region) > maxRegion {
		return nil
	}
	inner := *f
	inner.final, inner.skipping, inner.gives = false, true, map[cell]state{}
	in := map[*ssa.BasicBlock]state{top: s}
	var out state
	for again := true; again; {
		again, out, inner.exit, inner.parked = false, nil, nil, nil
		for _, b := range region {
			from := in[b]
			if from == nil {
				continue
			}
			*f.work += len(b.Instrs) * (1 + len(from))
			inner.block(b, maps.Clone(from), func(succ *ssa.BasicBlock, t state) {
				if succ == top || !top.Dominates(succ) {
					out = joined(out, t)
					return
				}
				changed := in[succ] == nil
				if changed {
					in[succ] = t
				} else {
					changed = in[succ].join(t)
				}
				if changed && succ.Index <= b.Index { // round a loop
					again = *f.work <= maxWork
				}
			})
		}
	}
	switch {
	case out != nil:
		return out
	case inner.parked != nil:
		return inner.parked
	}
	return inner.exit
}

// optional executes the calls in a branch that is skipped because there is
// nothing to call: that there may be a reset is taken for that it is where one
// is needed. Here is where control goes instead.
func (f *flow) optional(s state, here, other *ssa.BasicBlock, is func(*ssa.CallCommon) bool) {
	if len(other.Preds) != 1 {
		return
	}
	for _, instr := range other.Instrs {
		if call, ok := instr.(*ssa.Call); ok && is(&call.Call) {
			inner := *f
			inner.final = false
			inner.call(s, call)
			if branch, ok := other.Instrs[len(other.Instrs)-1].(*ssa.If); ok && branch.Cond == ssa.Value(call) && slices.Contains(other.Succs, here) {
				f.told(s, call, other.Succs[0] == here)
			}
		}
	}
}

// sameValue reports whether v and w are computed alike from the same.
func (f *flow) sameValue(v, w ssa.Value, depth int) bool {
	if v == w {
		return true
	}
	if depth > 3 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Const:
		w, ok := w.(*ssa.Const)
		return ok && v.Value != nil && w.Value != nil && v.Value.ExactString() == w.Value.ExactString()
	case *ssa.Convert:
		w, ok := w.(*ssa.Convert)
		return ok && types.Identical(v.Type(), w.Type()) && f.sameValue(v.X, w.X, depth+1)
	case *ssa.BinOp:
		w, ok := w.(*ssa.BinOp)
		return ok && v.Op == w.Op && f.sameValue(v.X, w.X, depth+1) && f.sameValue(v.Y, w.Y, depth+1)
	case *ssa.UnOp:
		w, ok := w.(*ssa.UnOp)
		if !ok || v.Op != w.Op {
			return false
		}
		if v.Op != token.MUL {
			return f.sameValue(v.X, w.X, depth+1)
		}
		p := f.place(v.X)
		return p.root != nil && p == f.place(w.X)
	}
	return false
}

// noteWhen joins s to the states in which the function returns what ret does, if
// that is true or false, or a pointer that is nil or not.
func (f *flow) noteWhen(s state, ret *ssa.Return) {
	if len(ret.Results) != 1 {
		return
	}
	basic, ok := ret.Results[0].Type().Underlying().(*types.Basic)
	if isBool := ok && basic.Info()&types.IsBoolean != 0; !isBool && !isPointer(ret.Results[0].Type()) {
		return
	}
	if f.out.when == nil {
		f.out.when = map[bool]state{}
	}
	result, known := returned(ret.Results[0]), true
	is := false
	switch v := result.(type) {
	case *ssa.Const:
		is = !v.IsNil() && constant.BoolVal(v.Value)
	case *ssa.Parameter, *ssa.Alloc:
		is, known = true, isPointer(v.Type())
	default:
		known = false
	}
	for _, may := range []bool{true, false} {
		if !known || may == is {
			f.out.when[may] = joined(f.out.when[may], s)
		}
	}
}

// told changes s as what a callee has done where it returns what cond is said to
// be, or what cond compares to nil: a function that resets an object and reports whether it is to be put.
func (f *flow) told(s state, cond ssa.Value, is bool) {
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		f.told(s, not.X, !is)
		return
	}
	if cmp, ok := cond.(*ssa.BinOp); ok && (isNil(cmp.X) || isNil(cmp.Y)) {
		if v, ok := f.zeroTest(cmp); ok && isPointer(v.Type()) {
			cond, is = v, is == (cmp.Op == token.NEQ)
		}
	}
	call, ok := cond.(*ssa.Call)
	if !ok {
		return
	}
	fn, args := f.a.prog.Callee(&call.Call)
	if fn == nil {
		fns := f.candidates(&call.Call)
		if len(fns) != 1 {
			return
		}
		fn, args = fns[0], call.Call.Args
	}
	source := f.a.Source(fn)
	if source == nil {
		return
	}
	for k, bits := range f.a.Func(source).when[is] {
		i := inputIndex(source, k.root)
		if i < 0 || i >= len(args) || strings.Contains(string(k.path), "~") {
			continue
		}
		c := f.step(f.place(args[i]), k.path)
		if c.root == nil || !followed(c.root) {
			continue
		}
		if bits&Entry == 0 {
			s.clear(c, stale&^bits)
		}
		if bits&Held == 0 {
			s.clear(c, (Foreign|Held)&^bits)
		}
	}
}

// asMade notes that a flag is as it is in a new object, where it is as said.
func (f *flow) asMade(s state, cond ssa.Value, is bool) {
	load, ok := cond.(*ssa.UnOp)
	if ok && load.Op == token.NOT {
		f.asMade(s, load.X, !is)
		return
	}
	if !ok || load.Op != token.MUL {
		return
	}
	c := f.place(load).cell
	if c.root != nil && c.path != "" && followed(c.root) && f.isInitial(c, ssa.NewConst(constant.MakeBool(is), types.Typ[types.Bool])) {
		s.clear(c, stale)
	}
}
