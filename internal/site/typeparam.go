package site

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Canonical returns t in terms of the type parameters of the generic type that
// holds the pool of s. Each method of it, and its constructor, have their own
// names for these. Canonical returns nil if t depends on other type parameters.
func (s *Site) Canonical(t types.Type) types.Type {
	return canonical(t, typeParams(s.On), 0)
}

// maxType bounds the depth of the types that are looked into.
const maxType = 16

func canonical(t types.Type, params map[*types.TypeParam]*types.TypeParam, depth int) types.Type {
	if !parameterized(t, 0) {
		return t
	}
	if depth > maxType {
		return nil
	}
	depth++
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		if p := params[t]; p != nil {
			return p
		}
	case *types.Pointer:
		if elem := canonical(t.Elem(), params, depth); elem != nil {
			return types.NewPointer(elem)
		}
	case *types.Slice:
		if elem := canonical(t.Elem(), params, depth); elem != nil {
			return types.NewSlice(elem)
		}
	case *types.Array:
		if elem := canonical(t.Elem(), params, depth); elem != nil {
			return types.NewArray(elem, t.Len())
		}
	case *types.Map:
		key, elem := canonical(t.Key(), params, depth), canonical(t.Elem(), params, depth)
		if key != nil && elem != nil {
			return types.NewMap(key, elem)
		}
	case *types.Named:
		var args []types.Type
		for arg := range t.TypeArgs().Types() {
			arg = canonical(arg, params, depth)
			if arg == nil {
				return nil
			}
			args = append(args, arg)
		}
		if inst, err := types.Instantiate(nil, t.Origin(), args, false); err == nil && len(args) > 0 {
			return inst
		}
	}
	return nil
}

// typeParams maps the type parameters by which a function knows the wrapper
// around a pool to those of the wrapper's declaration: of wrappers in wrappers, the
// innermost.
func typeParams(on ssa.Value) map[*types.TypeParam]*types.TypeParam {
	m := map[*types.TypeParam]*types.TypeParam{}
	for range 8 { // bounds the fields within fields
		if on == nil {
			break
		}
		if named := namedOf(on.Type()); named != nil {
			for i := range named.TypeArgs().Len() {
				if p, ok := types.Unalias(named.TypeArgs().At(i)).(*types.TypeParam); ok && m[p] == nil {
					m[p] = named.Origin().TypeParams().At(i)
				}
			}
		}
		switch v := on.(type) {
		case *ssa.FieldAddr:
			on = v.X
		case *ssa.Field:
			on = v.X
		case *ssa.UnOp:
			on = v.X
		default:
			return m
		}
	}
	return m
}

// parameterized reports whether t may depend on type parameters.
func parameterized(t types.Type, depth int) bool {
	if depth > maxType {
		return true
	}
	depth++
	tuple := func(list *types.Tuple) bool {
		for v := range list.Variables() {
			if parameterized(v.Type(), depth) {
				return true
			}
		}
		return false
	}
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return true
	case *types.Pointer:
		return parameterized(t.Elem(), depth)
	case *types.Slice:
		return parameterized(t.Elem(), depth)
	case *types.Array:
		return parameterized(t.Elem(), depth)
	case *types.Chan:
		return parameterized(t.Elem(), depth)
	case *types.Map:
		return parameterized(t.Key(), depth) || parameterized(t.Elem(), depth)
	case *types.Signature:
		return tuple(t.Params()) || tuple(t.Results())
	case *types.Struct:
		for f := range t.Fields() {
			if parameterized(f.Type(), depth) {
				return true
			}
		}
	case *types.Interface:
		for m := range t.Methods() {
			if parameterized(m.Type(), depth) {
				return true
			}
		}
	case *types.Named:
		for arg := range t.TypeArgs().Types() {
			if parameterized(arg, depth) {
				return true
			}
		}
	}
	return false
}

// namedOf returns the named type of t or of what t points to, or nil.
func namedOf(t types.Type) *types.Named {
	t = types.Unalias(t)
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	named, _ := t.(*types.Named)
	return named
}
