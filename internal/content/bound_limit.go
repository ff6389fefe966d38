package content

import (
	"go/constant"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// checked reports whether each way to p passes a branch that is taken only
// where v, or the size of v, is within a limit.
func (b *bounder) checked(v ssa.Value, p point) bool {
	seen := map[*ssa.BasicBlock]bool{}
	var open func(to *ssa.BasicBlock) bool // whether a way without a check leads there
	edge := func(from, to *ssa.BasicBlock) bool {
		if cond, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If); ok && from.Succs[0] != from.Succs[1] && b.limits(cond.Cond, from.Succs[0] == to, v) {
			return false
		}
		return open(from)
	}
	open = func(to *ssa.BasicBlock) bool {
		if seen[to] || *b.work > maxWork {
			return false
		}
		seen[to] = true
		*b.work++
		if len(to.Preds) == 0 {
			made := madeAt(to.Parent())
			return to.Index != 0 || made == nil || open(made)
		}
		return slices.ContainsFunc(to.Preds, func(from *ssa.BasicBlock) bool { return edge(from, to) })
	}
	if p.from != nil {
		return !edge(p.from, p.to)
	}
	return !open(p.to)
}

// madeAt returns the block in which a literal is made, nil for other functions.
func madeAt(fn *ssa.Function) *ssa.BasicBlock {
	if fn.Parent() == nil || fn.Referrers() == nil {
		return nil
	}
	for _, use := range *fn.Referrers() {
		if closure, ok := use.(*ssa.MakeClosure); ok {
			return closure.Block()
		}
	}
	return nil
}

// limits reports whether v, or the size of v, is within a limit where cond is
// as said.
func (b *bounder) limits(cond ssa.Value, is bool, v ssa.Value) bool {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		return cond.Op == token.NOT && b.limits(cond.X, !is, v)
	case *ssa.BinOp:
		if size, limit := upper(cond, is); size != nil {
			return b.isLimit(limit, 0) && b.isSize(size, v, 0)
		}
		if is == (cond.Op == token.EQL) {
			return b.isLimit(cond.Y, 0) && b.isSize(cond.X, v, 0) || isNil(cond.Y) && b.vets(cond.X, v)
		}
	case *ssa.Call:
		return is && b.vets(cond, v)
	}
	return false
}

// upper returns the side of a comparison that is at most the other, if cond is
// as said, and that other.
func upper(cond *ssa.BinOp, is bool) (size, limit ssa.Value) {
	switch cond.Op {
	case token.LSS, token.LEQ:
	case token.GTR, token.GEQ:
		is = !is
	default:
		return nil, nil
	}
	if is {
		return cond.X, cond.Y
	}
	return cond.Y, cond.X
}

// isLimit reports whether v bounds what is less: not if it is zero, the size of
// other data, or a number that is counted up.
func (b *bounder) isLimit(v ssa.Value, depth int) bool {
	const maxDepth = 5
	if depth > maxDepth {
		return false
	}
	switch v := v.(type) {
	case *ssa.Const:
		return isLow(v)
	case *ssa.Convert:
		return b.isLimit(v.X, depth+1)
	case *ssa.BinOp:
		if v.Op == token.SUB || v.Op == token.QUO || v.Op == token.SHR {
			return b.isLimit(v.X, depth+1)
		}
		if isConst(v.X) != isConst(v.Y) && v.Op == token.ADD {
			return false // the next of something
		}
		return b.isLimit(v.X, depth+1) && b.isLimit(v.Y, depth+1)
	case *ssa.Phi:
		return !slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return !b.isLimit(e, depth+1) })
	case *ssa.Parameter:
		if i := slices.Index(v.Parent().Params, v); b.up != nil && i < len(callArgs(b.call)) {
			return b.up.isLimit(callArgs(b.call)[i], depth+1)
		}
	case *ssa.Call:
		name := strings.ToLower(calledName(&v.Call))
		if builtin, ok := v.Call.Value.(*ssa.Builtin); ok {
			switch builtin.Name() {
			case "len":
				return isGlobal(v.Call.Args[0]) || isPointer(v.Call.Args[0].Type())
			case "min":
				return slices.ContainsFunc(v.Call.Args, func(a ssa.Value) bool { return b.isLimit(a, depth+1) })
			case "max":
				return !slices.ContainsFunc(v.Call.Args, func(a ssa.Value) bool { return !b.isLimit(a, depth+1) })
			}
			return builtin.Name() == "cap"
		}
		return strings.Contains(name, "max") || strings.Contains(name, "limit") || !strings.Contains(name, "len") && !strings.Contains(name, "size")
	}
	return true
}

