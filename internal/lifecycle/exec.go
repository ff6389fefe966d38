package lifecycle

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// exec executes an instruction that is neither a phi nor the end of a block,
// and returns the states after it: none if control does not get past it. It
// may change s.
func (f *follow) exec(s *state, instr ssa.Instruction) []*state {
	if s.life == put {
		f.checkUse(s, instr)
	}
	switch instr := instr.(type) {
	case *ssa.Call:
		return f.execCall(s, instr)
	case *ssa.Defer:
		f.pushDefer(s, instr)
	case *ssa.Go:
		f.execGo(s, instr)
	case *ssa.RunDefers:
		return f.runDefers(s)
	case *ssa.Store:
		f.store(s, instr)
	case *ssa.MapUpdate:
		f.mapUpdate(s, instr)
	case *ssa.Send:
		for _, r := range s.refsOf(f.canon(instr.X)) {
			f.sent(s, r, instr)
		}
	case *ssa.Select:
		return f.execSelect(s, instr)
	case *ssa.TypeAssert:
		if !instr.CommaOk && f.eval(s, instr.X).is == effect.Nil {
			return nil // it panics
		}
		f.redefine(s, instr)
		f.derive(s, instr)
	case *ssa.Alloc:
		f.redefine(s, instr)
		s.setFact(term{v: instr, cell: true}, zeroValue(instr.Type().Underlying().(*types.Pointer).Elem()))
	case ssa.Value:
		f.redefine(s, instr)
		f.derive(s, instr)
	}
	return []*state{s}
}

// derive gives v, which is computed without a call, its refs and facts.
func (f *follow) derive(s *state, v ssa.Value) {
	add := func(path effect.Path, r ref) {
		r.val, r.path = v, path
		s.addRef(r)
	}
	part := func(r ref) {
		r.part = true
		add("", r)
	}
	from := func(x ssa.Value, each func(r ref)) {
		for _, r := range s.refsOf(f.canon(x)) {
			each(r)
		}
	}
	same := func(x ssa.Value) { from(x, func(r ref) { add(r.path, r) }) }
	switch v := v.(type) {
	case *ssa.FieldAddr:
		name := fieldName(v.X.Type(), v.Field)
		step := effect.Deref + effect.Field(name)
		from(v.X, func(r ref) {
			if r.is() {
				if !r.part {
					r.via = name
				}
				part(r)
			} else if rest, ok := r.path.Cut(step); ok {
				add(effect.Deref+rest, r)
			} else if r.path == effect.Deref+effect.Copy {
				f.copied(v.Type().Underlying().(*types.Pointer).Elem(), name, r, effect.Deref, add)
			}
		})
	case *ssa.Field:
		name := fieldName(v.X.Type(), v.Field)
		step := effect.Field(name)
		from(v.X, func(r ref) {
			if rest, ok := r.path.Cut(step); ok {
				add(rest, r)
			} else if r.path == effect.Copy {
				f.copied(v.Type(), name, r, "", add)
			}
		})
	case *ssa.IndexAddr: // which element of a collection it is, is not known
		from(v.X, func(r ref) {
			if r.is() {
				part(r)
			} else if r.path == effect.Elem && f.origin.Path == effect.Elem {
				add(effect.Deref, r) // each of the arguments is as good as another
			}
		})
	case *ssa.Lookup:
		from(v.X, func(r ref) {
			if r.is() && !v.CommaOk && isReference(v.Type()) {
				part(r)
			}
		})
	case *ssa.UnOp:
		if v.Op == token.MUL {
			f.load(s, v)
		} else if v.Op == token.ARROW {
			f.waited(s)
		}
	case *ssa.ChangeType:
		same(v.X)
	case *ssa.ChangeInterface:
		same(v.X)
	case *ssa.MakeInterface:
		from(v.X, func(r ref) {
			r.typ = v.X.Type()
			add(r.path, r)
		})
	case *ssa.SliceToArrayPointer:
		same(v.X)
	case *ssa.Convert:
		if !copies(v.X.Type(), v.Type()) {
			same(v.X)
		}
	case *ssa.Slice:
		_, array := v.X.Type().Underlying().(*types.Pointer)
		from(v.X, func(r ref) {
			rest, ok := r.path.Cut(effect.Deref)
			switch {
			case !array || r.is(): // a slice of a pooled array is, like one of a pooled slice, the object
				add(r.path, r)
			case ok:
				add(rest, r)
			}
		})
	case *ssa.TypeAssert:
		if !v.CommaOk {
			same(v.X)
			break
		}
		if f.eval(s, v.X).is == effect.Nil {
			s.setFact(term{v: v, elem: 2}, value{is: effect.False})
		}
		from(v.X, func(r ref) {
			add(effect.Tuple(0)+r.path, r)
			if r.is() && !r.part {
				// a pool hands out what was put in it; that some other type
				// is found there is not a path to follow
				s.setFact(term{v: v, elem: 2}, value{is: effect.True})
			}
		})
	case *ssa.Extract:
		from(v.Tuple, func(r ref) {
			if rest, ok := r.path.Cut(effect.Tuple(v.Index)); ok {
				add(rest, r)
			}
		})
		s.setFact(term{v: v}, s.fact(term{v: v.Tuple, elem: v.Index + 1}))
	case *ssa.MakeClosure:
		for i, b := range v.Bindings {
			from(b, func(r ref) { add(effect.Captured(i)+r.path, r) })
		}
	}
}

