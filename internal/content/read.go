package content

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// rangeOver executes the start of a loop over a map: one that deletes what it
// finds empties it, and one that resets that resets it.
func (f *flow) rangeOver(s state, instr *ssa.Range) {
	if _, ok := instr.X.Type().Underlying().(*types.Map); !ok {
		return
	}
	c := f.step(f.place(instr.X), effect.Elem)
	if f.deletesAll(instr) {
		f.noteReset(c)
		s.clear(c, contents)
		if m := f.place(instr.X).cell; m.root != nil {
			s[m] = s.get(m) &^ stale // an empty map, whoever made it
		}
		return
	}
	if f.resetsAll(instr) {
		f.noteReset(c)
		s.clear(c, contents)
		return
	}
	f.read(s, c, instr)
}

// resetsAll reports whether the body of a loop over a map resets or clears what it
// finds.
func (f *flow) resetsAll(instr *ssa.Range) bool {
	for _, use := range *instr.Referrers() {
		next, ok := use.(*ssa.Next)
		if !ok {
			continue
		}
		branch, ok := next.Block().Instrs[len(next.Block().Instrs)-1].(*ssa.If)
		if !ok {
			return false
		}
		return slices.ContainsFunc(branch.Block().Succs[0].Instrs, func(instr ssa.Instruction) bool {
			call, ok := instr.(*ssa.Call)
			if !ok {
				return false
			}
			v := receiver(&call.Call)
			if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "clear" {
				v = call.Call.Args[0]
			} else if !IsResetName(calledName(&call.Call)) {
				return false
			}
			value, ok := v.(*ssa.Extract)
			return ok && value.Tuple == ssa.Value(next)
		})
	}
	return false
}

// deletesAll reports whether the body of a loop over a map deletes the key, or
// sets what is there to nothing.
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
			if update, ok := instr2.(*ssa.MapUpdate); ok && f.place(update.Map) == f.place(instr.X) {
				key, ok := update.Key.(*ssa.Extract)
				return ok && key.Tuple == ssa.Value(next) && isNothing(update.Value)
			}
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

// isNothing reports whether v is zero, or an empty slice.
func isNothing(v ssa.Value) bool {
	if c, ok := v.(*ssa.Const); ok {
		return IsZero(c)
	}
	slice, ok := v.(*ssa.Slice)
	return ok && isZeroLen(slice)
}

// load executes a load from memory. What only asks for the capacity, tests for
// nil, takes up the memory again or leads on is no reading.
func (f *flow) load(s state, v *ssa.UnOp) {
	c := f.place(v).cell
	if f.saved[v] && c.root != nil && followed(c.root) {
		s[cell{v, saved}] = s.get(c)
	}
	if c.root == nil || c.path == "" || isFresh(c.root) || f.isVariable(v.X) || isElem(v.X) {
		return // an element is there as far as the length says, which is read before
	}
	if elems := elemsOf(v.X); elems != nil && f.bitsOf(s, elems, c)&Entry == 0 {
		return // of a slice that was cut to nothing since then
	}
	if str, ok := v.Type().Underlying().(*types.Struct); ok && c.path != "" && !isOpaque(str, f.a.pkg) {
		return // its fields are read where they are selected
	}
	var tests []effect.Path
	counts := true
	for _, use := range *v.Referrers() {
		if !f.reads(v, use) {
			continue
		}
		list := f.countedBy(use, c.root)
		if len(list) == 0 {
			list, counts = f.guardedBy(use, v, c.root), false
		}
		if len(list) == 0 {
			f.read(s, c, v)
			if _, isMap := v.Type().Underlying().(*types.Map); isMap && f.handsOut(use) {
				f.read(s, f.step(f.place(v), effect.Elem), v)
			}
			return
		}
		tests = list
	}
	if len(tests) > 0 {
		f.noteRead(s, c, Event{At: v, Tests: tests, Counts: counts})
	}
}

// isOpaque reports whether the fields of str, which has some, are out of reach for pkg:
// a time, an address.
func isOpaque(str *types.Struct, pkg *types.Package) bool {
	for field := range str.Fields() {
		if field.Exported() || field.Pkg() == pkg {
			return false
		}
	}
	return str.NumFields() > 0
}