// isLow reports whether c is a limit that bounds memory to an amount that does
// not matter.
func isLow(c *ssa.Const) bool {
	const most = 16 << 20
	if c.Value == nil || IsZero(c) {
		return false
	}
	n, exact := constant.Int64Val(constant.ToInt(c.Value))
	return exact && n <= most
}

// isSize reports whether size is v or its size, or computed from that so that
// it is larger.
func (b *bounder) isSize(size, v ssa.Value, depth int) bool {
	const maxDepth = 6
	if depth > maxDepth {
		return false
	}
	if same(size, v, 0) {
		return true
	}
	switch size := size.(type) {
	case *ssa.Convert:
		return b.isSize(size.X, v, depth+1)
	case *ssa.BinOp:
		return b.isSize(size.X, v, depth+1) || b.isSize(size.Y, v, depth+1)
	case *ssa.Phi:
		return slices.ContainsFunc(size.Edges, func(e ssa.Value) bool { return b.isSize(e, v, depth+1) })
	case *ssa.UnOp:
		// The length that a request declares is that of its body.
		length, ok := size.X.(*ssa.FieldAddr)
		body, isLoad := v.(*ssa.UnOp)
		if !ok || !isLoad || FieldOf(length.X.Type(), length.Field).Name() != "ContentLength" {
			return false
		}
		of, ok := body.X.(*ssa.FieldAddr)
		return ok && FieldOf(of.X.Type(), of.Field).Name() == "Body" && same(of.X, length.X, 0)
	case *ssa.Call:
		name := strings.ToLower(calledName(&size.Call))
		if builtin, ok := size.Call.Value.(*ssa.Builtin); ok {
			name = builtin.Name()
		}
		args := callArgs(&size.Call)
		return (sizeName(name) || strings.HasPrefix(name, "runecount")) && len(args) > 0 && same(args[0], v, 0)
	}
	return false
}

// vets reports whether res is the result of a function that compares the size
// of v to a limit.
func (b *bounder) vets(res, v ssa.Value) bool {
	if e, ok := res.(*ssa.Extract); ok {
		res = e.Tuple
	}
	call, ok := res.(*ssa.Call)
	if !ok {
		return false
	}
	source := b.source(&call.Call)
	if source == nil {
		return false
	}
	for i, arg := range callArgs(&call.Call) {
		if i >= len(source.Params) || !same(arg, v, 0) {
			continue
		}
		for _, block := range source.Blocks {
			if cond, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If); ok {
				for k, other := range []int{1, 0} {
					if b.limits(cond.Cond, k == 0, source.Params[i]) && refuses(block.Succs[other]) {
						return true
					}
				}
			}
			ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
			if ok && len(ret.Results) == 1 && b.limits(ret.Results[0], true, source.Params[i]) {
				return true
			}
		}
	}
	return false
}

// refuses reports whether a block returns an error, or false.
func refuses(b *ssa.BasicBlock) bool {
	ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
	if !ok || len(ret.Results) == 0 {
		return false
	}
	last, ok := ret.Results[len(ret.Results)-1].(*ssa.Const)
	return !ok || last.Value != nil && IsZero(last)
}
