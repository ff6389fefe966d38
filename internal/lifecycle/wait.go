package lifecycle

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// await executes instr, which may wait for goroutines: what these have only
// borrowed they have then given back.
func (f *follow) await(s *state, instr ssa.Instruction) {
	f.undo(s, func(e escape) bool { return f.waitsFor(instr, e.at) })
}

// undo removes the escapes to goroutines for which waited reports true.
func (f *follow) undo(s *state, waited func(escape) bool) {
	over := func(e escape) bool { return e.goroutine && waited(e) }
	if !slices.ContainsFunc(s.escapes, over) {
		return
	}
	s.escapes = slices.DeleteFunc(slices.Clone(s.escapes), func(e escape) bool { return over(e) && !e.sent })
	for i, e := range s.escapes {
		if over(e) {
			s.escapes[i].quiet = true // whose it is now is not known
		}
	}
}

// waitsFor reports whether instr may wait for the goroutine that start started.
func (f *follow) waitsFor(instr, start ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	case *ssa.Send:
		if sent, ok := start.(*ssa.Send); ok {
			return types.Identical(sent.Chan.Type(), instr.Chan.Type()) // it is received in turn
		}
		return f.receives(start, instr.Chan.Type())
	case *ssa.Select:
		return slices.ContainsFunc(instr.States, func(st *ssa.SelectState) bool { return f.caseWaitsFor(st, start) })
	case *ssa.Store:
		return f.tells(instr, start)
	case *ssa.Call:
		return f.callWaitsFor(&instr.Call, start) || isSend(start) && f.mayReceive(&instr.Call)
	case *ssa.Defer: // its call, at the exit
		return f.callWaitsFor(&instr.Call, start)
	}
	return false
}

// isSend reports whether instr sends on a channel.
func isSend(instr ssa.Instruction) bool {
	switch instr.(type) {
	case *ssa.Send, *ssa.Select:
		return true
	}
	return false
}

// mayReceive reports whether what call calls may wait for an answer to what was
// sent: it receives something, or nothing is known of it.
func (f *follow) mayReceive(call *ssa.CallCommon) bool {
	if call.IsInvoke() {
		return !effect.IsStd(pkgPath(call.Method))
	}
	if _, ok := call.Value.(*ssa.Builtin); ok {
		return false
	}
	fn, _ := f.prog.Callee(call)
	return fn == nil || contains(fn, func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.UnOp:
			return instr.Op == token.ARROW
		case *ssa.Select:
			return true
		}
		return false
	})
}

// tells reports whether store sets a flag that the goroutine that start started
// tests: it may tell the goroutine to keep off.
func (f *follow) tells(store *ssa.Store, start ssa.Instruction) bool {
	cell, ok := f.canon(store.Addr).(*ssa.Alloc)
	if !ok || !isBasic(store.Val.Type()) {
		return false
	}
	return f.runs(start, func(in ssa.Instruction) bool {
		load, ok := in.(*ssa.UnOp)
		return ok && load.Op == token.MUL && f.canon(load.X) == cell
	})
}

func (f *follow) callWaitsFor(call *ssa.CallCommon, start ssa.Instruction) bool {
	if waits(call) || isMethod(call, "time", "Stop") {
		return true
	}
	if isSync(call, "Lock") || isSync(call, "RLock") {
		unlocks := func(in ssa.Instruction) bool { return isSyncCall(in, "Unlock") || isSyncCall(in, "RUnlock") }
		locks := func(in ssa.Instruction) bool { return isSyncCall(in, "Lock") || isSyncCall(in, "RLock") }
		return f.runs(start, unlocks) && !f.runs(start, locks) // it was started with the lock held
	}
	fn, _ := f.prog.Callee(call)
	if fn == nil {
		return slices.ContainsFunc(call.Args, func(arg ssa.Value) bool { return f.signals(start, arg) })
	}
	sum := f.prog.Brief(fn)
	return sum != nil && sum.Waits
}

// signals reports whether v is a channel on which the goroutine that start started
// tells what it has done, or that it is done: whoever has it may wait for that.
func (f *follow) signals(start ssa.Instruction, v ssa.Value) bool {
	if _, ok := v.Type().Underlying().(*types.Chan); !ok {
		return false
	}
	ch := f.variableOf(v)
	return f.runs(start, func(in ssa.Instruction) bool {
		switch in := in.(type) {
		case *ssa.Send:
			return f.variableOf(in.Chan) == ch
		case ssa.CallInstruction:
			b, ok := in.Common().Value.(*ssa.Builtin)
			return ok && b.Name() == "close" && f.variableOf(in.Common().Args[0]) == ch
		}
		return false
	})
}

