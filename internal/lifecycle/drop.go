package lifecycle

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// closeCall executes a call as far as it closes the object, or what a field of
// it holds: nobody puts a closed connection in a pool. That does not go for what
// can be reset and used again, nor for what the function itself had assigned
// to the field, nor for a close that is deferred and so happens anyway.
func (f *follow) closeCall(s *state, instr ssa.CallInstruction) {
	if _, ok := instr.(*ssa.Call); !ok || s.life != live {
		return
	}
	common := instr.Common()
	if calledName(common) != "Close" {
		return
	}
	recv := common.Value
	if !common.IsInvoke() {
		if common.Signature().Recv() == nil {
			return
		}
		recv = common.Args[0]
	}
	if hasMethod(recv.Type(), "Reset") || !f.own(s, recv) {
		return
	}
	if fn, _ := f.prog.Callee(common); fn != nil {
		if sum := f.prog.Summary(fn); sum != nil { // of the package, or of one that pools
			p, _ := sum.Param(0, "")
			s.closed = s.closed || p.Closes
			return
		}
	}
	if load, ok := recv.(*ssa.UnOp); ok {
		if field, ok := load.X.(*ssa.FieldAddr); ok && assigns(f.fn, syncpool.FieldVar(field.X.Type(), field.Field)) {
			return
		}
	}
	s.closed = true
}

// assigns reports whether fn, or a literal in it, sets field to something.
func assigns(fn *ssa.Function, field *types.Var) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if store, ok := instr.(*ssa.Store); ok && !isNil(store.Val) {
				if addr, ok := store.Addr.(*ssa.FieldAddr); ok && syncpool.FieldVar(addr.X.Type(), addr.Field) == field {
					return true
				}
			}
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, func(lit *ssa.Function) bool { return assigns(lit, field) })
}

// dropped reports whether the object was left to the garbage collector on
// purpose: it was closed, or a branch was taken on what it is.
func (s *state) dropped() bool { return s.judged || s.closed }

// closes reports whether p, a function's effect on the object to which instr
// passes it, closes it, or what it holds.
func closes(p effect.Param, instr ssa.CallInstruction) bool {
	_, deferred := instr.(*ssa.Defer)
	return p.Closes && !deferred
}

// withheld reports whether edge i out of instr leads past a Put that is all that
// the conditional guards, because a method of the object failed, or because of
// what the object is: it is put only where it is fit.
func (f *follow) withheld(s *state, instr *ssa.If, i int) bool {
	return (f.failed(s, instr, i) || f.concerns(s, instr.Cond)) && f.onlyPuts(s, instr.Block().Succs[1-i], instr.Block().Succs[i], 0)
}

// failed reports whether edge i out of instr is for the case that a method of
// the object failed.
func (f *follow) failed(s *state, instr *ssa.If, i int) bool {
	cond, ok := instr.Cond.(*ssa.BinOp)
	if !ok || !isNil(cond.Y) || cond.Op != token.EQL && cond.Op != token.NEQ || (cond.Op == token.EQL) != (i == 1) {
		return false
	}
	x := cond.X
	if e, ok := x.(*ssa.Extract); ok {
		x = e.Tuple
	}
	call, ok := x.(*ssa.Call)
	return ok && types.Identical(cond.X.Type(), types.Universe.Lookup("error").Type()) && f.isMethodOf(s, call)
}

// isMethodOf reports whether call calls a method of the object.
func (f *follow) isMethodOf(s *state, call *ssa.Call) bool {
	recv := call.Call.Value
	if !call.Call.IsInvoke() {
		if call.Call.Signature().Recv() == nil {
			return false
		}
		recv = call.Call.Args[0]
	}
	r, ok := s.direct(f.canon(recv))
	return ok && !r.part
}

// concerns reports whether cond asks a method of the object that says yes or no,
// or compares a number in the object with a constant.
func (f *follow) concerns(s *state, cond ssa.Value) bool {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		return cond.Op == token.NOT && f.concerns(s, cond.X)
	case *ssa.Call:
		return f.isMethodOf(s, cond)
	case *ssa.BinOp:
		_, ok := cond.Y.(*ssa.Const)
		return ok && isOrder(cond.Op) && isBasic(cond.X.Type()) && f.ownField(s, cond.X)
	}
	return false
}

// onlyPuts reports whether b does nothing but put the object, perhaps on further
// conditions, and go on to next.
func (f *follow) onlyPuts(s *state, b, next *ssa.BasicBlock, depth int) bool {
	puts := false
	for _, instr := range b.Instrs {
		switch instr := instr.(type) {
		case *ssa.Call:
			if b, ok := instr.Call.Value.(*ssa.Builtin); ok && (b.Name() == "len" || b.Name() == "cap") {
				continue
			}
			if !f.puts(s, instr) {
				return false
			}
			puts = true
		case *ssa.Jump:
			return puts && b.Succs[0] == next
		case *ssa.If:
			return !puts && depth < maxInline && b.Succs[1] == next && f.onlyPuts(s, b.Succs[0], next, depth+1)
		case *ssa.Store, *ssa.MapUpdate, *ssa.Send, *ssa.Go, *ssa.Defer, *ssa.Return, *ssa.Panic, *ssa.Select, *ssa.RunDefers:
			return false
		}
	}
	return false
}

// givenUp reports whether phi takes nil by edge pred in place of the object, which
// nothing has put: the program gives it up. Where the object need not have been taken
// on the way there, the variable has had nothing since it was declared.
func (f *follow) givenUp(s *state, phi *ssa.Phi, pred int) bool {
	return s.life == live && isNil(phi.Edges[pred]) && slices.ContainsFunc(phi.Edges, f.taken) &&
		f.origin.Call.Block().Dominates(phi.Block().Preds[pred])
}

// taken reports whether v is the object as the call that takes it gives it.
func (f *follow) taken(v ssa.Value) bool {
	for range maxDepth {
		if call, ok := v.(*ssa.Call); ok {
			return ssa.CallInstruction(call) == f.origin.Call
		}
		if e, ok := v.(*ssa.Extract); ok {
			v = e.Tuple
			continue
		}
		x, _, ok := ascend(v, "")
		if !ok {
			return false
		}
		v = x
	}
	return false
}

// blanked reports whether store sets a local variable that has the object to
// nil. A return statement does that to a named result.
func (f *follow) blanked(s *state, store *ssa.Store) bool {
	cell, ok := f.canon(store.Addr).(*ssa.Alloc)
	if !ok || s.life != live || !isNil(store.Val) {
		return false
	}
	for result := range cell.Parent().Signature.Results().Variables() {
		if result.Pos() == cell.Pos() {
			return false
		}
	}
	return slices.ContainsFunc(s.refs, func(r ref) bool { return r.val == cell && r.path == effect.Deref && !r.part })
}
