package lifecycle

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// counts reports whether cond compares a number of the object that the function
// has changed, such as a count of its owners, or one that a literal shares with
// others and has changed.
func (f *follow) counts(s *state, cond ssa.Value) bool {
	b, ok := cond.(*ssa.BinOp)
	if !ok || b.Op != token.EQL && b.Op != token.NEQ && !isOrder(b.Op) {
		return false
	}
	return f.isCounter(s, b.X) || f.isCounter(s, b.Y) || isCapturedCounter(b.X)
}

// sharedByCount reports whether edge i out of instr leads past the Put of a
// literal because others that share its counter have not called it yet: the last
// one puts the object.
func (f *follow) sharedByCount(instr *ssa.If, i int) bool {
	b, ok := instr.Cond.(*ssa.BinOp)
	return ok && (b.Op == token.EQL || b.Op == token.NEQ || isOrder(b.Op)) && isCapturedCounter(b.X) &&
		f.putsWithin(instr.Block(), instr.Block().Succs[1-i])
}

// isCapturedCounter reports whether v is what a literal has made of a number that
// it captured, by adding to it.
func isCapturedCounter(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.BinOp:
		return isSum(v) && slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool {
			store, ok := use.(*ssa.Store)
			return ok && store.Val == v && isCaptured(store.Addr)
		})
	case *ssa.UnOp:
		return v.Op == token.MUL && isCaptured(v.X) && slices.ContainsFunc(*v.X.Referrers(), func(use ssa.Instruction) bool {
			store, ok := use.(*ssa.Store)
			return ok && store.Addr == v.X && isSum(store.Val)
		})
	case *ssa.Call:
		return isAtomicAdd(v) && isCaptured(v.Call.Args[0])
	}
	return false
}

// isAtomicAdd reports whether call adds to a number by package atomic.
func isAtomicAdd(call *ssa.Call) bool {
	fn := call.Call.StaticCallee()
	return fn != nil && objectOf(fn) != nil && objectOf(fn).Pkg() != nil && objectOf(fn).Pkg().Path() == "sync/atomic" && strings.HasPrefix(fn.Name(), "Add")
}

// isCounter reports whether v is a field of the object to which the function
// adds, or from which it subtracts.
func (f *follow) isCounter(s *state, v ssa.Value) bool {
	if !f.enter() {
		return false
	}
	defer f.exit()
	switch v := v.(type) {
	case *ssa.Convert:
		return f.isCounter(s, v.X)
	case *ssa.BinOp:
		return isSum(v) && slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool {
			store, ok := use.(*ssa.Store)
			if !ok || store.Val != v {
				return false
			}
			r, ok := s.direct(f.canon(store.Addr))
			return ok && r.part
		})
	case *ssa.UnOp:
		addr, ok := v.X.(*ssa.FieldAddr)
		if !ok || v.Op != token.MUL || !f.ownField(s, v) {
			return false
		}
		field := syncpool.FieldVar(addr.X.Type(), addr.Field)
		return f.terms.stored[field] && contains(f.fn, func(instr ssa.Instruction) bool {
			store, ok := instr.(*ssa.Store)
			if !ok || !isSum(store.Val) {
				return false
			}
			to, ok := store.Addr.(*ssa.FieldAddr)
			return ok && syncpool.FieldVar(to.X.Type(), to.Field) == field
		})
	case *ssa.Call:
		if !isAtomicAdd(v) {
			return false
		}
		r, ok := s.direct(f.canon(v.Call.Args[0]))
		return ok && r.part
	}
	return false
}

// isCaptured reports whether addr is that of a variable that a literal captured,
// or is held by one.
func isCaptured(addr ssa.Value) bool {
	if load, ok := addr.(*ssa.UnOp); ok && load.Op == token.MUL {
		addr = load.X
	}
	_, ok := addr.(*ssa.FreeVar)
	return ok
}

func isSum(v ssa.Value) bool {
	b, ok := v.(*ssa.BinOp)
	return ok && (b.Op == token.ADD || b.Op == token.SUB)
}
