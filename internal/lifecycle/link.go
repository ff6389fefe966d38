package lifecycle

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// In a linked structure many pointers lead to one field: after an assignment
// through one of them, what another path leads to may be another object.

// relink marks the refs that lead through the field at addr, which was assigned.
// The path that leads to addr itself has been dealt with.
func (f *follow) relink(s *state, addr ssa.Value) {
	field, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return
	}
	if _, made := f.canon(field.X).(*ssa.Alloc); made {
		return
	}
	f.markStale(s, syncpool.FieldVar(field.X.Type(), field.Field), func(v ssa.Value) bool { return f.apart(v, field.X) })
}

// relinkCall marks the refs that lead through the fields that fn, which was
// called, assigns. What it does to fields of its parameters its summary says, but
// for an object that was put before: it is perhaps no longer there.
func (f *follow) relinkCall(s *state, fn *ssa.Function, args []ssa.Value, wasPut bool) {
	if fn == nil || !slices.ContainsFunc(s.refs, func(r ref) bool { return strings.Contains(string(r.path), ".") }) {
		return
	}
	for _, st := range f.prog.Stores(fn) {
		var holder ssa.Value
		if st.Param >= 0 && st.Param < len(args) {
			holder = f.canon(args[st.Param])
		}
		if wasPut && holder != nil && st.Field != nil {
			f.forget(s, holder, effect.Deref+effect.Field(st.Field.Name()))
		}
		if _, made := holder.(*ssa.Alloc); made {
			continue // here, and nothing else leads to it
		}
		f.markStale(s, st.Field, func(v ssa.Value) bool { return v == holder || f.apart(v, holder) })
	}
}

// markStale marks the refs that lead through field, but not those that begin
// at a variable of the function or where spared says so.
func (f *follow) markStale(s *state, field *types.Var, spared func(ssa.Value) bool) {
	var marked []ref
	s.dropRefs(func(r ref) bool {
		_, local := r.val.(*ssa.Alloc)
		if r.stale || local || spared(r.val) || !slices.Contains(fieldsAt(r.val.Type(), r.path), field) {
			return false
		}
		r.stale = true
		marked = append(marked, r)
		return true
	})
	for _, r := range marked {
		s.addRef(r)
	}
}

// apart reports whether v and w are two structs: each is what a call gives that took
// an object of a pool into it.
func (f *follow) apart(v, w ssa.Value) bool {
	a, b := f.opener(v), f.opener(w)
	return a != nil && b != nil && a != b
}

// opener returns the call that gives v, a struct that holds an object which the call
// takes from a pool; nil if v is none.
func (f *follow) opener(v ssa.Value) *ssa.Call {
	index := 0
	if e, ok := v.(*ssa.Extract); ok {
		v, index = e.Tuple, e.Index
	}
	call, ok := v.(*ssa.Call)
	if !ok || !slices.ContainsFunc(Taken(f.prog, call.Common()), func(r effect.Result) bool { return r.Index == index && throughField(r.Path) }) {
		return nil
	}
	return call
}

// putsOwner reports whether a function that is given arg, memory of the object,
// may put the object, because it puts what a pointer in there leads to, which
// is of the object's type.
func (f *follow) putsOwner(sum *effect.Summary, i int, arg ssa.Value) bool {
	return slices.ContainsFunc(sum.Params, func(p effect.Param) bool {
		if p.Index != i || p.Path == "" || p.Put == effect.Never {
			return false
		}
		field := fieldAt(arg.Type(), p.Path)
		return field != nil && f.hasType(field.Type())
	})
}

// hasType reports whether t is the type of the object, as far as that shows
// where the function comes by it.
func (f *follow) hasType(t types.Type) bool {
	var v ssa.Value
	if call, ok := f.origin.Call.(*ssa.Call); ok {
		v = call
	} else {
		v = f.input(f.origin.Param)
	}
	if types.Identical(v.Type(), t) {
		return true
	}
	return slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool {
		assert, ok := use.(*ssa.TypeAssert)
		return ok && types.Identical(assert.AssertedType, t)
	})
}

// linked reports whether path from a value of type t leads through a pointer
// from a struct to another of its type.
func linked(t types.Type, path effect.Path) bool {
	return slices.ContainsFunc(fieldsAt(t, path), func(field *types.Var) bool {
		ptr, ok := field.Type().Underlying().(*types.Pointer)
		if !ok {
			return false
		}
		str, ok := ptr.Elem().Underlying().(*types.Struct)
		if !ok {
			return false
		}
		for own := range str.Fields() {
			if own.Origin() == field {
				return true
			}
		}
		return false
	})
}

// holdsAt reports whether path, if it leads through a field, can begin at a value
// of type t.
func holdsAt(t types.Type, path effect.Path) bool {
	return types.IsInterface(t) || !throughField(path) || strings.Contains(string(path), "?") || len(fieldsAt(t, path)) > 0
}

// throughField reports whether path begins with a field of a struct, or of one
// that a pointer leads to.
func throughField(path effect.Path) bool {
	return strings.HasPrefix(string(path), "*.") || strings.HasPrefix(string(path), ".")
}

// fieldAt returns the field of a value of type t to which path leads; nil if
// it does not end at a field.
func fieldAt(t types.Type, path effect.Path) *types.Var {
	fields := fieldsAt(t, path)
	if len(fields) == 0 || !strings.HasSuffix(string(path), "."+fields[len(fields)-1].Name()) {
		return nil
	}
	return fields[len(fields)-1]
}

// fieldsAt returns the fields that path leads through from a value of type t,
// as far as they can be told.
func fieldsAt(t types.Type, path effect.Path) []*types.Var {
	var list []*types.Var
	for path != "" {
		rest := path[1:]
		end := strings.IndexAny(string(rest), "*.[#$~")
		if end < 0 {
			end = len(rest)
		}
		switch u := t.Underlying().(type) {
		case *types.Pointer:
			if path[0] != '*' {
				return list
			}
			t = u.Elem()
		case *types.Struct:
			if path[0] != '.' {
				return list
			}
			var found *types.Var
			for field := range u.Fields() {
				if field.Name() == string(rest[:end]) {
					found, t = field.Origin(), field.Type()
				}
			}
			if found == nil {
				return list
			}
			list = append(list, found)
		default:
			return list
		}
		path = rest[end:]
	}
	return list
}
