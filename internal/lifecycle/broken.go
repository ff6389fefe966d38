package lifecycle

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// broken reports whether x is the error of a method of the object, which is
// something like a connection, and y is nil: one that failed is of no more use.
// It can be closed, which does not put it, and not be reset, and the method is
// not one of the package, which may fail for other reasons. The same goes for
// another package's function that is given a reader or a writer in the object.
func (f *follow) broken(s *state, x, y ssa.Value) bool {
	if e, ok := x.(*ssa.Extract); ok {
		x = e.Tuple
	}
	call, ok := x.(*ssa.Call)
	if !ok || !isNil(y) {
		return false
	}
	recv := call.Call.Value
	if !call.Call.IsInvoke() {
		fn := call.Call.StaticCallee()
		if fn == nil || fn.Package() == f.fn.Package() {
			return false
		}
		if slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { return f.isConn(s, f.owner(arg)) }) {
			return true // what reads from it, or writes to it, failed
		}
		if fn.Signature.Recv() == nil {
			return false
		}
		recv = f.embedding(call.Call.Args[0])
	} else {
		recv = f.embedding(recv)
	}
	return f.isConn(s, recv)
}

// isConn reports whether v, which may be nil, is the object, and something like
// a connection.
func (f *follow) isConn(s *state, v ssa.Value) bool {
	if v == nil {
		return false
	}
	if r, ok := s.direct(f.canon(v)); !ok || r.part || hasMethod(v.Type(), "Reset") || !hasMethod(v.Type(), "Close") {
		return false
	}
	sum := f.prog.Concrete(v.Type(), f.fn.Package().Pkg, "Close")
	return sum == nil || !slices.ContainsFunc(sum.Params, func(p effect.Param) bool { return p.Put != effect.Never })
}

// owner returns the struct of which v, a reader or a writer, was loaded from a
// field, or nil.
func (f *follow) owner(v ssa.Value) ssa.Value {
	for {
		switch w := v.(type) {
		case *ssa.MakeInterface:
			v = w.X
			continue
		case *ssa.ChangeInterface:
			v = w.X
			continue
		case *ssa.UnOp:
			if addr, ok := w.X.(*ssa.FieldAddr); ok && w.Op == token.MUL && (hasMethod(w.Type(), "Read") || hasMethod(w.Type(), "Write")) {
				return addr.X
			}
		}
		return nil
	}
}

// embedding returns the struct of which v is an embedded field, if it is one, and
// else v.
func (f *follow) embedding(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		if addr, ok := load.X.(*ssa.FieldAddr); ok && syncpool.FieldVar(addr.X.Type(), addr.Field).Embedded() {
			return addr.X
		}
	}
	return v
}

// hasMethod reports whether values of type t have a method called name.
func hasMethod(t types.Type, name string) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	_, ok := obj.(*types.Func)
	return ok
}

// raised reports whether edge i out of instr leads past a Put of the object because a
// flag of the function was set to true where something had failed: it says that the
// object is not to be put.
func (f *follow) raised(s *state, instr *ssa.If, i int) bool {
	cond, is := instr.Cond, i == 0
	for {
		not, ok := cond.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			break
		}
		cond, is = not.X, !is
	}
	return is && f.isFailure(cond) && slices.ContainsFunc(instr.Block().Succs[1-i].Instrs, func(instr ssa.Instruction) bool {
		return f.mayPut(instr) && !f.passesOther(s, instr)
	})
}

// passesOther reports whether instr, which has not been executed, is a call that is
// given nothing but what variables hold that have nothing of the object.
func (f *follow) passesOther(s *state, instr ssa.Instruction) bool {
	call, ok := instr.(ssa.CallInstruction)
	return ok && !slices.ContainsFunc(call.Common().Args, func(arg ssa.Value) bool {
		if box, ok := arg.(*ssa.MakeInterface); ok {
			arg = box.X
		}
		arg = f.canon(arg)
		if load, ok := arg.(*ssa.UnOp); ok && load.Op == token.MUL {
			if cell := f.canon(load.X); isVariable(cell) {
				return len(s.refsOf(cell)) > 0
			}
		}
		def, ok := arg.(ssa.Instruction)
		return ok && def.Block() == instr.Block() || len(s.refsOf(arg)) > 0
	})
}

// isFailure reports whether v is what a variable holds that is set to true only
// where an error is not nil.
func (f *follow) isFailure(v ssa.Value) bool {
	isTrue := func(v ssa.Value) bool {
		c, ok := v.(*ssa.Const)
		return ok && constValue(c).is == effect.True
	}
	found := false
	switch v := v.(type) {
	case *ssa.Phi:
		if v.Comment == "&&" || v.Comment == "||" {
			return false
		}
		for i, e := range v.Edges {
			if isTrue(e) {
				if !onError(v.Block().Preds[i]) {
					return false
				}
				found = true
			}
		}
	case *ssa.UnOp:
		cell, ok := f.canon(v.X).(*ssa.Alloc)
		if !ok || v.Op != token.MUL {
			return false
		}
		for _, use := range *cell.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == cell {
				if _, isConst := store.Val.(*ssa.Const); !isConst {
					return false // it may be true for another reason
				}
				if !isTrue(store.Val) {
					continue
				}
				if !onError(store.Block()) || store.Block().Dominates(cell.Block()) {
					return false // or it is no flag outside of there
				}
				found = true
			}
		}
	}
	return found
}

// onError reports whether b is entered only where an error is not nil.
func onError(b *ssa.BasicBlock) bool {
	if len(b.Preds) != 1 {
		return false
	}
	instr, ok := b.Preds[0].Instrs[len(b.Preds[0].Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cond, ok := instr.Cond.(*ssa.BinOp)
	if !ok || !isNil(cond.Y) || !types.Identical(cond.X.Type(), types.Universe.Lookup("error").Type()) {
		return false
	}
	return cond.Op == token.NEQ && instr.Block().Succs[0] == b || cond.Op == token.EQL && instr.Block().Succs[1] == b
}

// mayPut reports whether instr calls something that puts an object.
func (f *follow) mayPut(instr ssa.Instruction) bool {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	if op, _, _ := op(f.prog, call.Common()); op == syncpool.Put {
		return true
	}
	fn, _ := f.prog.Callee(call.Common())
	if fn == nil {
		return false
	}
	sum := f.prog.Brief(fn)
	return sum != nil && slices.ContainsFunc(sum.Params, func(p effect.Param) bool { return p.Put != effect.Never })
}

// pendingUse reports whether a goroutine may still use the object: one that has
// it, and that the function may wait for on another path.
func (f *follow) pendingUse(s *state) bool {
	return slices.ContainsFunc(s.escapes, func(e escape) bool { return e.goroutine && !e.sent && f.mayWaitFor(f.fn, e.at) })
}

// mayWaitFor reports whether fn, or a literal that it defers or calls, may wait
// for the goroutine that start started.
func (f *follow) mayWaitFor(fn *ssa.Function, start ssa.Instruction) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if _, flag := instr.(*ssa.Store); !flag && f.waitsFor(instr, start) {
				return true
			}
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, func(lit *ssa.Function) bool { return called(lit) && f.mayWaitFor(lit, start) })
}
