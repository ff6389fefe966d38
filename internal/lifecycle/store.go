package lifecycle

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// store executes an assignment through an address.
func (f *follow) store(s *state, instr *ssa.Store) {
	addr, val := f.canon(instr.Addr), f.canon(instr.Val)
	if r, ok := s.direct(addr); ok {
		toNil := f.eval(s, instr.Val).is == effect.Nil
		f.storeInto(s, r, addr, instr.Val)
		if tm, ok := f.cell(addr); ok {
			f.assign(s, tm)
			if toNil {
				s.setFact(tm, value{is: effect.Nil})
			}
		}
		return
	}
	s.judged = s.judged || f.blanked(s, instr)
	housed := slices.ContainsFunc(s.refsOf(addr), func(r ref) bool { return r.path == effect.Deref && !r.part && !r.rehoused })
	f.overwrite(s, addr)
	if tm, ok := f.cell(addr); ok {
		val := f.eval(s, instr.Val)
		if !val.known() {
			if same, _ := s.resolve(f.terms.of(instr.Val)); same != tm {
				val = value{same: same}
			}
		}
		f.assign(s, tm)
		s.setFact(tm, val)
	}
	f.relink(s, addr)
	for _, r := range s.refsOf(val) {
		if r.release && !f.storeRelease(s, addr, val) {
			return
		}
		if _, field := addr.(*ssa.FieldAddr); field && r.path == "" {
			r.rehoused = !housed
		}
		f.climb(s, addr, effect.Deref+r.path, r, instr)
	}
}

// storeInto executes an assignment to the object, or to memory of it, at addr.
// What a field held before is then no longer memory of the object, and what it
// now holds is.
func (f *follow) storeInto(s *state, r ref, addr, val ssa.Value) {
	held := s.refsOf(f.canon(val))
	f.carve(s, r, val)
	if r.part { // a field, or deeper
		field, ok := addr.(*ssa.FieldAddr)
		if !ok || !isReference(val.Type()) && !copyShares(val.Type()) && !f.leadsToPooled(field, val) {
			return
		}
		if x, ok := s.direct(f.canon(field.X)); !ok || x.part {
			f.swap(s, r, val)
			return
		}
		if slices.ContainsFunc(held, func(h ref) bool { return (h.is() || !isReference(val.Type())) && h.via == r.via }) {
			return // as after append
		}
		f.cutOff(s, r.via)
		f.give(s, syncpool.FieldVar(field.X.Type(), field.Field), val)
		if isResult(val) && !hasName(s.lent, r.via) {
			s.addRef(ref{val: f.canon(val), part: true, via: r.via})
		}
		return
	}
	elem := addr.Type().Underlying().(*types.Pointer).Elem()
	if str, ok := elem.Underlying().(*types.Struct); ok {
		for field := range str.Fields() {
			if !slices.ContainsFunc(held, func(h ref) bool { return h.via == field.Name() }) {
				f.cutOff(s, field.Name())
				f.give(s, field, val)
			}
		}
		if len(held) == 0 {
			f.detach(s, "") // what its methods gave, of whichever field
		}
	} else if isReference(elem) && len(held) == 0 {
		// the header has other memory now
		s.dropRefs(func(h ref) bool { return h.is() && isReference(h.val.Type()) })
		s.escapes = slices.DeleteFunc(slices.Clone(s.escapes), func(e escape) bool { return e.val != nil && isReference(e.val.Type()) })
		if isResult(val) {
			s.addRef(ref{val: f.canon(val)})
		}
	}
}

// leadsToPooled reports whether field, a pointer that is given val, may lead to an
// object of a pool. Of one that is set to nil that shows only in the callers.
func (f *follow) leadsToPooled(field *ssa.FieldAddr, val ssa.Value) bool {
	return isNil(val) && isPointer(val.Type()) || f.prog.Pooled(syncpool.FieldVar(field.X.Type(), field.Field))
}

// swap executes an assignment to a field of memory of the object that r leads
// to. What other such slices there are may have been moved out of it.
func (f *follow) swap(s *state, r ref, val ssa.Value) {
	if !isReference(val.Type()) {
		return
	}
	kept := f.terms.of(val)
	s.dropRefs(func(h ref) bool {
		return h.part && h.via == r.via && h.is() && types.Identical(h.val.Type(), val.Type()) && f.terms.of(h.val) != kept
	})
}

