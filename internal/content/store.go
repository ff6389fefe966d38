package content

import (
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

func (f *flow) store(s state, instr *ssa.Store) {
	if obj := reinterpreted(instr); obj != nil {
		if c := f.place(obj).pointee(); c.root != nil && followed(c.root) {
			f.noteReset(c)
			f.overwrite(s, c, 0)
		}
		return
	}
	to := f.straight(f.place(instr.Addr).pointee())
	if to.root == nil {
		return
	}
	if !isLocal(to.root) && f.place(instr.Val).root != to.root && !f.a.IsBack(fieldAt(instr.Addr)) {
		f.leavesTo(s, instr, instr.Val, fieldAt(instr.Addr))
	}
	if call, ok := instr.Val.(*ssa.Call); ok && !isLocal(to.root) && isAppend(call) {
		for _, v := range listed(call.Call.Args[1]) {
			f.leavesTo(s, instr, v, fieldAt(instr.Addr))
		}
	}
	if alloc, ok := to.root.(*ssa.Alloc); ok && to.path == effect.Deref {
		f.replace(s, place{cell: f.inAlloc(alloc, "")}, instr.Val)
	}
	if !followed(to.root) {
		return
	}
	if isZeroing(instr) {
		if header, ok := strings.CutSuffix(string(to.path), string(effect.Elem)); ok && f.isSparse(instr, to) {
			f.note(Event{Kind: Pop, At: instr, Root: to.root, Path: effect.Path(header)})
		}
		return // see [flow.length]
	}
	if isElem(instr.Addr) {
		if bits := f.bitsOf(s, instr.Val, to); bits&Foreign != 0 {
			s.add(to, Foreign|Written)
			if header, ok := strings.CutSuffix(string(to.path), string(effect.Elem)); ok {
				s.add(cell{to.root, effect.Path(header)}, Foreign)
				f.noteWrite(cell{to.root, effect.Path(header)}, instr)
			}
		}
		return // the length of what is there does not change, nor is what is beyond it seen
	}
	if lit := literal(instr.Val); lit != nil {
		f.storeLiteral(s, instr, to, lit)
		return
	}
	if f.storeResult(s, instr, to) {
		return
	}
	if f.a.isRenewal(instr.Val) {
		f.assign(s, to, 0, instr)
		return
	}
	if load := f.savedAs(instr); load != nil {
		if old, ok := s[cell{load, saved}]; ok {
			s.set(to, old)
			return
		}
	}
	if f.isLazy(instr, to) {
		return
	}
	if isPop(instr) && (f.sameMemory(instr, to) || f.popsOther(instr, to)) {
		f.note(Event{Kind: Pop, At: instr, Root: to.root, Path: to.path})
		return
	}
	if zeros := f.padding(instr.Val, to); zeros != nil {
		f.note(Event{Kind: Pop, At: instr, Root: to.root, Path: to.path})
		if !f.few(zeros.Len, instr.Block()) && !isTable(zeros) {
			f.noteWrite(to, instr)
			s.add(to, Grown)
		}
		return
	}
	if f.isShift(instr, to) {
		if f.a.sums[fieldAt(instr.Addr)] {
			f.noteWrite(to, instr)
			s.add(to, Written)
		}
		return
	}
	if f.cutBy(instr.Val, to) {
		f.note(Event{Kind: Pop, At: instr, Root: to.root, Path: to.path})
	}
	bits := f.bitsOf(s, instr.Val, to)
	if bits&stale == 0 && inputIndex(f.root, to.root) >= 0 && f.flushes(instr, to) {
		f.note(Event{Kind: Pop, At: instr, Root: to.root, Path: to.path})
	}
	if isNil(instr.Val) {
		f.mark(f.out.Drops, to)
	}
	if load := f.cutFrom(instr); load != nil {
		if limit, met := s[cell{instr.Val, limited}]; !met || limit&Unchecked != 0 {
			bits |= s[cell{load, saved}] & (Grown | Unchecked) // the object may have been emptied since
		}
	}
	f.assign(s, to, bits, instr)
	if alloc, ok := instr.Val.(*ssa.Alloc); ok {
		f.assignNew(s, cell{to.root, to.path + effect.Deref}, alloc, instr)
	}
	if behind := (cell{to.root, to.path + effect.Deref}); f.given[instr.Val].new && behind.path.Len() <= effect.MaxPath {
		s.set(behind, 0)
	}
}

// isRenewal reports whether v is a copy of what a function of the package makes that is
// told nothing of the use: an object like the one that a pool would make.
func (a *Analysis) isRenewal(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	call, ok := load.X.(*ssa.Call)
	return ok && a.constructs(call) && !slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { return !isConst(arg) })
}

