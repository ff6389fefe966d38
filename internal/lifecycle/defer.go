package lifecycle

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// pushDefer executes a defer statement: what it calls is fixed now.
func (f *follow) pushDefer(s *state, instr *ssa.Defer) {
	n := 0
	for _, d := range s.defers {
		if d.instr == instr {
			n++
		}
	}
	if n >= maxDeferred && !f.forgetEarlier(s, instr) {
		return
	}
	d := deferred{instr: instr}
	for _, v := range fixed(instr) {
		d.refs = append(d.refs, s.refsOf(f.canon(v))...)
	}
	if closureOf(instr) == nil && len(d.refs) == 0 && !f.callWaitsFor(&instr.Call, nil) && !f.takes(instr.Call.Value) && !assignsGlobal(instr.Call.Value) {
		return // it has nothing of the object
	}
	s.defers = append(slices.Clip(s.defers), d)
}

// closureOf returns the literal that instr calls with what it captured, also where it
// is in a variable that has nothing else; nil for none.
func closureOf(instr *ssa.Defer) *ssa.MakeClosure {
	v := instr.Call.Value
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		if cell := variable(load.X); cell != nil && assignedOnce(cell) {
			v = syncpool.OnlyStore(cell)
		}
	}
	closure, _ := v.(*ssa.MakeClosure)
	return closure
}

// assignsGlobal reports whether v is a literal that assigns a package variable, which
// may have the object.
func assignsGlobal(v ssa.Value) bool {
	lit, ok := v.(*ssa.Function)
	return ok && lit.Parent() != nil && contains(lit, func(instr ssa.Instruction) bool {
		store, ok := instr.(*ssa.Store)
		if !ok {
			return false
		}
		_, global := store.Addr.(*ssa.Global)
		return global
	})
}

// takes reports whether v is a literal that takes the object.
func (f *follow) takes(v ssa.Value) bool {
	lit, ok := v.(*ssa.Function)
	if !ok || f.origin.Call == nil {
		return false
	}
	for fn := f.origin.Call.Parent(); fn != nil && fn != f.fn; fn = fn.Parent() {
		if fn == lit {
			return true
		}
	}
	return false
}

// forgetEarlier drops an earlier pending call of instr that has nothing of the
// object, and reports whether there was one.
func (f *follow) forgetEarlier(s *state, instr *ssa.Defer) bool {
	i := slices.IndexFunc(s.defers, func(d deferred) bool { return d.instr == instr && d.earlier() && f.hasNothing(s, d) })
	if i < 0 {
		return false
	}
	s.defers = slices.Delete(slices.Clone(s.defers), i, i+1)
	return true
}

// hasNothing reports whether the literal of the earlier call d captured nothing
// that has to do with the object.
func (f *follow) hasNothing(s *state, d deferred) bool {
	if len(d.refs) > 0 {
		return false
	}
	return !slices.ContainsFunc(closureOf(d.instr).Bindings, func(b ssa.Value) bool {
		cell, ok := b.(*ssa.Alloc)
		return !(ok && slices.Contains(d.cells, cell)) && len(s.refsOf(f.canon(b))) > 0
	})
}

// fixed returns what a deferred call gets as it is at the defer statement: its
// operands, and what the function value was made with but for variables.
func fixed(instr *ssa.Defer) []ssa.Value {
	list := operands(instr)
	if closure, ok := instr.Call.Value.(*ssa.MakeClosure); ok {
		for _, b := range closure.Bindings {
			if !isVariable(b) {
				list = append(list, b)
			}
		}
	}
	return list
}

// isVariable reports whether v is the address of a variable that a literal
// captured.
func isVariable(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Alloc, *ssa.FreeVar:
		return true
	}
	return false
}

// hasVariable reports whether d calls a literal that captured a variable.
func (d deferred) hasVariable() bool {
	closure := closureOf(d.instr)
	return closure != nil && slices.ContainsFunc(closure.Bindings, isVariable)
}

// operands returns the values that instr uses.
func operands(instr ssa.Instruction) []ssa.Value {
	var list []ssa.Value
	for _, p := range instr.Operands(nil) {
		if *p != nil {
			list = append(list, *p)
		}
	}
	return list
}

