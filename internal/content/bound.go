package content

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// A bounder tells of which values the code around them bounds the size. It
// looks at values and at branches, not at states: it may say no of what is
// bounded, and a value that depends on itself is bounded if nothing on the way
// makes it larger.
type bounder struct {
	a    *Analysis
	work *int // see [flow.work]
	seen map[ssa.Value]bool
	adds int // operations on the way that make values larger
	up   *bounder
	call *ssa.CallCommon // of the function that is looked into, by that of up
	at   point           // of call
}

// A point is the start of a block, as it is reached over one edge; over any if
// from is nil.
type point struct{ from, to *ssa.BasicBlock }

// Bounds on the search.
const (
	maxBounded = 200 // values looked at for one question
	maxUp      = 3   // calls looked into
)

func (f *flow) bounder() *bounder { return &bounder{a: f.a, work: f.work, seen: map[ssa.Value]bool{}} }

// A question is whether the size of a value, or the value, is bounded in a
// block.
type question struct {
	v  ssa.Value
	at *ssa.BasicBlock
}

// small reports whether v, data that is used in block at, has a bounded size, or
// is a reader that ends within one.
func (f *flow) small(v ssa.Value, at *ssa.BasicBlock) bool {
	q := question{v, at}
	known, ok := f.asked[q]
	if !ok {
		p := point{to: at}
		known = f.bounder().data(v, p) || types.IsInterface(v.Type()) && f.bounder().reader(v, p)
		f.asked[q] = known
	}
	return known
}

// few reports whether v, a number that is used in block at, is bounded.
func (f *flow) few(v ssa.Value, at *ssa.BasicBlock) bool {
	q := question{v, at}
	known, ok := f.asked[q]
	if !ok {
		known = f.bounder().number(v, point{to: at})
		f.asked[q] = known
	}
	return known
}

// data reports whether the size of v, a string, slice or other data, is bounded
// at p.
func (b *bounder) data(v ssa.Value, p point) bool {
	if isFixed(v.Type()) {
		return true
	}
	if answer, known := b.visit(v); known {
		return answer
	}
	return b.shaped(v, p) || b.checked(v, p)
}

// visit begins to look into v, if it is known neither from before nor that there
// is too much to look at.
func (b *bounder) visit(v ssa.Value) (answer, known bool) {
	if b.seen[v] {
		return b.adds == 0, true
	}
	if len(b.seen) > maxBounded {
		return false, true
	}
	b.seen[v] = true
	return false, false
}

// shaped is data by what v is.
func (b *bounder) shaped(v ssa.Value, p point) bool {
	switch v := v.(type) {
	case *ssa.Const, *ssa.Function:
		return true
	case *ssa.Convert:
		return b.data(v.X, p)
	case *ssa.ChangeType:
		return b.data(v.X, p)
	case *ssa.ChangeInterface:
		return isMessage(v.X.Type()) || b.data(v.X, p)
	case *ssa.MakeInterface:
		return isFixed(deref(v.X.Type())) || isMessage(v.X.Type()) || b.data(v.X, p)
	case *ssa.TypeAssert:
		return b.data(v.X, p)
	case *ssa.BinOp:
		return b.larger(func() bool { return b.data(v.X, p) && b.data(v.Y, p) })
	case *ssa.MakeSlice:
		return b.number(v.Cap, point{to: v.Block()})
	case *ssa.Slice:
		return b.slice(v, p)
	case *ssa.Phi:
		for i, e := range v.Edges {
			if !b.data(e, point{v.Block().Preds[i], v.Block()}) {
				return false
			}
		}
		return true
	case *ssa.FreeVar:
		return b.data(syncpool.Binding(v), p)
	case *ssa.Parameter:
		if i := slices.Index(v.Parent().Params, v); b.up != nil && i < len(callArgs(b.call)) {
			return b.up.data(callArgs(b.call)[i], b.at)
		}
	case *ssa.UnOp:
		return v.Op == token.MUL && b.loaded(v.X, p)
	case *ssa.Lookup:
		return isGlobal(v.X)
	case *ssa.Field:
		return isProgramText(v.X.Type()) || b.data(v.X, p)
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.Call:
			return b.result(tuple, v.Index)
		case *ssa.TypeAssert:
			return b.data(tuple.X, p)
		case *ssa.Lookup:
			return isGlobal(tuple.X)
		case *ssa.Next:
			over, ok := tuple.Iter.(*ssa.Range)
			return ok && isGlobal(over.X)
		}
	case *ssa.Call:
		return b.result(v, 0)
	}
	return false
}

// larger calls f for the operands of what makes them larger.
func (b *bounder) larger(f func() bool) bool {
	b.adds++
	defer func() { b.adds-- }()
	return f()
}

// slice is data for a slice expression.
func (b *bounder) slice(v *ssa.Slice, p point) bool {
	if isPointer(v.X.Type()) {
		if alloc, ok := v.X.(*ssa.Alloc); ok && alloc.Comment == "varargs" {
			return b.elems(alloc, p)
		}
		return true // an array
	}
	if v.High != nil && b.number(v.High, p) {
		return true
	}
	if sum, ok := v.High.(*ssa.BinOp); ok && v.Low != nil && sum.Op == token.ADD && sum.X == v.Low && isConst(sum.Y) {
		return true
	}
	return b.data(v.X, p)
}

