package content

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// limit changes s on the edge on which cond is as said: where the size of a cell
// is at most some limit, the cell has not grown past it.
func (f *flow) limit(s state, cond ssa.Value, is bool, edge, other *ssa.BasicBlock) {
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		f.limit(s, not.X, !is, edge, other)
		return
	}
	f.flagged(s, cond, is, edge, other)
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

// flagged notes that a field of an object led to edge, from where the function
// does not get to the limit that it has for another cell of the object, as it does
// from the other edge: the field tells that this has not grown. So it is where a
// length tells that there is nothing in the cell itself.
func (f *flow) flagged(s state, cond ssa.Value, is bool, edge, other *ssa.BasicBlock) {
	flag, empty := f.flagIn(s, cond, is)
	if flag.path == "" || inputIndex(f.root, flag.root) < 0 {
		return
	}
	for _, g := range f.guards() {
		if g.c.root == flag.root && (g.c != flag || empty) && !Reaches(edge, g.at) && Reaches(other, g.at) {
			s.clear(g.c, Grown|Unchecked)
		}
	}
}

// flagIn returns the field, a number or the like, on which cond depends; or the one
// that has no elements where cond is as said, in which case it reports true: unless it
// has been reset before, nothing has been added to it.
func (f *flow) flagIn(s state, cond ssa.Value, is bool) (flag cell, empty bool) {
	v := cond
	if cmp, ok := cond.(*ssa.BinOp); ok && isConst(cmp.Y) {
		v = cmp.X
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if _, basic := v.Type().Underlying().(*types.Basic); basic && v.Op == token.MUL {
			return f.place(v).cell, false
		}
	case *ssa.Call:
		if f.zeroOn(cond, is) == ssa.Value(v) && s[cell{v, used}]&Written != 0 {
			return f.tested(v), true
		}
	}
	return cell{}, false
}

// A guard is a comparison of the capacity of a cell, or of the number of keys of a map.
type guard struct {
	c  cell
	at *ssa.BasicBlock
}

// guards lists the comparisons of capacities to limits in the function.
func (f *flow) guards() []guard {
	list, ok := f.limits[f.fn]
	if ok {
		return list
	}
	defer func() { f.limits[f.fn] = list }()
	for _, b := range f.fn.Blocks {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cmp, ok := branch.Cond.(*ssa.BinOp)
		if !ok {
			continue
		}
		for _, is := range []bool{true, false} {
			size, limit := upper(cmp, is)
			call, ok := size.(*ssa.Call)
			if !ok || len(callArgs(&call.Call)) == 0 || !f.bounder().isLimit(limit, 0) {
				continue
			}
			p := f.place(callArgs(&call.Call)[0])
			builtin, ok := call.Call.Value.(*ssa.Builtin)
			if ok && builtin.Name() == "cap" && p.root != nil {
				list = append(list, guard{p.cell, b})
			} else if _, isMap := callArgs(&call.Call)[0].Type().Underlying().(*types.Map); ok && isMap && p.root != nil && !f.cleared(p, b) {
				list = append(list, guard{f.step(p, effect.Elem), b})
			} else if calledName(&call.Call) == "Cap" && p.root != nil {
				list = append(list, guard{p.pointee(), b})
			}
		}
	}
	return list
}