// variableOf returns the variable that v, a channel of whatever direction, is loaded
// from, v itself if it is of none.
func (f *follow) variableOf(v ssa.Value) ssa.Value {
	v = unwrap(v)
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		return f.canon(load.X)
	}
	return f.canon(v)
}

// caseWaitsFor reports whether a select that goes on with st has waited for the
// goroutine that start started. One that goes on because time is up has not.
func (f *follow) caseWaitsFor(st *ssa.SelectState, start ssa.Instruction) bool {
	if st.Dir == types.SendOnly {
		return f.receives(start, st.Chan.Type())
	}
	return !f.timesOut(st.Chan) || f.runs(start, cancels)
}

// receives reports whether the goroutine that start started receives from a
// channel of type t once, which whoever sends there waits for.
func (f *follow) receives(start ssa.Instruction, t types.Type) bool {
	elem := func(t types.Type) types.Type { return t.Underlying().(*types.Chan).Elem() }
	return f.runs(start, func(in ssa.Instruction) bool {
		if f.isInLoop(in) {
			return false // it works off what it is sent
		}
		switch in := in.(type) {
		case *ssa.UnOp:
			return in.Op == token.ARROW && types.Identical(elem(in.X.Type()), elem(t))
		case *ssa.Select:
			return slices.ContainsFunc(in.States, func(st *ssa.SelectState) bool {
				return st.Dir == types.RecvOnly && types.Identical(elem(st.Chan.Type()), elem(t))
			})
		}
		return false
	})
}

// runs reports whether an instruction of the function that start runs in a
// goroutine, or of a literal in it, is as told.
func (f *follow) runs(start ssa.Instruction, is func(ssa.Instruction) bool) bool {
	call, ok := start.(ssa.CallInstruction)
	if !ok {
		return false
	}
	if lit := startedBy(call.Common()); lit != nil {
		return contains(lit.Fn.(*ssa.Function), is)
	}
	fn, _ := f.prog.Callee(call.Common())
	return fn != nil && contains(fn, is)
}

// contains reports whether an instruction of fn, or of a literal in it, is as
// told.
func contains(fn *ssa.Function, is func(ssa.Instruction) bool) bool {
	for _, b := range fn.Blocks {
		if slices.ContainsFunc(b.Instrs, is) {
			return true
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, func(lit *ssa.Function) bool { return contains(lit, is) })
}

func isSyncCall(instr ssa.Instruction, name string) bool {
	call, ok := instr.(ssa.CallInstruction)
	return ok && isSync(call.Common(), name)
}

// isSync reports whether call calls a method of package sync called name.
func isSync(call *ssa.CallCommon, name string) bool { return isMethod(call, "sync", name) }

// isMethod reports whether call calls a method called name of a package.
func isMethod(call *ssa.CallCommon, path, name string) bool {
	fn := call.Method
	if !call.IsInvoke() {
		callee := call.StaticCallee()
		if callee == nil {
			return false
		}
		fn = objectOf(callee)
	}
	return fn != nil && fn.Name() == name && fn.Pkg() != nil && fn.Pkg().Path() == path && fn.Signature().Recv() != nil
}

// cancels reports whether instr calls a function that ends a context.
func cancels(instr ssa.Instruction) bool {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	named, ok := types.Unalias(call.Common().Value.Type()).(*types.Named)
	return ok && effect.Cancels(named.Obj())
}

// timesOut reports whether ch is a channel on which something comes when time
// is up, or someone has given up waiting.
func (f *follow) timesOut(ch ssa.Value) bool {
	if !f.enter() {
		return false
	}
	defer f.exit()
	switch ch := ch.(type) {
	case *ssa.ChangeType:
		return f.timesOut(ch.X)
	case *ssa.Phi:
		return !slices.ContainsFunc(ch.Edges, func(e ssa.Value) bool { return !f.timesOut(e) && !isNil(e) })
	case *ssa.Call:
		if ch.Call.IsInvoke() {
			return effect.TimesOut(ch.Call.Method)
		}
		fn := ch.Call.StaticCallee()
		return fn != nil && objectOf(fn) != nil && effect.TimesOut(objectOf(fn))
	case *ssa.UnOp:
		addr, ok := ch.X.(*ssa.FieldAddr)
		if !ok || ch.Op != token.MUL {
			return false
		}
		named, ok := types.Unalias(addr.X.Type().Underlying().(*types.Pointer).Elem()).(*types.Named)
		return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time" // of a Timer or a Ticker
	}
	return false
}

// waitsForGiven reports whether fn waits for what a caller gives it: it
// receives from a channel, or waits for a group, that it is given, or calls a
// function that does.
func waitsForGiven(prog Program, fn *ssa.Function) bool {
	given := func(v ssa.Value) bool {
		found := false
		t := tracer{fn: fn, seen: map[ssa.Value]bool{}, yield: func(int, effect.Path) { found = true }}
		path := effect.Path("")
		if _, ok := v.Type().Underlying().(*types.Pointer); ok {
			path = effect.Deref
		}
		t.trace(v, path)
		return found
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.ARROW && given(instr.X) {
					return true
				}
			case *ssa.Select:
				if instr.Blocking && slices.ContainsFunc(instr.States, func(st *ssa.SelectState) bool { return st.Dir == types.RecvOnly && given(st.Chan) }) {
					return true
				}
			case *ssa.Call, *ssa.Defer:
				call := instr.(ssa.CallInstruction).Common()
				wait := waits(call)
				callee, args := prog.Callee(call)
				if callee != nil && callee != fn && !wait {
					sum := prog.Brief(callee)
					wait = sum != nil && sum.Waits
				}
				if call.IsInvoke() {
					args = []ssa.Value{call.Value}
				}
				if wait && slices.ContainsFunc(args, func(arg ssa.Value) bool { return given(arg) || ofPackage(arg) }) {
					return true
				}
			}
		}
	}
	return false
}

