package site

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// NewHeader returns the local variable of a slice type whose address a Put puts,
// if it is a copy, made in this call, of a header that is elsewhere: of what Get
// returned, say, or of an argument. It returns nil for a header whose memory may
// have been made in the same call.
func (s *Site) NewHeader() *ssa.Alloc {
	if s.Callee != nil && paramType(s.Callee, s.Param) == nil {
		return nil // a captured variable: the literal has the Put
	}
	v := s.Value
	for range 4 { // bounds chains of conversions
		switch def := v.(type) {
		case *ssa.MakeInterface:
			v = def.X
		case *ssa.ChangeType:
			v = def.X
		case *ssa.ChangeInterface:
			v = def.X
		case *ssa.FreeVar:
			if !withinCall(def.Parent()) {
				return nil
			}
			v = cellOf(def)
		}
	}
	cell, ok := v.(*ssa.Alloc)
	if !ok {
		return nil
	}
	if _, ok := cell.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Slice); !ok {
		return nil
	}
	h := header{seen: map[ssa.Value]bool{}}
	if last := assignedBefore(cell, s.Instr); last != nil && !h.elsewhere(last.Val) {
		return nil
	}
	h.seen = map[ssa.Value]bool{}
	if !h.storedElsewhere(cell) {
		return nil
	}
	return cell
}

// assignedBefore returns the assignment to cell that instr always comes after, and
// that no other follows on the way; nil if there is no such.
func assignedBefore(cell *ssa.Alloc, instr ssa.Instruction) *ssa.Store {
	var stores []*ssa.Store
	for _, use := range *cell.Referrers() {
		if store, ok := use.(*ssa.Store); ok && store.Addr == cell {
			stores = append(stores, store)
		}
	}
	for _, store := range stores {
		if precedes(store, instr) && !slices.ContainsFunc(stores, func(other *ssa.Store) bool { return other != store && precedes(store, other) }) {
			return store
		}
	}
	return nil
}

// withinCall reports whether a literal runs in, or once for, the call that makes
// it: it is called, deferred or started, and nothing else.
func withinCall(fn *ssa.Function) bool {
	if fn.Parent() == nil || fn.Referrers() == nil {
		return false
	}
	for _, use := range *fn.Referrers() {
		closure, ok := use.(*ssa.MakeClosure)
		if !ok || !onlyCalled(closure) {
			return false
		}
	}
	return true
}

// A header finds out where the memory of a slice comes from.
type header struct{ seen map[ssa.Value]bool }

// storedElsewhere reports whether some value of a local variable is elsewhere.
func (h *header) storedElsewhere(cell *ssa.Alloc) bool {
	values, _ := storedTo(cell)
	for _, v := range values {
		if h.elsewhere(v) {
			return true
		}
	}
	return false
}

// elsewhere reports whether the slice v is certainly, on some path, in memory
// that was not made for this call.
func (h *header) elsewhere(v ssa.Value) bool {
	if h.seen[v] {
		return false
	}
	h.seen[v] = true
	switch v := v.(type) {
	case *ssa.Parameter, *ssa.TypeAssert, *ssa.Lookup:
		return true
	case *ssa.Extract:
		_, called := v.Tuple.(*ssa.Call)
		return !called
	case *ssa.ChangeType:
		return h.elsewhere(v.X)
	case *ssa.Slice:
		_, slice := v.X.Type().Underlying().(*types.Slice)
		return slice && h.elsewhere(v.X)
	case *ssa.Phi:
		for _, e := range v.Edges {
			if h.elsewhere(e) {
				return true
			}
		}
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return v.Op == token.ARROW
		}
		if cell := cellOf(v.X); cell != nil {
			return h.storedElsewhere(cell)
		}
		return !inLocal(v.X)
	case *ssa.Call:
		b, ok := v.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "append" && h.elsewhere(v.Call.Args[0])
	}
	return false
}

// inLocal reports whether addr lies in a local struct or array.
func inLocal(addr ssa.Value) bool {
	for {
		switch a := addr.(type) {
		case *ssa.FieldAddr:
			addr = a.X
		case *ssa.IndexAddr:
			if _, slice := a.X.Type().Underlying().(*types.Slice); slice {
				return false
			}
			addr = a.X
		case *ssa.Alloc, *ssa.FreeVar:
			return true
		default:
			return false
		}
	}
}