// cleared reports whether the map at p may have been cleared when control gets to b.
func (f *flow) cleared(p place, b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(b.Parent().Blocks, func(from *ssa.BasicBlock) bool {
		return Reaches(from, b) && slices.ContainsFunc(from.Instrs, func(instr ssa.Instruction) bool {
			call, ok := instr.(*ssa.Call)
			if !ok {
				return false
			}
			builtin, ok := call.Call.Value.(*ssa.Builtin)
			return ok && builtin.Name() == "clear" && f.place(call.Call.Args[0]) == p
		})
	})
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
	return strings.Contains(name, "len") || strings.Contains(name, "cap") || strings.Contains(name, "size") || name == "available"
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
	if _, isFunc := limit.Type().Underlying().(*types.Signature); isFunc {
		f.undecided(s, limit, other)
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

// undecided notes that a function that may decide what is kept is nil: on the
// other edge it is asked.
func (f *flow) undecided(s state, fn ssa.Value, other *ssa.BasicBlock) {
	for _, instr := range other.Instrs {
		call, ok := instr.(*ssa.Call)
		if !ok || call.Call.IsInvoke() || !same(call.Call.Value, fn, 0) {
			continue
		}
		if basic, ok := resultType(&call.Call).Underlying().(*types.Basic); ok && basic.Info()&types.IsBoolean != 0 {
			f.decided(s, call)
		}
	}
}

// zeroTest returns what cmp compares to its zero value, if it does.
func (f *flow) zeroTest(cmp *ssa.BinOp) (ssa.Value, bool) {
	if cmp.Op != token.EQL && cmp.Op != token.NEQ {
		return nil, false
	}
	if c, ok := cmp.Y.(*ssa.Const); ok && IsZero(c) {
		return cmp.X, true
	}
	if c, ok := cmp.X.(*ssa.Const); ok && IsZero(c) {
		return cmp.Y, true
	}
	return nil, false
}

// isZeroAt notes that v is zero: so is the variable that it was loaded from, and
// what has no elements has none of an earlier use.
func (f *flow) isZeroAt(s state, v ssa.Value) {
	isNil := true
	if of := lenOf(v); of != nil {
		v, isNil = of, false
	}
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return
	}
	if c := f.place(load).cell; c.root != nil && c.path != "" && !isFresh(c.root) {
		s.clear(c, contents)
		if isNil {
			s.clear(c, Grown|Unchecked) // there is no memory
		}
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
	if c, ok := limit.(*ssa.Const); ok && IsZero(c) {
		return // it asks whether there is anything
	}
	if isCounter(limit) {
		return // it goes through the elements
	}
	f.measured(s, v, 0)
}

// isCounter reports whether v is a variable that a loop counts up.
func isCounter(v ssa.Value) bool {
	switch w := v.(type) {
	case *ssa.BinOp:
		return w.Op == token.ADD && isConst(w.Y) && isCounter(w.X)
	case *ssa.Phi:
		return slices.ContainsFunc(w.Edges, func(e ssa.Value) bool {
			sum, ok := e.(*ssa.BinOp)
			return ok && sum.Op == token.ADD && sum.X == v && isConst(sum.Y)
		})
	}
	return false
}

// decided notes what a call that tells true from false has looked at.
func (f *flow) decided(s state, cond ssa.Value) {
	if e, ok := cond.(*ssa.Extract); ok {
		cond = e.Tuple
	}
	if lookup, ok := cond.(*ssa.Lookup); ok {
		f.measured(s, lookup.Index, 0) // there is a pool for the size
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
		candidates := f.candidates(&call.Call)
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
	f.mark(f.out.Limits, c)
	s.clear(c, Grown|Unchecked)
	for load := range f.saved {
		if f.place(load).cell == c {
			s.clear(cell{load, saved}, Grown|Unchecked)
		}
	}
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
			if name != "len" && name != "cap" && name != "size" && !f.passesOn(call) {
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

// passesOn reports whether the function returns a number or a truth value, and
// calls one that does and that measures what it is given.
func (f *flow) passesOn(call *ssa.Call) bool {
	_, basic := f.fn.Signature.Results().At(0).Type().Underlying().(*types.Basic)
	if !basic {
		return false
	}
	if _, basic := resultType(&call.Call).Underlying().(*types.Basic); !basic || call.Call.StaticCallee() == nil {
		return false
	}
	return f.decides(call)
}

// callArgs returns the arguments of a call, the receiver first.
func callArgs(common *ssa.CallCommon) []ssa.Value {
	if common.IsInvoke() {
		return append([]ssa.Value{common.Value}, common.Args...)
	}
	return common.Args
}
