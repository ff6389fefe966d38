package lifecycle

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// A copy of the object, a struct, shares the memory of its slices and maps until
// these fields of the copy are given other memory.

// isCopy reports whether r's value is a copy of the object, or points to one.
func (r ref) isCopy() bool {
	path, _ := strings.CutPrefix(string(r.path), string(effect.Deref))
	_, ok := effect.Path(path).Cut(effect.Copy)
	return ok
}

// ownCopy records that field name of the copies of the object that v points to was
// given other memory. A copy that shares nothing any longer is of no concern.
func (f *follow) ownCopy(s *state, v ssa.Value, name string) {
	isCopy := func(r ref) bool { return r.val == v && r.path == effect.Deref+effect.Copy }
	ptr, ok := v.Type().Underlying().(*types.Pointer)
	if !ok || !slices.ContainsFunc(s.refs, isCopy) {
		return
	}
	var copies []ref
	s.dropRefs(func(r ref) bool {
		if isCopy(r) {
			r.own = addName(r.own, name)
			copies = append(copies, r)
		}
		return isCopy(r)
	})
	for _, r := range copies {
		if len(shares(ptr.Elem(), r.own)) > 0 {
			s.addRef(r)
		}
	}
}

// sharedBy returns what a, which says that a result of type t is a copy of the
// object, comes to for the fields that were not given other memory.
func (f *follow) sharedBy(r ref, a effect.Alias, t types.Type) []effect.Alias {
	before, ok := strings.CutSuffix(string(a.ResultPath), string(effect.Copy))
	if ptr, isPtr := t.Underlying().(*types.Pointer); isPtr {
		t = ptr.Elem()
	}
	if !ok || effect.Path(before).Len() > 1 {
		return nil
	}
	var list []effect.Alias
	for _, field := range shares(t, r.own) {
		if !isReference(field.Type()) {
			continue
		}
		a.ResultPath = effect.Path(before) + effect.Field(field.Name())
		if f.origin.Path == "" {
			a.Via = field.Name()
		}
		list = append(list, a)
	}
	return list
}

// shares returns the fields by which a copy of t shares the memory of slices or
// maps, but for those called own.
func shares(t types.Type, own names) []*types.Var {
	str, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var list []*types.Var
	for field := range str.Fields() {
		if (isReference(field.Type()) || copyShares(field.Type())) && !hasName(own, field.Name()) {
			list = append(list, field)
		}
	}
	return list
}

// cutBy executes, on what arg holds of the object, a call that gives the field
// called name of what arg points to other memory.
func (f *follow) cutBy(s *state, arg ssa.Value, name string) {
	v, field := f.canon(arg), effect.Deref+effect.Field(name)
	s.dropRefs(func(r ref) bool {
		_, ok := r.path.Cut(field)
		return ok && r.val == v && r.part
	})
	f.ownCopy(s, v, name)
}

// carve executes an assignment of val to the object, a slice, or to a field of it,
// by which r leads there. If val is what follows a part of it that ends there, and
// has no room, then that part is no longer memory of the object.
func (f *follow) carve(s *state, r ref, val ssa.Value) {
	rest, ok := val.(*ssa.Slice)
	if !ok || rest.Low == nil {
		return
	}
	end := f.terms.of(rest.Low)
	s.dropRefs(func(h ref) bool {
		first, ok := h.val.(*ssa.Slice)
		return ok && h.is() && h.via == r.via && first.Max != nil && f.terms.of(first.Max) == end
	})
}

// copiedInPlace reports whether a loop of the function replaces the elements of v,
// a slice, an array or a map, or fields of these, by copies.
func (f *follow) copiedInPlace(v ssa.Value) bool {
	if v == nil || v.Referrers() == nil || !f.enter() {
		return false
	}
	defer f.exit()
	return slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool {
		switch use := use.(type) {
		case *ssa.MapUpdate:
			key, ok := use.Key.(*ssa.Extract)
			if !ok || use.Map != v {
				return false
			}
			_, loop := key.Tuple.(*ssa.Next)
			return loop && f.isFresh(use.Value)
		case *ssa.IndexAddr:
			_, fixed := use.Index.(*ssa.Const)
			return use.X == v && !fixed && f.setFresh(use)
		case *ssa.Slice:
			_, array := use.X.Type().Underlying().(*types.Pointer)
			return array && f.copiedInPlace(use)
		case *ssa.Store:
			cell, ok := use.Addr.(*ssa.Alloc)
			return ok && use.Val == v && slices.ContainsFunc(*cell.Referrers(), func(use ssa.Instruction) bool {
				load, ok := use.(*ssa.UnOp)
				return ok && f.copiedInPlace(load)
			})
		}
		return false
	})
}

// setFresh reports whether the variable at addr, or a field of it, is given memory
// that was just made.
func (f *follow) setFresh(addr ssa.Value) bool {
	return slices.ContainsFunc(*addr.Referrers(), func(use ssa.Instruction) bool {
		switch use := use.(type) {
		case *ssa.FieldAddr:
			return f.setFresh(use)
		case *ssa.Store:
			return use.Addr == addr && f.isFresh(use.Val)
		}
		return false
	})
}

// isFresh reports whether v is the result of a function that is known not to
// return memory of its arguments.
func (f *follow) isFresh(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok || !isReference(v.Type()) {
		return false
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		return b.Name() == "append" && (isNil(call.Call.Args[0]) || f.isFull(call.Call.Args[0]))
	}
	fn, args := f.prog.Callee(&call.Call)
	if fn == nil {
		return false
	}
	sum, _ := f.summaryOf(new(state), &call.Call, fn, args)
	return sum != nil && len(sum.Aliases) == 0
}

// resultValue returns result i of call, nil if it is not used.
func resultValue(call *ssa.Call, i int) ssa.Value {
	if call.Call.Signature().Results().Len() == 1 {
		return call
	}
	for _, use := range *call.Referrers() {
		if e, ok := use.(*ssa.Extract); ok && e.Index == i {
			return e
		}
	}
	return nil
}