// cutOff records that the field called name was given other memory.
func (f *follow) cutOff(s *state, name string) {
	f.detach(s, name)
	s.cut = addName(s.cut, name)
}

// detach ends that what was reached by the field called name is memory of the
// object.
func (f *follow) detach(s *state, name string) {
	of := func(r ref) bool {
		_, addr := r.val.(*ssa.FieldAddr)
		return r.part && r.via == name && !addr
	}
	var moved []ref
	for _, r := range s.refs {
		if of(r) && r.is() && isReference(r.val.Type()) {
			r.moved = true
			moved = append(moved, r)
		}
	}
	s.dropRefs(func(r ref) bool { return of(r) && !r.moved })
	for _, r := range moved {
		s.addRef(r)
	}
	s.escapes = slices.DeleteFunc(slices.Clone(s.escapes), func(e escape) bool { return e.part && e.via == name })
}

// isResult reports whether v is the result of a call, which may have been made
// from any memory of the object that the call was given.
func isResult(v ssa.Value) bool {
	if e, ok := v.(*ssa.Extract); ok {
		v = e.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	_, builtin := call.Call.Value.(*ssa.Builtin)
	return !builtin
}

// assign forgets what was known of a variable. What equals it, such as what was
// loaded from it, is still what the variable was.
func (f *follow) assign(s *state, tm term) {
	field, isField := tm.v.(*ssa.FieldAddr)
	same := func(other term) bool {
		if !other.cell || !isField {
			return other == tm
		}
		addr, ok := other.v.(*ssa.FieldAddr) // of any struct: they may be the same
		return ok && syncpool.FieldVar(addr.X.Type(), addr.Field) == syncpool.FieldVar(field.X.Type(), field.Field)
	}
	for _, fc := range s.facts {
		if same(fc.val.same) && !same(fc.term) {
			s.setFact(fc.term, s.fact(fc.val.same))
		}
	}
	s.dropFacts(func(fc *fact) bool { return same(fc.term) || same(fc.val.same) })
}

// disturb forgets what was known of fields, which call, of fn if that is known, may
// assign: those of the object only if it, or somebody else, was given that.
func (f *follow) disturb(s *state, call ssa.CallInstruction, fn *ssa.Function) {
	shared := f.origin.Call == nil || s.life != live || len(s.escapes) > 0 ||
		slices.ContainsFunc(operands(call), func(v ssa.Value) bool { return len(s.refsOf(f.canon(v))) > 0 })
	seen := fn != nil && len(fn.Blocks) > 0 && fn.Package() == f.fn.Package()
	mayAssign := func(field *types.Var) bool {
		return shared && (!seen || slices.ContainsFunc(f.prog.Stores(fn), func(st Stored) bool { return st.Field == field }))
	}
	isField := func(tm term) bool {
		addr, ok := tm.v.(*ssa.FieldAddr)
		return ok && tm.cell && (!f.isObject(s, addr.X) && !f.holdsObject(s, addr.X) || mayAssign(syncpool.FieldVar(addr.X.Type(), addr.Field)))
	}
	s.dropFacts(func(fc *fact) bool { return isField(fc.term) || isField(fc.val.same) })
}

// holdsObject reports whether v was loaded from a variable that has the object and never
// anything else.
func (f *follow) holdsObject(s *state, v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	cell := variable(load.X)
	return cell != nil && assignedOnce(cell) && slices.ContainsFunc(s.refsOf(cell), func(r ref) bool { return r.path == effect.Deref && !r.part && !r.release && !r.stale })
}

// overwrite forgets what the variable at addr held.
func (f *follow) overwrite(s *state, addr ssa.Value) {
	f.forget(s, addr, effect.Deref)
	place := f.terms.of(addr)
	if slices.ContainsFunc(s.escapes, func(e escape) bool { return e.place == place }) {
		s.escapes = slices.DeleteFunc(slices.Clone(s.escapes), func(e escape) bool { return e.place == place })
	}
}

// forget removes the refs by which the object is reached through path of v.
func (f *follow) forget(s *state, v ssa.Value, path effect.Path) {
	for range effect.MaxPath {
		v = f.canon(v)
		at, through := v, path
		reached := func(r ref) bool {
			_, ok := r.path.Cut(through)
			return ok && r.val == at
		}
		had := slices.ContainsFunc(s.refs, reached)
		s.dropRefs(reached)
		if field, ok := path.Cut(effect.Deref); ok && field.Len() == 1 && field[0] == '.' {
			f.ownCopy(s, v, string(field[1:]))
		}
		if phi, ok := v.(*ssa.Phi); ok && had { // it was assigned one of these
			for _, e := range phi.Edges {
				f.forget(s, e, path)
			}
			return
		}
		var ok bool
		if _, elem := v.(*ssa.IndexAddr); elem {
			return // one of several
		}
		if v, path, ok = ascend(v, path); !ok {
			return
		}
	}
}

// climb records that v now holds, at path, what r refers to, and so on up to
// the variable that v is a part of. Where that outlives the call the object
// escapes.
func (f *follow) climb(s *state, v ssa.Value, path effect.Path, r ref, instr ssa.Instruction) {
	v = f.canon(v)
	if _, ok := v.(*ssa.Const); ok {
		return // nil
	}
	if _, ok := s.direct(v); ok {
		return // in the object itself
	}
	held := r
	held.val, held.path = v, path
	known := !s.addRef(held) // from an earlier iteration, whose escape was overwritten
	if known && held.path.Len() > effect.MaxPath {
		return
	}
	if x, up, ok := ascend(v, path); ok {
		if load, ok := v.(*ssa.UnOp); ok && !known {
			f.climbPointer(s, load, path, r, instr)
		}
		f.climb(s, x, up, r, instr)
		return
	}
	switch v := v.(type) {
	case *ssa.Alloc:
		if r.part && f.copiedInPlace(v) {
			s.dropRefs(func(r ref) bool { return r == held })
			return
		}
		if _, ok := v.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array); ok && v.Comment != "varargs" {
			f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, quiet: true}) // a collection
		}
		for _, use := range *v.Referrers() {
			if closure, ok := use.(*ssa.MakeClosure); ok {
				for i, b := range closure.Bindings {
					if b == v {
						f.capture(s, closure, i, path, ref{part: r.part})
					}
				}
			}
		}
	case *ssa.MakeSlice, *ssa.MakeMap:
		if r.part && f.copiedInPlace(v) {
			s.dropRefs(func(r ref) bool { return r == held })
			return
		}
		f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, quiet: true}) // a collection
	case *ssa.Global:
		f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, place: f.place(instr), root: v, whole: r.is(), held: true})
	default:
		// memory of the caller, or of unknown extent: it may be given up there,
		// but that it is still there after the Put is no defect by itself
		f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, place: f.place(instr), whole: r.is(), quiet: true, held: true})
	}
}

