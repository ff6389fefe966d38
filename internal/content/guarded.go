package content

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// guardedBy returns the cells below root that a call is given besides v, and that
// are not zero wherever its callee uses v: the flags that tell whether there is
// anything in v.
func (f *flow) guardedBy(use ssa.Instruction, v ssa.Value, root ssa.Value) []effect.Path {
	call, ok := use.(ssa.CallInstruction)
	if !ok {
		return nil
	}
	source, args := f.a.inView(call.Common())
	at := slices.Index(args, v)
	if source == nil || at < 0 || len(args) != len(source.Params) {
		return nil
	}
	var list []effect.Path
	for i, arg := range args {
		load, ok := arg.(*ssa.UnOp)
		if _, basic := arg.Type().Underlying().(*types.Basic); !ok || !basic || i == at {
			continue
		}
		if c := f.place(load).cell; c.root == root && c.path != "" && f.onlyUnder(source.Params[at], source.Params[i]) {
			list = append(list, c.path)
		}
	}
	return list
}

// countedBy returns the numbers below root that say how many elements of a slice
// are in use, if use takes no more of it than up to one of them or the element
// there, or asks for its length to compute with one.
func (f *flow) countedBy(use ssa.Instruction, root ssa.Value) []effect.Path {
	var sizes []ssa.Value
	switch use := use.(type) {
	case *ssa.Slice:
		if use.High == nil {
			return nil
		}
		sizes = []ssa.Value{use.High}
	case *ssa.IndexAddr:
		sizes = []ssa.Value{use.Index}
	case *ssa.Call:
		if of := lenOf(use); of == nil || !isSlice(of.Type()) {
			return nil
		}
		for _, next := range *use.Referrers() {
			op, ok := next.(*ssa.BinOp)
			if !ok || op.Op == token.ADD {
				return nil
			}
			other := op.X
			if other == ssa.Value(use) {
				other = op.Y
			}
			sizes = append(sizes, other)
		}
	}
	var list []effect.Path
	for _, size := range sizes {
		c := f.countIn(size, root)
		if c.root == nil {
			return nil
		}
		list = append(list, c.path)
	}
	return list
}

// countIn returns the field below root that v is, or is computed from by adding
// and subtracting.
func (f *flow) countIn(v, root ssa.Value) cell {
	switch v := v.(type) {
	case *ssa.Convert:
		return f.countIn(v.X, root)
	case *ssa.BinOp:
		if v.Op != token.ADD && v.Op != token.SUB {
			return cell{}
		}
		if c := f.countIn(v.X, root); c.root != nil {
			return c
		}
		return f.countIn(v.Y, root)
	case *ssa.UnOp:
		if c := f.place(v).cell; v.Op == token.MUL && c.root == root && c.path != "" {
			return c
		}
	}
	return cell{}
}

// onlyUnder reports whether each use of a parameter is in a block that is reached
// only where flag is not zero.
func (f *flow) onlyUnder(p, flag *ssa.Parameter) bool {
	return !slices.ContainsFunc(*p.Referrers(), func(use ssa.Instruction) bool {
		if _, debug := use.(*ssa.DebugRef); debug {
			return false
		}
		for b, branch := range Entered(use.Block()) {
			if f.nonZero(branch.Cond, branch.Block().Succs[0] == b, flag) {
				return false
			}
		}
		return true
	})
}

// nonZero reports whether v is not zero where cond is as said: a flag, a mask of
// which a bit is set, or one that a method says it of.
func (f *flow) nonZero(cond ssa.Value, is bool, v ssa.Value) bool {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		return cond.Op == token.NOT && f.nonZero(cond.X, !is, v)
	case *ssa.BinOp:
		x, zero := f.zeroTest(cond)
		if !zero || is != (cond.Op == token.NEQ) {
			return false
		}
		mask, ok := x.(*ssa.BinOp)
		return x == v || ok && mask.Op == token.AND && (mask.X == v || mask.Y == v)
	case *ssa.Call:
		source := f.a.Source(cond.Call.StaticCallee())
		at := slices.Index(cond.Call.Args, v)
		return is && source != nil && at >= 0 && f.tellsNonZero(source, source.Params[at])
	}
	return is && cond == v
}

// tellsNonZero reports whether fn returns true only where p is not zero.
func (f *flow) tellsNonZero(fn *ssa.Function, p *ssa.Parameter) bool {
	tells := false
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if len(ret.Results) != 1 {
			return false
		}
		switch res := ret.Results[0].(type) {
		case *ssa.Const:
			if !IsZero(res) {
				return false
			}
		case *ssa.BinOp, *ssa.Parameter:
			if !f.nonZero(res, true, p) {
				return false
			}
			tells = true
		default:
			return false
		}
	}
	return tells
}