// ofPackage reports whether v is, or lies in, a package variable.
func ofPackage(v ssa.Value) bool {
	for {
		if _, ok := v.(*ssa.Global); ok {
			return true
		}
		x, _, ok := ascend(v, effect.Deref)
		if !ok {
			return false
		}
		v = x
	}
}

// A loop is a natural loop of a function.
type loop struct {
	head   *ssa.BasicBlock
	blocks map[*ssa.BasicBlock]bool
}

// loopsOf lists the loops of fn.
func (a *analysis) loopsOf(fn *ssa.Function) []loop {
	list, ok := a.loops[fn]
	if ok {
		return list
	}
	for _, head := range fn.Blocks {
		l := loop{head, map[*ssa.BasicBlock]bool{head: true}}
		var work []*ssa.BasicBlock
		for _, p := range head.Preds {
			if head.Dominates(p) {
				work = append(work, p)
			}
		}
		if len(work) == 0 {
			continue
		}
		for len(work) > 0 {
			b := work[len(work)-1]
			work = work[:len(work)-1]
			if !l.blocks[b] {
				l.blocks[b] = true
				work = append(work, b.Preds...)
			}
		}
		list = append(list, l)
	}
	if a.loops == nil {
		a.loops = map[*ssa.Function][]loop{}
	}
	a.loops[fn] = list
	return list
}

// isInLoop reports whether a loop of its function has instr.
func (a *analysis) isInLoop(instr ssa.Instruction) bool {
	return slices.ContainsFunc(a.loopsOf(instr.Parent()), func(l loop) bool { return l.blocks[instr.Block()] })
}

// leaveLoop takes the edge from b to succ. If it ends a loop, by the condition
// of the loop, then the loop has waited as often as there was something to wait
// for, which may be never.
func (f *follow) leaveLoop(s *state, b, succ *ssa.BasicBlock) {
	if !slices.ContainsFunc(s.escapes, func(e escape) bool { return e.goroutine }) {
		return
	}
	for _, l := range f.loopsOf(b.Parent()) {
		if l.blocks[succ] || b != l.head && !slices.Contains(b.Succs, l.head) {
			continue
		}
		if !l.blocks[b] && !slices.ContainsFunc(succ.Preds, func(p *ssa.BasicBlock) bool { return p != b && l.blocks[p] }) {
			continue
		}
		f.undo(s, func(e escape) bool {
			if l.blocks[e.at.Block()] {
				return false // it is started by the loop
			}
			for inner := range l.blocks {
				if inner != b && slices.ContainsFunc(inner.Instrs, func(in ssa.Instruction) bool { return f.waitsFor(in, e.at) }) {
					return true
				}
			}
			return false
		})
	}
}
