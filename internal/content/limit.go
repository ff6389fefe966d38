package content

import (
	"go/token"
	"go/types"
	"strings"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
	"golang.org/x/tools/go/ssa"
)

// limit changes s on the edge on which cond is as said: where the size of a cell
// is at most some limit, the cell has not grown past it.
func (f *flow) limit(s state, cond ssa.Value, is bool) {
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		f.limit(s, not.X, !is)
		return
	}
	cmp, ok := cond.(*ssa.BinOp)
	if !ok {
		if !is {
			f.isZeroAt(s, cond)
			f.isOther(s, cond)
		}
		f.decided(s, cond)
		return
	}
	if x, ok := f.zeroTest(cmp); ok && is == (cmp.Op == token.EQL) {
		f.isZeroAt(s, x)
	}
	within, outgrown := false, false
	switch cmp.Op {
	case token.LSS, token.LEQ:
		within, outgrown = is, !is
	case token.GTR, token.GEQ:
		within, outgrown = !is, is
	case token.EQL:
		within, outgrown = is, is
	case token.NEQ:
		within, outgrown = !is, !is
	}
	f.classified(s, cmp.X)
	f.classified(s, cmp.Y)
	if within {
		f.bounded(s, cmp.X, cmp.Y)
	}
	if outgrown {
		f.bounded(s, cmp.Y, cmp.X)
	}
}

// classified notes that v, if a function computed it from a size, met a
// condition: of a size class it does not matter which.
func (f *flow) classified(s state, v ssa.Value) {
	call, ok := v.(*ssa.Call)
	if !ok || sizeName(calledName(&call.Call)) {
		return
	}
	if _, builtin := call.Call.Value.(*ssa.Builtin); builtin {
		return
	}
	for _, arg := range call.Call.Args {
		f.measured(s, arg, 0)
	}
}

// sizeName reports whether a method called name returns a size.
func sizeName(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "len") || strings.Contains(name, "cap") || strings.Contains(name, "size")
}

// unlimited notes that a limit is zero, where cond is as said, if that stands
// for no limit: on the other edge the size of a cell is compared with it.
func (f *flow) unlimited(s state, cond ssa.Value, is bool, other *ssa.BasicBlock) {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok {
		return
	}
	limit, ok := f.zeroTest(cmp)
	if !ok || is != (cmp.Op == token.EQL) {
		return
	}
	branch, ok := other.Instrs[len(other.Instrs)-1].(*ssa.If)
	if !ok {
		return
	}
	if next, ok := branch.Cond.(*ssa.BinOp); ok && (next.X == limit || next.Y == limit) {
		f.measured(s, next.X, 0)
		f.measured(s, next.Y, 0)
	}
}

// zeroTest returns what cmp compares to its zero value, if it does.
func (f *flow) zeroTest(cmp *ssa.BinOp) (ssa.Value, bool) {
	if cmp.Op != token.EQL && cmp.Op != token.NEQ {
		return nil, false
	}
	if c, ok := cmp.Y.(*ssa.Const); ok && isZero(c) {
		return cmp.X, true
	}
	if c, ok := cmp.X.(*ssa.Const); ok && isZero(c) {
		return cmp.Y, true
	}
	return nil, false
}

// isZeroAt notes that v is zero: so is the variable that it was loaded from, and
// what has no elements has none of an earlier use.
func (f *flow) isZeroAt(s state, v ssa.Value) {
	if call, ok := v.(*ssa.Call); ok {
		if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
			v = call.Call.Args[0]
		}
	}
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return
	}
	if c := f.place(load).cell; c.root != nil && c.path != "" && !isFresh(c.root) {
		s.clear(c, stale|Foreign|Held)
	}
}

// isOther notes that a type assertion has failed, if v tells that of one: the
// object, if there is one, has not the type whose cells are followed.
func (f *flow) isOther(s state, v ssa.Value) {
	e, ok := v.(*ssa.Extract)
	if !ok || e.Index != 1 {
		return
	}
	assert, ok := e.Tuple.(*ssa.TypeAssert)
	if !ok || !isPointer(assert.AssertedType) {
		return
	}
	if c := f.place(assert.X).pointee(); c.root != nil && !isFresh(c.root) {
		s.set(c, 0)
	}
}

// bounded notes that the size v is at most limit.
func (f *flow) bounded(s state, v, limit ssa.Value) {
	if c, ok := limit.(*ssa.Const); ok && isZero(c) {
		return // it asks whether there is anything
	}
	f.measured(s, v, 0)
}

