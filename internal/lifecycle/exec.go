package lifecycle

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
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
		step := effect.Deref + effect.Field(fieldVar(v.X.Type(), v.Field).Name())
		from(v.X, func(r ref) {
			if r.is() {
				part(r)
			} else if rest, ok := r.path.Cut(step); ok {
				add(effect.Deref+rest, r)
			}
		})
	case *ssa.Field:
		step := effect.Field(fieldVar(v.X.Type(), v.Field).Name())
		from(v.X, func(r ref) {
			if rest, ok := r.path.Cut(step); ok {
				add(rest, r)
			}
		})
	case *ssa.IndexAddr:
		step := effect.Elem
		if _, ok := v.X.Type().Underlying().(*types.Pointer); ok {
			step = effect.Deref + effect.Elem
		}
		from(v.X, func(r ref) {
			if r.is() {
				part(r)
			} else if rest, ok := r.path.Cut(step); ok {
				add(effect.Deref+rest, r)
			}
		})
	case *ssa.Index:
		from(v.X, func(r ref) {
			if rest, ok := r.path.Cut(effect.Elem); ok {
				add(rest, r)
			}
		})
	case *ssa.Lookup:
		from(v.X, func(r ref) {
			rest, ok := r.path.Cut(effect.Elem)
			switch {
			case ok && v.CommaOk:
				add(effect.Tuple(0)+rest, r)
			case ok:
				add(rest, r)
			case r.is() && !v.CommaOk && isReference(v.Type()):
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
		same(v.X)
	case *ssa.SliceToArrayPointer:
		same(v.X)
	case *ssa.Convert:
		if !copies(v.X.Type(), v.Type()) {
			same(v.X)
		}
	case *ssa.Slice:
		from(v.X, func(r ref) {
			_, array := v.X.Type().Underlying().(*types.Pointer)
			switch rest, ok := r.path.Cut(effect.Deref); {
			case r.is() && array:
				part(r)
			case array && ok:
				add(rest, r)
			case !array:
				add(r.path, r)
			}
		})
	case *ssa.TypeAssert:
		if !v.CommaOk {
			same(v.X)
			break
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
	case *ssa.Range:
		same(v.X)
	case *ssa.Next:
		from(v.Iter, func(r ref) {
			if rest, ok := r.path.Cut(effect.Elem); ok {
				add(effect.Tuple(2)+rest, r)
			}
		})
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
			s.addRef(ref{val: v, part: r.part})
		}
	}
	if cell, ok := addr.(*ssa.Alloc); ok {
		s.setFact(term{v: v}, value{same: term{v: cell, cell: true}})
	}
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
	if _, ok := s.direct(addr); ok {
		return // into the object; what it holds of itself needs no name
	}
	f.overwrite(s, addr)
	if cell, ok := addr.(*ssa.Alloc); ok {
		tm := term{v: cell, cell: true}
		val := f.eval(s, instr.Val)
		if !val.known() {
			if same, _ := s.resolve(f.terms.of(instr.Val)); same != tm {
				val = value{same: same}
			}
		}
		s.dropFacts(func(fc fact) bool { return fc.val.same == tm })
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

// overwrite forgets what the variable at addr held.
func (f *follow) overwrite(s *state, addr ssa.Value) {
	s.dropRefs(func(r ref) bool {
		_, ok := r.path.Cut(effect.Deref)
		return ok && r.val == addr
	})
	place := f.terms.of(addr)
	if slices.ContainsFunc(s.escapes, func(e escape) bool { return e.place == place }) {
		s.escapes = slices.DeleteFunc(slices.Clone(s.escapes), func(e escape) bool { return e.place == place })
	}
	path := effect.Deref
	for {
		field, ok := addr.(*ssa.FieldAddr)
		if !ok {
			return
		}
		addr = f.canon(field.X)
		path = effect.Deref + effect.Field(fieldVar(field.X.Type(), field.Field).Name()) + path[1:]
		s.dropRefs(func(r ref) bool {
			_, ok := r.path.Cut(path)
			return ok && r.val == addr
		})
	}
}

// climb records that v now holds, at path, what r refers to, and so on up to
// the variable that v is a part of. Where that outlives the call the object
// escapes.
func (f *follow) climb(s *state, v ssa.Value, path effect.Path, r ref, instr ssa.Instruction) {
	v = f.canon(v)
	if _, ok := s.direct(v); ok {
		return // in the object itself
	}
	held := r
	held.val, held.path = v, path
	if !s.addRef(held) {
		return
	}
	if x, path, ok := ascend(v, path); ok {
		f.climb(s, x, path, r, instr)
		return
	}
	switch v := v.(type) {
	case *ssa.Alloc:
		if _, ok := v.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array); ok && v.Comment != "varargs" {
			f.escape(s, escape{at: instr, val: r.val, part: r.part, quiet: true}) // a collection
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
		f.escape(s, escape{at: instr, val: r.val, part: r.part, quiet: true}) // a collection
	case *ssa.Global:
		f.escape(s, escape{at: instr, val: r.val, part: r.part, place: f.place(instr)})
	default:
		// memory of the caller, or of unknown extent: it may be given up there,
		// but that it is still there after the Put is no defect by itself
		f.escape(s, escape{at: instr, val: r.val, part: r.part, place: f.place(instr), quiet: true})
	}
}

// place returns what a later instruction has to overwrite, or to delete from,
// to undo what instr stored.
func (f *follow) place(instr ssa.Instruction) term {
	switch instr := instr.(type) {
	case *ssa.Store:
		return f.terms.of(instr.Addr)
	case *ssa.MapUpdate:
		return f.terms.of(instr.Map)
	}
	return term{}
}

func (f *follow) escape(s *state, e escape) {
	if s.life == live && len(s.escapes) < 8 && !slices.Contains(s.escapes, e) {
		s.escapes = append(slices.Clip(s.escapes), e)
	}
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
