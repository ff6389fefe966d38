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