// measured notes that v, computed from the sizes of cells, met a limit.
func (f *flow) measured(s state, v ssa.Value, depth int) {
	const maxDepth, maxEdges = 4, 8 // the work grows with their power
	if depth > maxDepth {
		return
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		f.measured(s, v.X, depth+1)
		f.measured(s, v.Y, depth+1)
	case *ssa.Convert:
		f.measured(s, v.X, depth+1)
	case *ssa.Extract:
		f.measured(s, v.Tuple, depth+1)
	case *ssa.Phi:
		if len(v.Edges) > maxEdges {
			return
		}
		for _, e := range v.Edges {
			f.measured(s, e, depth+1)
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			if alloc, ok := v.X.(*ssa.Alloc); ok {
				if val := f.stored(alloc); val != nil {
					f.measured(s, val, depth+1)
				}
			}
		}
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok {
			switch b.Name() {
			case "cap":
				f.checked(s, v.Call.Args[0])
			case "len":
				p := f.place(v.Call.Args[0])
				c := p.cell
				if _, isMap := v.Call.Args[0].Type().Underlying().(*types.Map); isMap {
					c = f.step(p, effect.Elem)
				}
				if c.root != nil && s.get(c)&stale != 0 { // else it is that of what has just been reset
					f.checked(s, v.Call.Args[0])
				}
			}
			for _, arg := range v.Call.Args {
				if b.Name() == "min" || b.Name() == "max" {
					f.measured(s, arg, depth+1)
				}
			}
			return
		}
		name := strings.ToLower(calledName(&v.Call))
		for i, arg := range callArgs(&v.Call) {
			c := f.place(arg).pointee()
			if i == 0 && (name == "len" || name == "length") && s.get(c)&stale == 0 {
				continue // of what has just been reset
			}
			if i == 0 && sizeName(name) || f.decides(v) {
				f.checked(s, arg)
			} else {
				f.measured(s, arg, depth+1)
			}
		}
	}
}

// decided notes what a call that tells true from false has looked at.
func (f *flow) decided(s state, cond ssa.Value) {
	if e, ok := cond.(*ssa.Extract); ok {
		cond = e.Tuple
	}
	call, ok := cond.(*ssa.Call)
	if !ok {
		if phi, ok := cond.(*ssa.Phi); ok {
			for _, e := range phi.Edges {
				if e != cond {
					f.decidedEdge(s, e)
				}
			}
		}
		return
	}
	for _, arg := range callArgs(&call.Call) {
		if f.decides(call) {
			f.checked(s, arg)
		} else {
			f.measured(s, arg, 0)
		}
	}
}

// decidedEdge is decided for a condition that is one of several.
func (f *flow) decidedEdge(s state, cond ssa.Value) {
	if cmp, ok := cond.(*ssa.BinOp); ok {
		f.measured(s, cmp.X, 0)
		f.measured(s, cmp.Y, 0)
		return
	}
	if _, ok := cond.(*ssa.Phi); !ok {
		f.decided(s, cond)
	}
}

// decides reports whether the result of call can tell the size of an argument:
// the callee measures it, or is out of view.
func (f *flow) decides(call *ssa.Call) bool {
	callee, _ := f.a.prog.Callee(&call.Call)
	if callee == nil {
		candidates := f.a.prog.Candidates(&call.Call)
		for _, fn := range candidates {
			if sum := f.a.summary(fn); sum != nil && sum.Decides {
				return true
			}
		}
		return len(candidates) == 0
	}
	sum := f.a.summary(callee)
	return sum != nil && sum.Decides
}

// checked notes that the size of v met a limit.
func (f *flow) checked(s state, v ssa.Value) {
	s[cell{f.variable(v), limited}] = 0
	p := f.place(v)
	if p.root == nil || isFresh(p.root) {
		return
	}
	c := p.cell
	if isPointer(v.Type()) {
		c = p.pointee()
	}
	s.clear(c, Grown|Unchecked)
}

// variable returns the local variable that v is loaded from, v itself if it is
// not.
func (f *flow) variable(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok || !f.isVariable(load.X) {
		return v
	}
	if fv, ok := load.X.(*ssa.FreeVar); ok {
		return syncpool.Binding(fv)
	}
	return load.X
}

// measures reports whether the function compares the size of what it is given,
// and tells its callers by a result.
func (f *flow) measures() bool {
	if f.fn.Signature.Results().Len() == 0 {
		return false
	}
	for _, b := range f.fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			name := strings.ToLower(calledName(&call.Call))
			if b, ok := call.Call.Value.(*ssa.Builtin); ok {
				name = b.Name()
			}
			if name != "len" && name != "cap" && name != "size" {
				continue
			}
			for _, arg := range callArgs(&call.Call) {
				if inputIndex(f.root, f.place(arg).root) >= 0 {
					return true
				}
			}
		}
	}
	return false
}

// callArgs returns the arguments of a call, the receiver first.
func callArgs(common *ssa.CallCommon) []ssa.Value {
	if common.IsInvoke() {
		return append([]ssa.Value{common.Value}, common.Args...)
	}
	return common.Args
}
