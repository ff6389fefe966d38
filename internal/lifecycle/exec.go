package lifecycle

import (
	"go/token"
	"go/types"
	"slices"

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
		f.await(s, instr)
		f.store(s, instr)
	case *ssa.MapUpdate:
		f.mapUpdate(s, instr)
	case *ssa.Send:
		f.await(s, instr)
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
		f.outdate(s, instr)
		f.redefine(s, instr)
		s.setFact(term{v: instr, cell: true}, zeroValue(instr.Type().Underlying().(*types.Pointer).Elem()))
	case *ssa.BinOp:
		f.identify(s, instr)
		f.redefine(s, instr)
		f.remember(s, instr)
	case ssa.Value:
		f.redefine(s, instr)
		switch v := instr.(type) {
		case *ssa.FieldAddr:
			f.dereferenced(s, v.X)
		case *ssa.UnOp:
			if v.Op == token.MUL {
				f.dereferenced(s, v.X)
			}
		}
		f.derive(s, instr)
		if instr == f.origin.Item {
			f.takeItem(s)
		}
	}
	return []*state{s}
}

// identify executes the comparison of the object, which was put, with another
// pointer. The program asks which object it has, and what it then does with
// the pointers is not followed.
func (f *follow) identify(s *state, cmp *ssa.BinOp) {
	if s.life != put || cmp.Op != token.EQL && cmp.Op != token.NEQ || isNil(cmp.X) || isNil(cmp.Y) {
		return
	}
	if f.isObject(s, cmp.X) != f.isObject(s, cmp.Y) {
		s.life = gone
	}
}

// remember keeps the value of a comparison or a number that is used elsewhere,
// where its operands may be known no longer.
func (f *follow) remember(s *state, b *ssa.BinOp) {
	tm := f.terms.of(b)
	if f.terms.passing(tm) {
		return
	}
	if val := f.eval(s, b); isTruth(val.is) || val.num {
		s.setFact(tm, val)
	}
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
		switch v.Op {
		case token.MUL:
			f.load(s, v)
		case token.ARROW:
			f.await(s, v)
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
			f.blur(s, v)
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
			if !holdsAt(v.AssertedType, r.path) {
				s.setFact(term{v: v, elem: 2}, value{is: effect.False}) // what holds it is of another type
				return
			}
			add(effect.Tuple(0)+r.path, r)
			if (r.is() && !r.part || throughField(r.path) && !types.IsInterface(v.AssertedType)) && lastAssert(v) {
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
			from(b, func(r ref) { f.capture(s, v, i, r.path, r) })
		}
	}
}

// blur lets go of the object where conv makes an unsafe.Pointer of it which is not
// just converted again: where that goes is not followed.
func (f *follow) blur(s *state, conv *ssa.Convert) {
	if !isUnsafe(conv.Type()) || s.life != live || !slices.ContainsFunc(*conv.Referrers(), func(use ssa.Instruction) bool {
		_, again := use.(*ssa.Convert)
		return !again
	}) {
		return
	}
	for _, r := range s.refsOf(conv) {
		if r.is() && !r.part {
			f.lose(s, r, conv)
		}
	}
}

func isUnsafe(t types.Type) bool {
	return types.Identical(t.Underlying(), types.Typ[types.UnsafePointer])
}

// lastAssert reports whether v is the last of the checked assertions of its
// operand, as of the cases of a type switch; if some are to a type that is no
// interface, of these.
func lastAssert(v *ssa.TypeAssert) bool {
	last := v
	for _, use := range *v.X.Referrers() {
		assert, ok := use.(*ssa.TypeAssert)
		if !ok || !assert.CommaOk {
			continue
		}
		switch was, is := types.IsInterface(last.AssertedType), types.IsInterface(assert.AssertedType); {
		case was && !is, was == is && assert.Pos() > last.Pos():
			last = assert
		}
	}
	return last == v
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
	if hasName(r.own, name) {
		return
	}
	r.own = ""
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
	tm, stored := f.cell(addr)
	for _, r := range s.refsOf(addr) {
		if r.is() && f.isLent(s, addr) {
			continue
		}
		if stored && s.fact(tm).is == effect.Nil {
			break // it was set to nil
		}
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
	if stored && f.terms.decides(v) {
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
	return isBasic(from) || isBasic(to)
}

// isBasic reports whether the values of t are numbers, strings or booleans; for a
// type parameter, whatever its argument.
func isBasic(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Kind() != types.UnsafePointer
	case *types.Interface: // of a type parameter
		return slices.ContainsFunc(slices.Collect(t.EmbeddedTypes()), isBasic)
	case *types.Union:
		return !slices.ContainsFunc(slices.Collect(t.Terms()), func(term *types.Term) bool { return !isBasic(term.Type()) })
	}
	return false
}

// escape records e. One that nothing can undo and that is no defect stands for
// all of its kind: that the object may have got out is all that it tells.
func (f *follow) escape(s *state, e escape) {
	if s.life != live || len(s.escapes) >= maxEscapes || slices.Contains(s.escapes, e) {
		return
	}
	if e.loss.is && !s.addLoss(&e) {
		return
	}
	settled := func(e escape) bool { return e.quiet && !e.goroutine && e.place == term{} && !e.loss.is }
	if e.quiet && !e.goroutine && e.place == (term{}) && slices.ContainsFunc(s.escapes, func(old escape) bool { return settled(old) && (old.held || !e.held) }) {
		return
	}
	s.escapes = append(slices.Clip(s.escapes), e)
}