// runDefers executes the pending calls of this function, the last first.
func (f *follow) runDefers(s *state) []*state {
	states := []*state{s}
	for {
		var next []*state
		pending := false
		for _, t := range states {
			if len(t.defers) == 0 {
				next = append(next, t)
				continue
			}
			pending = true
			d := t.defers[len(t.defers)-1]
			u := *t
			u.defers = u.defers[:len(u.defers)-1]
			switch {
			case d.earlier() && f.hasNothing(&u, d):
				next = append(next, &u) // it has nothing of the object
				continue
			case d.earlier():
				f.restoreCells(&u, d)
			default:
				f.restore(&u, d)
			}
			outer := f.deferred
			if outer == nil {
				f.deferred = d.instr
			}
			if u.life == put && !f.recovers(&d.instr.Call) {
				f.checkUse(&u, d.instr)
			}
			next = append(next, f.call(&u, d.instr)...)
			f.deferred = outer
		}
		states = next
		if !pending || len(states) > maxStates {
			return states
		}
	}
}

// recovers reports whether common calls a function that asks whether there was a
// panic. What it does with its arguments may be for that case only.
func (f *follow) recovers(common *ssa.CallCommon) bool {
	fn, _ := f.prog.Callee(common)
	return fn != nil && contains(fn, isRecover)
}

// isRecover reports whether instr calls recover.
func isRecover(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "recover"
}

// outdate marks the pending calls of literals that captured cell, which is about
// to be made anew, and keeps with them what is known of it.
func (f *follow) outdate(s *state, cell *ssa.Alloc) {
	s.dropRefs(func(r ref) bool {
		closure, ok := r.val.(*ssa.MakeClosure)
		return ok && slices.Contains(closure.Bindings, ssa.Value(cell))
	})
	for i, d := range s.defers {
		closure := closureOf(d.instr)
		if closure == nil || !slices.Contains(closure.Bindings, ssa.Value(cell)) || slices.Contains(d.cells, cell) {
			continue
		}
		if d.cells == nil {
			d.refs = nil
		}
		d.cells = append(slices.Clip(d.cells), cell)
		d.refs = append(slices.Clip(d.refs), s.refsOf(cell)...)
		for _, fc := range s.facts {
			if fc.term.cell && fc.term.v == cell {
				d.facts = append(slices.Clip(d.facts), fc)
			}
		}
		s.defers = slices.Clone(s.defers)
		s.defers[i] = d
	}
}

// settleEarlier replaces, in what is known of the variables of earlier calls, that
// one equals what depends on v, which is about to be computed anew, by what is known
// of that.
func (f *follow) settleEarlier(s *state, v ssa.Value) {
	depends := func(fc *fact) bool { return f.terms.dependsOn(fc.val.same, v) }
	for i, d := range s.defers {
		if !slices.ContainsFunc(d.facts, depends) {
			continue
		}
		var facts []*fact
		for _, fc := range d.facts {
			if depends(fc) {
				_, val := s.resolve(fc.val.same)
				fc = &fact{fc.term, val}
			}
			if fc.val.known() {
				facts = append(facts, fc)
			}
		}
		s.defers = slices.Clone(s.defers)
		s.defers[i].facts = facts
	}
}

// restoreCells makes the variables that the literal of an earlier call captured
// what they were.
func (f *follow) restoreCells(s *state, d deferred) {
	for _, cell := range d.cells {
		s.dropRefs(func(r ref) bool { return r.val == cell })
		s.dropFacts(func(fc *fact) bool {
			return f.terms.dependsOn(fc.term, cell) || f.terms.dependsOn(fc.val.same, cell)
		})
	}
	for _, r := range d.refs {
		s.addRef(r)
	}
	for _, fc := range d.facts {
		s.setFact(fc.term, fc.val)
	}
}

// restore makes the arguments of a deferred call what they were when the defer
// statement was executed. What they only lead to is as it is now.
func (f *follow) restore(s *state, d deferred) {
	args := fixed(d.instr)
	for i := range args {
		args[i] = f.canon(args[i])
	}
	s.dropRefs(func(r ref) bool { return r.path == "" && slices.Contains(args, r.val) })
	for _, r := range d.refs {
		if r.path == "" {
			s.addRef(r)
		}
	}
}