// fieldName returns the name of field i of t, a struct or a pointer to one.
func fieldName(t types.Type, i int) string {
	if field := syncpool.FieldVar(t, i); field != nil {
		return field.Name()
	}
	return "?" // of a type parameter
}

// copied adds what field name, of type t, of a copy of the object is: memory of
// the object if it is a slice or a map, a copy again if it is a struct. Before
// comes the path to the field.
func (f *follow) copied(t types.Type, name string, r ref, before effect.Path, add func(effect.Path, ref)) {
	if r.via == "" {
		r.via = name
	}
	switch {
	case isReference(t):
		add(before, r)
	case copyShares(t):
		add(before+effect.Copy, r)
	}
}

// load gives v, what is loaded from an address, its refs and facts.
func (f *follow) load(s *state, v *ssa.UnOp) {
	addr := f.canon(v.X)
	for _, r := range s.refsOf(addr) {
		if rest, ok := r.path.Cut(effect.Deref); ok {
			r.val, r.path = v, rest
			s.addRef(r)
		} else if r.is() && isReference(v.Type()) {
			// A slice behind a pooled pointer to a slice is the object for all
			// purposes: it is what code works with and puts back. A slice or map
			// in a field or an element is memory of the object.
			s.addRef(ref{val: v, part: r.part, via: r.via})
		} else if field, ok := addr.(*ssa.FieldAddr); ok && r.is() && f.prog.Pooled(syncpool.FieldVar(field.X.Type(), field.Field)) {
			s.addRef(ref{val: v, part: true, via: r.via}) // an object that the object owns
		} else if r.is() && copyShares(v.Type()) {
			s.addRef(ref{val: v, path: effect.Copy, part: true, via: r.via})
		}
	}
	if tm, ok := f.cell(addr); ok && f.terms.decides(v) {
		s.setFact(f.terms.of(v), value{same: tm})
	}
}

// cell returns the term of what is stored at addr, if stores to it can be told:
// the address of a local variable, or of a field that this function assigns.
func (f *follow) cell(addr ssa.Value) (term, bool) {
	switch addr := addr.(type) {
	case *ssa.Alloc:
		return term{v: addr, cell: true}, true
	case *ssa.FieldAddr:
		if f.terms.stored[syncpool.FieldVar(addr.X.Type(), addr.Field)] {
			return term{v: f.terms.value(addr), cell: true}, true
		}
	}
	return term{}, false
}

// isReference reports whether a value of type t shares memory with what it was
// loaded from, and is not a pointer to another object.
func isReference(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map:
		return true
	}
	return false
}

// copies reports whether a conversion copies the memory of its operand.
func copies(from, to types.Type) bool {
	basic := func(t types.Type) bool {
		b, ok := t.Underlying().(*types.Basic)
		return ok && b.Kind() != types.UnsafePointer
	}
	return basic(from) || basic(to)
}

// store executes an assignment through an address.
func (f *follow) store(s *state, instr *ssa.Store) {
	addr, val := f.canon(instr.Addr), f.canon(instr.Val)
	if r, ok := s.direct(addr); ok {
		f.storeInto(s, r, addr, instr.Val)
		return
	}
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
	for _, r := range s.refsOf(val) {
		if r.release {
			s.life = gone
			return
		}
		f.climb(s, addr, effect.Deref+r.path, r, instr)
	}
}

