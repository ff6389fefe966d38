package lifecycle

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// pushDefer executes a defer statement: what it calls is fixed now.
func (f *follow) pushDefer(s *state, instr *ssa.Defer) {
	n := 0
	for _, d := range s.defers {
		if d.instr == instr {
			n++
		}
	}
	if n >= maxDeferred {
		return
	}
	d := deferred{instr: instr}
	for _, v := range operands(instr) {
		d.refs = append(d.refs, s.refsOf(f.canon(v))...)
	}
	_, closure := instr.Call.Value.(*ssa.MakeClosure)
	if !closure && len(d.refs) == 0 && !f.callWaitsFor(&instr.Call, nil) {
		return // it has nothing of the object
	}
	s.defers = append(slices.Clip(s.defers), d)
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
			f.restore(&u, d)
			outer := f.deferred
			if outer == nil {
				f.deferred = d.instr
			}
			if u.life == put {
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

// renewAll begins an iteration that executes block: the variables that it makes
// are others than those of the iteration before.
func (f *follow) renewAll(s *state, block *ssa.BasicBlock) {
	if len(s.defers) == 0 {
		return
	}
	for _, instr := range block.Instrs {
		if variable, ok := instr.(*ssa.Alloc); ok {
			f.renew(s, variable)
		}
	}
}

// renew leaves pending calls of literals that captured variable in an earlier
// iteration to the variable that there was then, with the object that it has.
func (f *follow) renew(s *state, variable *ssa.Alloc) {
	if len(s.refsOf(variable)) == 0 {
		return
	}
	s.defers = slices.DeleteFunc(slices.Clone(s.defers), func(d deferred) bool {
		closure, ok := d.instr.Call.Value.(*ssa.MakeClosure)
		if !ok || !slices.Contains(closure.Bindings, ssa.Value(variable)) {
			return false
		}
		if slices.ContainsFunc(closure.Bindings, func(b ssa.Value) bool {
			return f.canon(b) != ssa.Value(variable) && len(s.refsOf(f.canon(b))) > 0
		}) {
			return false // it has the object from elsewhere, too
		}
		if s.life == live && f.closurePuts(s, closure) {
			s.life = gone
		}
		return true
	})
}

// restore makes the arguments of a deferred call what they were when the defer
// statement was executed. What they only lead to is as it is now.
func (f *follow) restore(s *state, d deferred) {
	args := operands(d.instr)
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
