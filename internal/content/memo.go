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

// refreshed returns what branch sees to: where the key in a cell differs from what it
// is compared to, both the key and other cells of the object are set anew, so that
// these hold afterwards what belongs to the key, whoever had the object before.
// It returns no cells if branch is nothing of that kind.
func (f *flow) refreshed(branch *ssa.If) []cell {
	pair, equal := compared(branch.Cond)
	for i, v := range pair {
		load, ok := v.(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			continue
		}
		key, to := f.place(load).cell, pair[1-i]
		if key.root == nil || key.path == "" || !followed(key.root) || isConst(to) || f.place(to).root == key.root {
			continue
		}
		differ := branch.Block().Succs[0]
		if equal {
			differ = branch.Block().Succs[1]
		}
		for _, b := range branch.Parent().Blocks {
			if differ.Dominates(b) && f.setsTo(b, key, to) {
				if anew := f.setOnTheWay(differ, b, key); len(anew) > 1 {
					return anew
				}
			}
		}
	}
	return nil
}

// isRefreshKey reports whether cond only compares what is in c to something else, to
// set the object anew where they differ.
func (f *flow) isRefreshKey(cond ssa.Value, c cell) bool {
	if pair, _ := compared(cond); pair == nil || cond.Referrers() == nil || c.root == nil {
		return false
	}
	for _, use := range *cond.Referrers() {
		if branch, ok := use.(*ssa.If); !ok || !slices.Contains(f.refreshed(branch), c) {
			return false
		}
	}
	return true
}

// setsTo reports whether b gives c the value v, itself or by a function that is told v.
func (f *flow) setsTo(b *ssa.BasicBlock, c cell, v ssa.Value) bool {
	return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.Store:
			return f.place(instr.Addr).pointee() == c && f.sameValue(instr.Val, v, 0)
		case *ssa.Call:
			return slices.ContainsFunc(instr.Call.Args, func(arg ssa.Value) bool { return f.sameValue(arg, v, 0) }) && slices.Contains(f.setBy(instr), c)
		}
		return false
	})
}

// setOnTheWay lists the cells of the object that key is in which are set anew, without
// a look at what was there, wherever control goes from the block from to the end of the
// block to.
func (f *flow) setOnTheWay(from, to *ssa.BasicBlock, key cell) []cell {
	var anew, seen []cell
	for _, b := range from.Parent().Blocks {
		if !from.Dominates(b) || !b.Dominates(to) {
			continue
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.MUL {
					seen = append(seen, f.place(instr).cell)
				}
			case *ssa.Store:
				if c := f.place(instr.Addr).pointee(); c.root == key.root && !slices.Contains(seen, c) {
					anew = append(anew, c)
				}
			case *ssa.Call:
				for _, c := range f.setBy(instr) {
					if c.root == key.root {
						anew = append(anew, c)
					}
				}
			}
		}
	}
	return anew
}

// setBy lists the cells that a function with its source in view gives new contents.
func (f *flow) setBy(call *ssa.Call) []cell {
	source, args := f.a.inView(&call.Call)
	if source == nil {
		return nil
	}
	sum := f.a.summary(source)
	if sum == nil {
		return nil
	}
	var set []cell
	for _, e := range sum.Params {
		if e.Bits&Entry == 0 && e.Index < len(args) {
			if c := f.step(f.place(args[e.Index]), e.Path); c.root != nil {
				set = append(set, c)
			}
		}
	}
	return set
}