// isAppend reports whether call is one of append that adds elements, or a slice.
func isAppend(call *ssa.Call) bool {
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "append" && len(call.Call.Args) == 2
}

// assignNew gives c the contents of memory that the function has just made.
func (f *flow) assignNew(s state, c cell, alloc *ssa.Alloc, instr ssa.Instruction) {
	if _, ok := deref(alloc.Type()).Underlying().(*types.Struct); !ok || c.path.Len() > effect.MaxPath {
		return
	}
	s.set(c, 0)
	for _, use := range *alloc.Referrers() {
		addr, ok := use.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		field := cell{c.root, c.path + effect.Field(FieldOf(addr.X.Type(), addr.Field).Name())}
		if v := onlyStored(addr); v != nil {
			f.assign(s, field, f.bitsOf(s, v, field), instr)
		}
	}
}

// reinterpreted returns the pointer to the memory that instr sets to zero as
// something else: *(*[n]byte)(unsafe.Pointer(p)) = [n]byte{}.
func reinterpreted(instr *ssa.Store) ssa.Value {
	c, ok := instr.Val.(*ssa.Const)
	if !ok || !IsZero(c) {
		return nil
	}
	if _, array := c.Type().Underlying().(*types.Array); !array {
		return nil
	}
	to, ok := instr.Addr.(*ssa.Convert)
	if !ok {
		return nil
	}
	if from, ok := to.X.(*ssa.Convert); ok && isPointer(from.X.Type()) {
		return from.X
	}
	return nil
}

// followed reports whether cells below root say anything: what a function makes
// is new, and a global variable is no object of a pool.
func followed(root ssa.Value) bool {
	_, global := root.(*ssa.Global)
	return !global && !isFresh(root)
}

// assign gives c new contents.
func (f *flow) assign(s state, c cell, bits Bits, instr ssa.Instruction) {
	if bits&(Written|Grown) != 0 {
		f.noteWrite(c, instr)
	}
	if bits&Entry == 0 {
		f.mark(f.out.Anew, c)
		f.renew(s, c)
	}
	switch bits & stale {
	case 0:
		f.noteReset(c)
	case stale:
		f.mark(f.out.Adds, c)
	}
	f.overwrite(s, c, bits)
}

// storeLiteral executes the assignment of a composite literal: the fields that
// it does not list are zero.
func (f *flow) storeLiteral(s state, instr *ssa.Store, to cell, lit *ssa.Alloc) {
	type field struct {
		c    cell
		bits Bits
		v    ssa.Value
	}
	var fields []field
	for _, use := range *lit.Referrers() {
		addr, ok := use.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		if v := onlyStored(addr); v != nil {
			c := f.straight(cell{to.root, to.path + effect.Field(FieldOf(addr.X.Type(), addr.Field).Name())})
			fields = append(fields, field{c, f.bitsOf(s, v, c), v})
		}
	}
	f.noteReset(to)
	f.mark(f.out.Drops, to)
	before := maps.Clone(s)
	f.overwrite(s, to, 0)
	for _, fd := range fields {
		f.assign(s, fd.c, fd.bits, instr)
		if load, ok := fd.v.(*ssa.UnOp); ok && f.place(load).cell == fd.c {
			before.each(fd.c, func(k cell, bits Bits) { s[k] = bits }) // it is carried over with all that is in it
		}
		if alloc, ok := fd.v.(*ssa.Alloc); ok {
			f.assignNew(s, cell{fd.c.root, fd.c.path + effect.Deref}, alloc, instr)
		}
	}
}

// literal returns the memory in which the composite literal v is made, or nil.
func literal(v ssa.Value) *ssa.Alloc {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	if alloc, ok := load.X.(*ssa.Alloc); ok && alloc.Comment == "complit" {
		return alloc
	}
	return nil
}

