package lifecycle

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// names is a set of names of fields, in order, each with a comma after it.
type names = string

func hasName(list names, name string) bool {
	return strings.Contains(","+list, ","+name+",")
}

func addName(list names, name string) names {
	if hasName(list, name) {
		return list
	}
	all := append(strings.SplitAfter(list, ","), name+",")
	slices.Sort(all)
	return strings.Join(all, "")
}

func dropName(list names, name string) names {
	if !hasName(list, name) {
		return list
	}
	return strings.TrimPrefix(strings.Replace(","+list, ","+name+",", ",", 1), ",")
}

// eachName calls yield with the names in list.
func eachName(list names, yield func(string)) {
	for name := range strings.SplitAfterSeq(list, ",") {
		if name != "" {
			yield(strings.TrimSuffix(name, ","))
		}
	}
}

// give notes whether field of the object, which is given val, then has memory
// that is only lent to the object: it is the caller's, or every user of the
// object gives it other memory.
func (f *follow) give(s *state, field *types.Var, val ssa.Value) {
	if field == nil {
		return
	}
	s.lent = dropName(s.lent, field.Name())
	if isReference(field.Type()) && (!f.prog.Reused(field) && !f.madeFrom(s, val) || f.ofCaller(s, val)) {
		s.lent = addName(s.lent, field.Name())
	}
}

// isLent reports whether the field of the object at addr has memory that is
// only lent.
func (f *follow) isLent(s *state, addr ssa.Value) bool {
	field, ok := addr.(*ssa.FieldAddr)
	if !ok || s.lent == "" {
		return false
	}
	r, ok := s.direct(f.canon(field.X))
	return ok && !r.part && hasName(s.lent, fieldName(field.X.Type(), field.Field))
}

// madeFrom reports whether v is the result of a call that was given the object
// or memory of it, or lies in that result.
func (f *follow) madeFrom(s *state, v ssa.Value) bool {
	for range maxDepth {
		switch w := v.(type) {
		case *ssa.Slice:
			v = w.X
		case *ssa.ChangeType:
			v = w.X
		case *ssa.Extract:
			v = w.Tuple
		case *ssa.Call:
			return isResult(w) && slices.ContainsFunc(operands(w), func(x ssa.Value) bool { return len(s.refsOf(f.canon(x))) > 0 })
		default:
			return false
		}
	}
	return true
}

// ofCaller reports whether v is memory that the caller passed, or that is lent
// to the object already, or what append makes of either.
func (f *follow) ofCaller(s *state, v ssa.Value) bool {
	if !f.enter() {
		return false
	}
	defer f.exit()
	if len(s.refsOf(f.canon(v))) > 0 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		return v.Parent() == f.fn
	case *ssa.Slice:
		return f.ofCaller(s, v.X)
	case *ssa.ChangeType:
		return f.ofCaller(s, v.X)
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return false
		}
		if f.isLent(s, v.X) {
			return true
		}
		if field, ok := v.X.(*ssa.FieldAddr); ok {
			return f.ofCaller(s, field.X)
		}
		if cell, ok := f.canon(v.X).(*ssa.Alloc); ok {
			stored := syncpool.OnlyStore(cell)
			return stored != nil && f.ofCaller(s, stored)
		}
	case *ssa.Call:
		b, ok := v.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "append" && f.ofCaller(s, v.Call.Args[0])
	}
	return false
}

// copyIsShared reports whether v, by r a copy of the object or a pointer to one, which is a struct, shares
// a slice or a map with it that the next user of the object uses anew. What the
// exported fields of other packages hold is for their users to say, and so is
// what becomes of a copy of which a field is set.
func (f *follow) copyIsShared(s *state, r ref, v ssa.Value) bool {
	t := v.Type().Underlying()
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem().Underlying()
	}
	str, ok := t.(*types.Struct)
	if !ok {
		return false
	}
	if load, ok := v.(*ssa.UnOp); ok {
		if cell, ok := f.canon(load.X).(*ssa.Alloc); ok && slices.ContainsFunc(*cell.Referrers(), func(use ssa.Instruction) bool {
			_, field := use.(*ssa.FieldAddr)
			return field
		}) {
			return false
		}
	}
	for field := range str.Fields() {
		if !isReference(field.Type()) || hasName(s.cut, field.Name()) || hasName(r.own, field.Name()) || field.Exported() && field.Pkg() != f.fn.Package().Pkg {
			continue
		}
		if f.prog.Reused(field.Origin()) {
			return true
		}
	}
	return false
}