// handsOut reports whether use gives a map, with what is in it, to what is not in
// view: as an interface, or to a function that may read all of it.
func (f *flow) handsOut(use ssa.Instruction) bool {
	switch use := use.(type) {
	case *ssa.MakeInterface:
		return true
	case *ssa.ChangeType:
		return slices.ContainsFunc(*use.Referrers(), f.handsOut)
	case ssa.CallInstruction:
		if _, builtin := use.Common().Value.(*ssa.Builtin); builtin {
			return false
		}
		source, _ := f.a.inView(use.Common())
		return source == nil
	}
	return false
}

// elemsOf returns the slice in an element of which the variable at addr is, or nil.
func elemsOf(addr ssa.Value) ssa.Value {
	for {
		switch v := addr.(type) {
		case *ssa.FieldAddr:
			addr = v.X
		case *ssa.IndexAddr:
			if isSlice(v.X.Type()) {
				return v.X
			}
			return nil
		case *ssa.Alloc: // a copy of an element
			load, ok := onlyStored(v).(*ssa.UnOp)
			if !ok || load.Op != token.MUL {
				return nil
			}
			addr = load.X
		default:
			return nil
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
		return use.X != ssa.Value(v) || !isZeroLen(use) && !onlyStoredBack(use) && !isAllOf(use)
	case *ssa.IndexAddr:
		return !onlyStores(use)
	case *ssa.If:
		yes := use.Block().Succs[0]
		return !f.resetsAny(yes, f.place(v).root)
	case *ssa.BinOp:
		if f.a.sums[FieldOfLoad(v)] && f.onlyCounts(use, f.place(v).cell) {
			return false
		}
		if (isNil(use.X) || isNil(use.Y)) && !IsError(v.Type()) || f.isMemoKey(use, f.place(v).cell) || f.isRefreshKey(use, f.place(v).cell) {
			return false // a pointer that is nil may have to be made, an error tells what has failed
		}
		return !onlySizes(use, 0)
	case *ssa.Convert, *ssa.MakeSlice, *ssa.MakeMap:
		return !isSize(v, use, 0)
	case *ssa.Store:
		return use.Val == ssa.Value(v) && !f.sameRoot(use, v) && (!isFresh(f.place(use.Addr).root) || f.goesOut(use))
	case *ssa.Phi:
		return false
	case ssa.CallInstruction:
		common := use.Common()
		if call, ok := use.(*ssa.Call); ok && f.isMemoKey(call, f.place(v).cell) {
			return false
		}
		if b, ok := common.Value.(*ssa.Builtin); ok {
			switch b.Name() {
			case "cap", "append", "clear", "delete", "copy":
				return b.Name() == "append" && len(common.Args) > 1 && common.Args[1] == ssa.Value(v) || b.Name() == "copy" && common.Args[1] == ssa.Value(v)
			case "len":
				return !onlyLimits(use) && !f.guardsReset(use.Value(), f.place(v).cell)
			case "min", "max":
				return !isSize(v, use, 0)
			}
		}
		if isSize(v, use, 0) {
			return false
		}
		if common.IsInvoke() && common.Value == ssa.Value(v) {
			return !IsResetName(common.Method.Name())
		}
		if _, slice := v.Type().Underlying().(*types.Slice); slice && types.Identical(resultType(common), v.Type()) {
			return false // appended to
		}
		if isSlice(v.Type()) && f.onlyCut(common, v) || use.Value() != nil && askedZero(use.Value()) != nil && f.guardsReset(use.Value(), f.place(v).cell) {
			return false
		}
		if fn := common.StaticCallee(); fn != nil && len(common.Args) > 0 && common.Args[0] == ssa.Value(v) {
			if IsResetName(fn.Name()) {
				return false
			}
		}
		if isPointer(v.Type()) {
			return false // what the callee does is noted there
		}
	case *ssa.TypeAssert, *ssa.ChangeType, *ssa.ChangeInterface, *ssa.MakeInterface:
		for _, next := range *use.(ssa.Value).Referrers() {
			if call, ok := next.(ssa.CallInstruction); ok && IsResetName(calledName(call.Common())) {
				return false
			}
		}
	}
	return true
}

// goesOut reports whether store sets a field of a composite literal to a number, a
// string or the like, and the literal is returned or passed to a function.
func (f *flow) goesOut(store *ssa.Store) bool {
	addr, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	lit, ok := addr.X.(*ssa.Alloc)
	if _, basic := store.Val.Type().Underlying().(*types.Basic); !ok || !basic || lit.Comment != "complit" {
		return false
	}
	for _, use := range *lit.Referrers() {
		load, ok := use.(*ssa.UnOp)
		if isOutput(use) || ok && load.Op == token.MUL && slices.ContainsFunc(*load.Referrers(), isOutput) {
			return true
		}
	}
	return false
}

// isOutput reports whether instr returns its operand or passes it to a function.
func isOutput(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Return, ssa.CallInstruction:
		return true
	case *ssa.MakeInterface:
		return slices.ContainsFunc(*instr.Referrers(), isOutput)
	}
	return false
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

// read notes that c is read at instr, if what it held at the start may still be
// there.
func (f *flow) read(s state, c cell, instr ssa.Instruction) { f.noteRead(s, c, Event{At: instr}) }

// noteRead notes e, a reading of c, if what c held at the start may still be there.
func (f *flow) noteRead(s state, c cell, e Event) {
	if c.root == nil || !followed(c.root) || s.get(c)&Entry == 0 || f.isObject(c) {
		return
	}
	if tests := f.testsAt(e.At.Block(), c.root); len(tests) > 0 {
		e.Tests, e.Counts = append(e.Tests, tests...), false
	}
	e.Kind, e.Root, e.Path = Read, c.root, c.path
	f.note(e)
	if p := f.pointerTo(c); p.root != nil && s.get(p)&Entry != 0 {
		e.Root, e.Path = p.root, p.path
		f.note(e)
	}
}

// isObject reports whether c is no more than the pointer by which the function has
// an object.
func (f *flow) isObject(c cell) bool {
	t := TypeAt(TypeOf(c.root), c.path)
	return t != nil && isPointer(t) && (c.path == "" || f.isOrigin(c))
}

// pointerTo returns the field on the way to c that points to what is not the
// object's own: to read that is to read which one it is.
func (f *flow) pointerTo(c cell) cell {
	at := strings.LastIndex(string(c.path), string(effect.Deref))
	if at <= 0 {
		return cell{}
	}
	p := cell{c.root, c.path[:at]}
	field, rest := Class(p.root, p.path)
	if field == nil || rest != "" || f.a.made[field] {
		return cell{}
	}
	return p
}

// testsAt lists the cells below root that are known not to be zero in b.
func (f *flow) testsAt(b *ssa.BasicBlock, root ssa.Value) []effect.Path {
	var list []effect.Path
	for b, branch := range Entered(b) {
		cond, is := branch.Cond, branch.Block().Succs[0] == b
		if x := f.switched(cond); x != nil {
			if c := f.tested(x); c.root == root && c.path != "" {
				list = append(list, c.path)
			}
			continue
		}
		if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
			cond, is = not.X, !is
		}
		if key := f.memoKey(cond, is, root); key.root != nil {
			list = append(list, key.path)
			continue
		}
		if cmp, ok := cond.(*ssa.BinOp); ok {
			if c := f.toItself(cmp, root); c.root != nil && is == (cmp.Op == token.EQL) {
				list = append(list, c.path)
			}
			x, zero := f.zeroTest(cmp)
			if !zero || is != (cmp.Op == token.NEQ) {
				continue
			}
			cond, is = x, true
			if mask, ok := cond.(*ssa.BinOp); ok && mask.Op == token.AND {
				cond = mask.X
				if _, constant := cond.(*ssa.Const); constant {
					cond = mask.Y
				}
			}
		}
		if load, ok := cond.(*ssa.UnOp); ok && is && load.Op == token.MUL {
			if c := f.place(load).cell; c.root == root && c.path != "" {
				list = append(list, c.path)
			}
		}
	}
	return list
}

// toItself returns the field that cmp compares to the address of its own object,
// at root: where the two are the same, the field is not nil.
func (f *flow) toItself(cmp *ssa.BinOp, root ssa.Value) cell {
	if cmp.Op != token.EQL && cmp.Op != token.NEQ || !isPointer(cmp.X.Type()) {
		return cell{}
	}
	for _, pair := range [][2]ssa.Value{{cmp.X, cmp.Y}, {cmp.Y, cmp.X}} {
		load, ok := pair[0].(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			continue
		}
		self := f.place(pair[1])
		if c := f.place(load).cell; c.root == root && self.root == root && !self.addr && c.path != self.path && below(c.path, self.path) {
			return c
		}
	}
	return cell{}
}

// switched returns what cond compares to a constant other than zero, if it does:
// on either edge, it tells which of the other cells of an object are in use.
func (f *flow) switched(cond ssa.Value) ssa.Value {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ {
		return nil
	}
	if c, ok := cmp.Y.(*ssa.Const); ok && !IsZero(c) && c.Value.Kind() != constant.Bool {
		return cmp.X
	}
	return nil
}