// storeInto executes an assignment to the object, or to memory of it, at addr.
// What a field held before is then no longer memory of the object, and what it
// now holds is.
func (f *follow) storeInto(s *state, r ref, addr, val ssa.Value) {
	held := s.refsOf(f.canon(val))
	if r.part { // a field, or deeper
		field, ok := addr.(*ssa.FieldAddr)
		if !ok || !isReference(val.Type()) && !f.prog.Pooled(syncpool.FieldVar(field.X.Type(), field.Field)) {
			return
		}
		if x, ok := s.direct(f.canon(field.X)); !ok || x.part {
			f.swap(s, r, val)
			return
		}
		if slices.ContainsFunc(held, func(h ref) bool { return h.is() && h.via == r.via }) {
			return // as after append
		}
		f.cutOff(s, r.via)
		if isResult(val) {
			s.addRef(ref{val: f.canon(val), part: true, via: r.via})
		}
		return
	}
	elem := addr.Type().Underlying().(*types.Pointer).Elem()
	if str, ok := elem.Underlying().(*types.Struct); ok {
		for field := range str.Fields() {
			if !slices.ContainsFunc(held, func(h ref) bool { return h.via == field.Name() }) {
				f.cutOff(s, field.Name())
			}
		}
	} else if isReference(elem) && len(held) == 0 {
		s.dropRefs(func(h ref) bool { return h.is() && isReference(h.val.Type()) }) // the header has other memory now
		if isResult(val) {
			s.addRef(ref{val: f.canon(val)})
		}
	}
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
	if names := strings.SplitAfter(s.cut, ","); !slices.Contains(names, name+",") {
		names = append(names, name+",")
		slices.Sort(names)
		s.cut = strings.Join(names, "")
	}
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

// assign forgets what was known of a variable, and of what equals it.
func (f *follow) assign(s *state, tm term) {
	field, isField := tm.v.(*ssa.FieldAddr)
	same := func(other term) bool {
		if !other.cell || !isField {
			return other == tm
		}
		addr, ok := other.v.(*ssa.FieldAddr) // of any struct: they may be the same
		return ok && syncpool.FieldVar(addr.X.Type(), addr.Field) == syncpool.FieldVar(field.X.Type(), field.Field)
	}
	s.dropFacts(func(fc *fact) bool { return same(fc.term) || same(fc.val.same) })
}

// disturb forgets what was known of fields, which a call may assign.
func (f *follow) disturb(s *state) {
	isField := func(tm term) bool {
		_, ok := tm.v.(*ssa.FieldAddr)
		return ok && tm.cell
	}
	s.dropFacts(func(fc *fact) bool { return isField(fc.term) || isField(fc.val.same) })
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
		s.dropRefs(reached)
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
	if !s.addRef(held) {
		return
	}
	if x, up, ok := ascend(v, path); ok {
		if load, ok := v.(*ssa.UnOp); ok {
			f.climbPointer(s, load, path, r, instr)
		}
		f.climb(s, x, up, r, instr)
		return
	}
	switch v := v.(type) {
	case *ssa.Alloc:
		if _, ok := v.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array); ok && v.Comment != "varargs" {
			f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, quiet: true}) // a collection
		}
		for _, use := range *v.Referrers() {
			if closure, ok := use.(*ssa.MakeClosure); ok {
				for i, b := range closure.Bindings {
					if b == v {
						s.addRef(ref{val: closure, path: effect.Captured(i) + path, part: r.part})
					}
				}
			}
		}
	case *ssa.MakeSlice, *ssa.MakeMap:
		f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, quiet: true}) // a collection
	case *ssa.Global:
		f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, place: f.place(instr), whole: r.is(), held: true})
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

// escape records e. One that nothing can undo and that is no defect stands for
// all of its kind: that the object may have got out is all that it tells.
func (f *follow) escape(s *state, e escape) {
	if s.life != live || len(s.escapes) >= maxEscapes || slices.Contains(s.escapes, e) {
		return
	}
	settled := func(e escape) bool { return e.quiet && !e.goroutine && e.place == term{} }
	if settled(e) && slices.ContainsFunc(s.escapes, func(old escape) bool { return settled(old) && (old.held || !e.held) }) {
		return
	}
	s.escapes = append(slices.Clip(s.escapes), e)
}

// mapUpdate executes an assignment to a map element.
func (f *follow) mapUpdate(s *state, instr *ssa.MapUpdate) {
	for _, x := range [...]ssa.Value{instr.Key, instr.Value} {
		for _, r := range s.refsOf(f.canon(x)) {
			f.climb(s, instr.Map, effect.Elem+r.path, r, instr)
		}
	}
}

// sent executes the sending of r's value.
func (f *follow) sent(s *state, r ref, instr ssa.Instruction) {
	if s.life != live {
		return
	}
	if r.part {
		f.escape(s, escape{at: instr, val: r.val, part: true, quiet: true})
	} else {
		s.life = gone
	}
}

// waited executes the waiting for another goroutine: what goroutines have only
// borrowed they may have given back.
func (f *follow) waited(s *state) {
	s.escapes = slices.DeleteFunc(slices.Clone(s.escapes), func(e escape) bool { return e.goroutine })
}

// execSelect splits s by the case that is chosen where one of them sends the
// object.
func (f *follow) execSelect(s *state, instr *ssa.Select) []*state {
	f.redefine(s, instr)
	if slices.ContainsFunc(instr.States, func(st *ssa.SelectState) bool { return st.Dir == types.RecvOnly }) {
		f.waited(s)
	}
	sends := slices.ContainsFunc(instr.States, func(st *ssa.SelectState) bool {
		return st.Dir == types.SendOnly && len(s.refsOf(f.canon(st.Send))) > 0
	})
	if !sends {
		return []*state{s}
	}
	var list []*state
	for i, st := range instr.States {
		t := *s
		t.setFact(term{v: instr, elem: 1}, value{isN: true, n: int64(i)})
		if st.Dir == types.SendOnly {
			for _, r := range s.refsOf(f.canon(st.Send)) {
				f.sent(&t, r, instr)
			}
		}
		list = append(list, &t)
	}
	if !instr.Blocking {
		t := *s
		t.setFact(term{v: instr, elem: 1}, value{isN: true, n: -1}) // the default case
		list = append(list, &t)
	}
	return list
}
