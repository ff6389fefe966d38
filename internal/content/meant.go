package content

import (
	"slices"

	"github.com/poolvet/poolvet/internal/effect"
	"golang.org/x/tools/go/ssa"
)

// meant lists the cells of the object at c that are set, before the Put at an
// instruction, after a call has reset them and nothing has been done with the
// object since: what they hold is meant for the next user.
func (f *flow) meant(at ssa.Instruction, c cell) []cell {
	const maxBlocks = 4
	var set []cell
	b, i := at.Block(), slices.Index(at.Block().Instrs, at)
	for range maxBlocks {
		for i--; i >= 0; i-- {
			switch instr := b.Instrs[i].(type) {
			case *ssa.Store:
				if k := f.place(instr.Addr).pointee(); k.root == c.root && k.path != c.path+effect.Deref && below(k.path, c.path) {
					set = append(set, k)
				}
			case ssa.CallInstruction:
				if slices.ContainsFunc(callOperands(instr.Common()), func(v ssa.Value) bool { return f.place(v).root == c.root }) {
					return slices.DeleteFunc(set, func(k cell) bool { return !f.leavesNothing(instr, k) })
				}
			}
		}
		if len(set) == 0 || len(b.Preds) != 1 {
			return nil
		}
		b = b.Preds[0]
		i = len(b.Instrs)
	}
	return nil
}
