package lifecycle

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// liveIn reports whether v may be used in block or after it. What a deferred
// call uses is live to the end.
func (f *follow) liveIn(v ssa.Value, block *ssa.BasicBlock) bool {
	blocks, ok := f.live[v]
	if !ok {
		blocks = liveBlocks(v, true)
		f.live[v] = blocks
	}
	return blocks[block]
}

// liveBlocks returns the blocks in which v may be used, or after which; a pending call
// may use what a defer statement gives it anywhere.
func liveBlocks(v ssa.Value, pending bool) map[*ssa.BasicBlock]bool {
	blocks := map[*ssa.BasicBlock]bool{}
	def := v.(ssa.Instruction).Block()
	walk := func(b *ssa.BasicBlock) { // v is used in b, or after it
		work := []*ssa.BasicBlock{b}
		for len(work) > 0 {
			b := work[len(work)-1]
			work = work[:len(work)-1]
			if blocks[b] || b == def { // where it is computed, it is not needed before
				continue
			}
			blocks[b] = true
			work = append(work, b.Preds...)
		}
	}
	if v.Referrers() == nil {
		return blocks
	}
	for _, use := range *v.Referrers() {
		switch use := use.(type) {
		case *ssa.Phi:
			for i, e := range use.Edges {
				if e == v {
					walk(use.Block().Preds[i])
				}
			}
		case *ssa.Defer, *ssa.MakeClosure:
			if _, ok := use.(*ssa.Defer); ok && !pending {
				walk(use.Block())
				continue
			}
			if _, cell := v.(*ssa.Alloc); cell && isDeferred(use) {
				blocks[def] = true // a literal that is pending may have it from before
			}
			for _, b := range use.Parent().Blocks {
				walk(b)
			}
		default:
			walk(use.Block())
		}
	}
	if _, ok := v.(*ssa.Phi); ok && len(*v.Referrers()) > 0 {
		blocks[def] = true
	}
	return blocks
}

// isDeferred reports whether use makes a literal that is deferred.
func isDeferred(use ssa.Instruction) bool {
	closure, ok := use.(*ssa.MakeClosure)
	return ok && slices.ContainsFunc(*closure.Referrers(), func(use ssa.Instruction) bool {
		_, ok := use.(*ssa.Defer)
		return ok
	})
}