// climbPointer is climb for memory reached through a pointer that was loaded:
// it is where the pointers lead that were stored.
func (f *follow) climbPointer(s *state, load *ssa.UnOp, path effect.Path, r ref, instr ssa.Instruction) {
	cell, ok := f.canon(load.X).(*ssa.Alloc)
	if !ok {
		f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, place: f.place(instr), whole: r.is(), quiet: true, held: true})
		return
	}
	for _, use := range *cell.Referrers() {
		if store, ok := use.(*ssa.Store); ok && store.Addr == cell {
			f.climb(s, store.Val, path, r, instr)
		}
	}
}

// place returns what a later instruction has to overwrite, or to delete from,
// to undo what instr stored.
func (f *follow) place(instr ssa.Instruction) term {
	switch instr := instr.(type) {
	case *ssa.Store:
		return f.terms.of(instr.Addr)
	case *ssa.MapUpdate:
		return f.variable(instr.Map)
	}
	return term{}
}

// variable returns the term of the variable that v was loaded from, or else
// that of v.
func (f *follow) variable(v ssa.Value) term {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		return term{v: f.terms.value(load.X), cell: true}
	}
	return f.terms.of(v)
}

// mapUpdate executes an assignment to a map element.
func (f *follow) mapUpdate(s *state, instr *ssa.MapUpdate) {
	if len(s.refsOf(f.canon(instr.Value))) == 0 {
		place, key := f.place(instr), f.terms.of(instr.Key)
		s.escapes = slices.DeleteFunc(slices.Clone(s.escapes), func(e escape) bool { // the same element
			old, ok := e.at.(*ssa.MapUpdate)
			return ok && e.place == place && f.terms.of(old.Key) == key
		})
	}
	for _, x := range [...]ssa.Value{instr.Key, instr.Value} {
		for _, r := range s.refsOf(f.canon(x)) {
			f.climb(s, instr.Map, effect.Elem+r.path, r, instr)
		}
	}
}