// isShift reports whether instr gives c a value computed from its old one, such
// as the next state of a generator or a count of levels.
func (f *flow) isShift(instr *ssa.Store, c cell) bool {
	if _, basic := instr.Val.Type().Underlying().(*types.Basic); !basic {
		return false
	}
	var from func(v ssa.Value, depth int) bool
	from = func(v ssa.Value, depth int) bool {
		if depth > 6 {
			return false
		}
		switch v := v.(type) {
		case *ssa.UnOp:
			if v.Op == token.MUL {
				return f.place(v.X).pointee() == c
			}
			return from(v.X, depth+1)
		case *ssa.BinOp:
			return from(v.X, depth+1) || from(v.Y, depth+1)
		case *ssa.Convert:
			return from(v.X, depth+1)
		}
		return false
	}
	if c, ok := instr.Val.Type().Underlying().(*types.Basic); ok && c.Info()&types.IsString != 0 {
		return false
	}
	return from(instr.Val, 0)
}

func (f *flow) mapUpdate(s state, instr *ssa.MapUpdate) {
	f.leavesTo(s, instr, instr.Value, FieldOfLoad(instr.Map))
	to := f.step(f.place(instr.Map), effect.Elem)
	if to.root == nil || isFresh(to.root) {
		return
	}
	if key, ok := instr.Key.(*ssa.Extract); ok && isNothing(instr.Value) {
		if _, ok := key.Tuple.(*ssa.Next); ok {
			return // see [flow.deletesAll]
		}
	}
	bits := Written
	if !f.fewKeys(s, instr, to) {
		bits |= Grown
	}
	if refers(instr.Value.Type(), 0) && f.place(instr.Value).root != to.root {
		bits |= Foreign
	}
	if f.memoizes(instr) {
		// An entry is found again only by the key that it was computed from.
		bits = bits&^Written | Handed
	}
	f.noteWrite(to, instr)
	s.add(to, bits)
}

// fewKeys reports whether the keys that instr inserts, to what is in the map
// already, are of a bounded number.
func (f *flow) fewKeys(s state, instr *ssa.MapUpdate, to cell) bool {
	if e, ok := instr.Key.(*ssa.Extract); ok {
		if next, ok := e.Tuple.(*ssa.Next); ok {
			if over, ok := next.Iter.(*ssa.Range); ok && f.step(f.place(over.X), effect.Elem) == to {
				return true // they are those of the map
			}
		}
	}
	if _, basic := instr.Key.Type().Underlying().(*types.Basic); basic {
		if isConst(instr.Key) {
			return true
		}
		if p := paramOf(instr.Key); p != nil && f.a.isNamed(p) {
			return true
		}
		if !isText(instr.Key.Type()) && f.few(instr.Key, instr.Block()) {
			return true
		}
	}
	b := instr.Block()
	return f.underLimit(b, to) || (inLoop(b) || s.get(to)&(stale|Handed) == 0) && !f.accumulates(to, nil, b)
}

// underLimit reports whether b is reached only where the size of c is under a limit.
func (f *flow) underLimit(b *ssa.BasicBlock, c cell) bool {
	for b, branch := range Entered(b) {
		cond, ok := branch.Cond.(*ssa.BinOp)
		if !ok {
			continue
		}
		if size, limit := upper(cond, branch.Block().Succs[0] == b); size != nil && f.isSizeOf(size, c, 0) && f.bounder().isLimit(limit, 0) {
			return true
		}
	}
	return false
}

// isText reports whether t is a string type.
func isText(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

// memoizes reports whether the function looks up, in the same map, the key that
// instr inserts: the map is a cache.
func (f *flow) memoizes(instr *ssa.MapUpdate) bool {
	if isConst(instr.Key) {
		return false
	}
	m := f.place(instr.Map)
	for _, b := range instr.Parent().Blocks {
		for _, other := range b.Instrs {
			if lookup, ok := other.(*ssa.Lookup); ok && f.sameValue(lookup.Index, instr.Key, 0) && f.place(lookup.X) == m {
				return true
			}
		}
	}
	return false
}