// elems reports whether all that is stored in an array of the function is
// bounded.
func (b *bounder) elems(array *ssa.Alloc, p point) bool {
	for _, use := range *array.Referrers() {
		addr, ok := use.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range *addr.Referrers() {
			if store, ok := use.(*ssa.Store); ok && !b.data(store.Val, p) {
				return false
			}
		}
	}
	return true
}

// loaded is data for what is loaded from addr. What the program holds in global
// variables it holds in any case.
func (b *bounder) loaded(addr ssa.Value, p point) bool {
	switch addr := addr.(type) {
	case *ssa.Global:
		return true
	case *ssa.IndexAddr:
		if isGlobal(addr.X) {
			return true
		}
		if slice, ok := addr.X.(*ssa.Slice); ok {
			if alloc, ok := slice.X.(*ssa.Alloc); ok {
				return b.elems(alloc, p)
			}
		}
		if alloc, ok := addr.X.(*ssa.Alloc); ok {
			return b.elems(alloc, p)
		}
	case *ssa.FieldAddr:
		return isProgramText(deref(addr.X.Type())) || b.replaced(p.to, addr, b.data) || b.loaded(addr.X, p)
	case *ssa.FreeVar:
		return b.loaded(syncpool.Binding(addr), p)
	case *ssa.Alloc:
		return b.stores(addr, func(v ssa.Value, p point) bool { return b.data(v, p) })
	}
	return false
}

// stores reports whether something is stored in a local variable, and holds
// says so of all that is.
func (b *bounder) stores(alloc *ssa.Alloc, holds func(ssa.Value, point) bool) bool {
	found := false
	for _, use := range *alloc.Referrers() {
		if store, ok := use.(*ssa.Store); ok && store.Addr == ssa.Value(alloc) {
			if !holds(store.Val, point{to: store.Block()}) {
				return false
			}
			found = true
		}
	}
	return found
}

// result is data for a result of a call.
func (b *bounder) result(call *ssa.Call, index int) bool {
	common, at := &call.Call, point{to: call.Block()}
	if builtin, ok := common.Value.(*ssa.Builtin); ok {
		return builtin.Name() == "append" && b.larger(func() bool { return b.all(common.Args, at) })
	}
	name := calledName(common)
	args := callArgs(common)
	switch {
	case name == "Error" && len(args) == 1, name == "AvailableBuffer":
		return true
	case name == "Sum" && len(args) == 2 && mannerOf(args[0].Type()) == digest:
		return b.data(args[1], at)
	case name == "String" && len(args) == 1 && isFixed(deref(args[0].Type())):
		return true
	case name == "Bytes" || name == "Text":
		if named := namedOf(args[0].Type()); named != nil && named.String() == "bufio.Scanner" {
			return true // it refuses longer ones
		}
	}
	if fn := callee(common); fn != nil && fn.Pkg() != nil && (computes(fn.Pkg().Path()) || fn.FullName() == "net/http.StatusText") {
		if name == "Repeat" || name == "Join" && fn.Pkg().Path() == "strings" {
			return b.larger(func() bool { return b.all(args, at) && b.number(args[len(args)-1], at) })
		}
		if named := namedOf(typeOfFirst(args)); named != nil && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "reflect" && !isFixed(common.Signature().Results().At(0).Type()) {
			return named.Obj().Name() == "Type" || named.Obj().Name() == "StructTag"
		}
		return b.larger(func() bool { return b.all(args, at) })
	}
	source := b.source(common)
	if source == nil {
		return false
	}
	inner := b.inner(common, at)
	return inner.returns(source, index, inner.data)
}

// inner returns the bounder of the function that a call runs.
func (b *bounder) inner(call *ssa.CallCommon, at point) *bounder {
	return &bounder{a: b.a, work: b.work, seen: map[ssa.Value]bool{}, up: b, call: call, at: at}
}

func typeOfFirst(args []ssa.Value) types.Type {
	if len(args) == 0 {
		return types.Typ[types.Invalid]
	}
	return args[0].Type()
}

// source returns the body of the function that a call runs, nil if it is out of
// view or too deep.
func (b *bounder) source(common *ssa.CallCommon) *ssa.Function {
	depth := 0
	for up := b; up != nil; up = up.up {
		depth++
	}
	callee := common.StaticCallee()
	if callee == nil || depth > maxUp {
		return nil
	}
	return b.a.Source(callee)
}

// returns reports whether holds says so of a result of fn wherever it returns.
func (b *bounder) returns(fn *ssa.Function, index int, holds func(ssa.Value, point) bool) bool {
	found := false
	for _, block := range fn.Blocks {
		if ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return); ok {
			if index >= len(ret.Results) || !holds(ret.Results[index], point{to: block}) {
				return false
			}
			found = true
		}
	}
	return found
}

func (b *bounder) all(args []ssa.Value, p point) bool {
	return !slices.ContainsFunc(args, func(v ssa.Value) bool { return !b.data(v, p) })
}
