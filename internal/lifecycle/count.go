package lifecycle

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// counts reports whether cond compares a number of the object that the function
// has changed, such as a count of its owners.
func (f *follow) counts(s *state, cond ssa.Value) bool {
	b, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	switch b.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return f.isCounter(s, b.X) || f.isCounter(s, b.Y)
	}
	return false
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
	case *ssa.Call: // of package atomic
		fn := v.Call.StaticCallee()
		if fn == nil || objectOf(fn) == nil || objectOf(fn).Pkg() == nil || objectOf(fn).Pkg().Path() != "sync/atomic" || !strings.HasPrefix(fn.Name(), "Add") {
			return false
		}
		r, ok := s.direct(f.canon(v.Call.Args[0]))
		return ok && r.part
	}
	return false
}

func isSum(v ssa.Value) bool {
	b, ok := v.(*ssa.BinOp)
	return ok && (b.Op == token.ADD || b.Op == token.SUB)
}
