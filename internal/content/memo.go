package content

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// memoKey returns the field below root that is equal to something else where cond
// is as said, if the function sets it anew where it is not: the key of a memo,
// which says what the other fields were computed from.
func (f *flow) memoKey(cond ssa.Value, is bool, root ssa.Value) cell {
	pair, equal := compared(cond)
	if is != equal {
		return cell{}
	}
	for _, v := range pair {
		load, ok := v.(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			continue
		}
		if c := f.place(load).cell; c.root == root && c.path != "" && f.isMemoKey(cond, c) {
			return c
		}
	}
	return cell{}
}

// isMemoKey reports whether cond only compares what is in c to something else, and
// the function uses other fields where the two are the same and sets c anew where
// they differ.
func (f *flow) isMemoKey(cond ssa.Value, c cell) bool {
	pair, equal := compared(cond)
	if len(pair) == 0 || cond.Referrers() == nil || c.root == nil {
		return false
	}
	for _, v := range pair {
		if _, constant := v.(*ssa.Const); constant {
			return false
		}
	}
	for _, use := range *cond.Referrers() {
		branch, ok := use.(*ssa.If)
		if !ok {
			return false
		}
		same, differ := branch.Block().Succs[1], branch.Block().Succs[0]
		if equal {
			same, differ = differ, same
		}
		if !f.usesOthers(same, c) || !f.setsFrom(differ, c) {
			return false
		}
	}
	return true
}

// compared returns the two values that cond compares, and whether cond is true
// where they are equal; nil if it compares nothing.
func compared(cond ssa.Value) (pair []ssa.Value, equal bool) {
	switch cond := cond.(type) {
	case *ssa.BinOp:
		if cond.Op == token.EQL || cond.Op == token.NEQ {
			return []ssa.Value{cond.X, cond.Y}, cond.Op == token.EQL
		}
	case *ssa.Call:
		fn := cond.Call.StaticCallee()
		if fn != nil && fn.Pkg != nil && fn.Name() == "Equal" && fn.Pkg.Pkg.Path() == "bytes" {
			return cond.Call.Args, true
		}
	}
	return nil, false
}

// usesOthers reports whether the blocks that are entered by b alone load a field
// beside c from the object that c is in.
func (f *flow) usesOthers(b *ssa.BasicBlock, c cell) bool {
	if len(b.Preds) != 1 {
		return false
	}
	for _, other := range b.Parent().Blocks {
		if !b.Dominates(other) {
			continue
		}
		for _, instr := range other.Instrs {
			load, ok := instr.(*ssa.UnOp)
			if ok && load.Op == token.MUL {
				if p := f.place(load).cell; p.root == c.root && p.path != "" && !below(p.path, c.path) && !below(c.path, p.path) {
					return true
				}
			}
		}
	}
	return false
}

// setsFrom reports whether control that enters b can get to where the function
// sets c.
func (f *flow) setsFrom(b *ssa.BasicBlock, c cell) bool {
	return slices.ContainsFunc(b.Parent().Blocks, func(other *ssa.BasicBlock) bool { return f.setsIn(other, c) && Reaches(b, other) })
}
