package content

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// once executes a call of the method Do of a sync.Once, and reports whether it is one.
// One that has run does not run for the next user. That is a matter of the use if what
// it runs is told of the use, or closes a channel of it; else it may have made what
// serves all.
func (f *flow) once(s state, instr ssa.CallInstruction) bool {
	common := instr.Common()
	fn := callee(common)
	if fn == nil || fn.FullName() != "(*sync.Once).Do" || common.IsInvoke() {
		return false
	}
	c := f.place(common.Args[0]).pointee()
	if c.root == nil || !followed(c.root) || c.path == "" {
		return true
	}
	closure, ok := common.Args[1].(*ssa.MakeClosure)
	if !ok {
		return true
	}
	if !f.isOfUse(closure, c.root) {
		f.madeOnce(s, closure)
		return true
	}
	f.read(s, c, instr)
	f.noteWrite(c, instr)
	s.add(c, Written)
	return true
}

// madeOnce notes that what closure sets is there and the same in each use.
func (f *flow) madeOnce(s state, closure *ssa.MakeClosure) {
	fn := closure.Fn.(*ssa.Function)
	sum := f.a.summary(fn)
	if sum == nil {
		return
	}
	first := firstBound(fn)
	for _, e := range sum.Params {
		if i := e.Index - first; i >= 0 && i < len(closure.Bindings) && e.Bits&Entry == 0 {
			s.clear(f.step(f.place(closure.Bindings[i]), e.Path), stale)
		}
	}
}

// isOfUse reports whether closure captures anything but the object at root and what is
// the same in each use, or closes a channel.
func (f *flow) isOfUse(closure *ssa.MakeClosure, root ssa.Value) bool {
	for _, v := range closure.Bindings {
		if alloc, ok := v.(*ssa.Alloc); ok {
			if v = f.stored(alloc); v == nil {
				return true
			}
		}
		if f.place(v).root != root && !f.lasting(v) && !isConst(v) {
			return true
		}
	}
	return slices.ContainsFunc(f.instrs(closure.Fn.(*ssa.Function)), func(instr ssa.Instruction) bool {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return false
		}
		b, ok := call.Common().Value.(*ssa.Builtin)
		return ok && b.Name() == "close"
	})
}
