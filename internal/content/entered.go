package content

import (
	"iter"

	"golang.org/x/tools/go/ssa"
)

// Entered yields the blocks on the way to b that are entered by one edge out of a
// branch alone, the nearest first, each with the branch: its condition is true in the
// block if that is the first successor, and false if it is the second.
func Entered(b *ssa.BasicBlock) iter.Seq2[*ssa.BasicBlock, *ssa.If] {
	return func(yield func(*ssa.BasicBlock, *ssa.If) bool) {
		for ; b != nil; b = b.Idom() {
			if len(b.Preds) != 1 {
				continue
			}
			branch, ok := b.Preds[0].Instrs[len(b.Preds[0].Instrs)-1].(*ssa.If)
			if ok && !yield(b, branch) {
				return
			}
		}
	}
}
