package content

import "golang.org/x/tools/go/ssa"

// replaced notes which variables hold something new on the edge from one block to
// another.
func (f *flow) replaced(s state, from, to *ssa.BasicBlock) {
	for _, instr := range to.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			return
		}
		for i, pred := range to.Preds {
			if pred == from {
				f.replace(s, f.place(phi), phi.Edges[i])
			}
		}
	}
}

// replace notes that a variable, which is taken for the object at p wherever it is
// used, see [flow.choose], holds v from here on. Where v has just been made, nothing of
// what is known of the object holds of it.
func (f *flow) replace(s state, p place, v ssa.Value) {
	if p.root == nil || isFresh(p.root) || !isFresh(f.place(v).root) {
		return
	}
	if isPointer(v.Type()) {
		s.set(p.pointee(), 0)
	} else {
		s.set(p.cell, f.bitsOf(s, v, p.cell))
	}
}
