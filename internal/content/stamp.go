package content

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// Stamped reports whether field is only set to what the clock shows, by those who put
// the object: how long it has been waiting is for the next user to know.
func (a *Analysis) Stamped(field *types.Var) bool { return a.stamped[field] }

// noteStamps notes the fields that are stamps.
func (a *Analysis) noteStamps(all []*ssa.Function) {
	others := map[*types.Var]bool{}
	for _, fn := range all {
		for store, addr := range syncpool.FieldStores(fn) {
			field := FieldOf(addr.X.Type(), addr.Field)
			switch {
			case isNothing(store.Val) || isFresh(addr.X):
			case isMoment(store.Val, 0) && a.putsAfter(store, addr.X):
				a.stamped[field] = true
			default:
				others[field] = true
			}
		}
	}
	for field := range others {
		delete(a.stamped, field)
	}
}

// putsAfter reports whether the function of store puts v wherever control goes on from
// there to where it does.
func (a *Analysis) putsAfter(store *ssa.Store, v ssa.Value) bool {
	return slices.ContainsFunc(store.Parent().Blocks, func(b *ssa.BasicBlock) bool {
		return store.Block().Dominates(b) && slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			call, ok := instr.(ssa.CallInstruction)
			return ok && a.putsArg(call.Common(), v)
		})
	})
}

// putsArg reports whether a call puts v, one of its arguments.
func (a *Analysis) putsArg(common *ssa.CallCommon, v ssa.Value) bool {
	fn, args := a.prog.Callee(common)
	if fn == nil {
		return false
	}
	if op, _, arg := syncpool.OpOfFunc(fn, args); op == syncpool.Put {
		return underInterface(arg) == v
	}
	sum := a.prog.Brief(fn)
	return sum != nil && slices.ContainsFunc(sum.Params, func(p effect.Param) bool {
		return p.Put != effect.Never && p.Path == "" && p.Index < len(args) && args[p.Index] == v
	})
}

// isMoment reports whether v, a time or a number, is computed from what the clock
// shows: it is that of the use.
func isMoment(v ssa.Value, depth int) bool {
	const maxDepth = 4
	call, ok := v.(*ssa.Call)
	if ok {
		fn := call.Call.StaticCallee()
		if fn != nil && fn.Pkg != nil && fn.Pkg.Pkg.Path() == "time" {
			return fn.Name() == "Now" || slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { return depth < maxDepth && isMoment(arg, depth+1) })
		}
		return false
	}
	switch v := v.(type) {
	case *ssa.Convert:
		return isMoment(v.X, depth)
	case *ssa.ChangeType:
		return isMoment(v.X, depth)
	case *ssa.BinOp:
		return depth < maxDepth && (isMoment(v.X, depth+1) || isMoment(v.Y, depth+1))
	}
	return false
}
