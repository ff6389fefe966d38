package content

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// A valuer tells what a variable holds once a value is stored to it.
type valuer struct {
	f    *flow
	s    state
	to   cell // the variable
	seen map[ssa.Value]bool
}

// bitsOf returns the bits of a variable that is set to v.
func (f *flow) bitsOf(s state, v ssa.Value, to cell) Bits {
	return (&valuer{f, s, to, map[ssa.Value]bool{}}).bits(v)
}

func (w *valuer) bits(v ssa.Value) Bits {
	if w.seen[v] {
		return 0
	}
	w.seen[v] = true
	bits := w.find(v)
	if limit, ok := w.s[cell{w.f.variable(v), limited}]; ok && limit&Unchecked == 0 {
		bits &^= Grown | Unchecked
	}
	return bits
}

// find is bits without what is known of the size of v.
func (w *valuer) find(v ssa.Value) Bits {
	switch v := v.(type) {
	case *ssa.Const:
		if IsZero(v) || w.f.isInitial(w.to, v) || IsResetName(w.f.fn.Name()) {
			return 0
		}
		return Written
	case *ssa.Parameter:
		switch g := w.f.given[v]; {
		case g.own:
			return 0
		case g.c != nil:
			return w.find(g.c)
		}
	case *ssa.MakeMap, *ssa.MakeChan:
		return 0
	case *ssa.MakeSlice:
		if w.f.few(v.Cap, v.Block()) || isTable(v) {
			return 0
		}
		return Grown // zeroed, and as long as someone asked
	case *ssa.Function:
		return Written
	case *ssa.Alloc:
		return Written // memory made for the object: nobody else's
	case *ssa.Phi:
		var bits Bits
		for i, e := range v.Edges {
			from := w.bits(e)
			if w.sliced(e) && w.f.bounder().checked(e, point{v.Block().Preds[i], v.Block()}) {
				from &^= Grown | Unchecked
			}
			bits |= from
		}
		return bits
	case *ssa.ChangeType:
		return w.bits(v.X)
	case *ssa.ChangeInterface:
		return w.bits(v.X)
	case *ssa.MakeInterface:
		return w.bits(v.X)
	case *ssa.Slice:
		if isPointer(v.X.Type()) { // of an array
			if isZeroLen(v) || isFresh(v.X) {
				return 0
			}
			return w.loaded(v)
		}
		bits := w.bits(v.X)
		if isZeroLen(v) {
			bits &^= stale
		}
		return bits
	case *ssa.Call:
		return w.result(v, v)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return w.result(v, call)
		}
	case *ssa.UnOp:
		if vals := w.f.assigned(v); len(vals) > 1 || len(vals) == 1 && isSlice(v.Type()) {
			var bits Bits
			for _, val := range vals {
				b := w.bits(val)
				if isResult(val) {
					b &^= Grown // the order of the assignments is not known, nor what bounded this one
				}
				bits |= b
			}
			return bits
		}
	}
	return w.loaded(v)
}

// assigned returns the values that are assigned to the local variable that v is
// loaded from.
func (f *flow) assigned(v *ssa.UnOp) []ssa.Value {
	addr := v.X
	if fv, ok := addr.(*ssa.FreeVar); ok && fv.Parent() != f.root && Called(fv.Parent()) {
		addr = syncpool.Binding(fv)
	}
	alloc, ok := addr.(*ssa.Alloc)
	if !ok {
		return nil
	}
	return storedTo(alloc, 0)
}

// storedTo returns the values that are stored to a variable, by closures that
// captured it too.
func storedTo(addr ssa.Value, depth int) []ssa.Value {
	var vals []ssa.Value
	for _, use := range *addr.Referrers() {
		switch use := use.(type) {
		case *ssa.Store:
			if use.Addr == addr {
				vals = append(vals, use.Val)
			}
		case *ssa.MakeClosure:
			for i, v := range use.Bindings {
				if v == addr && depth < maxInner {
					vals = append(vals, storedTo(use.Fn.(*ssa.Function).FreeVars[i], depth+1)...)
				}
			}
		}
	}
	return vals
}

func isSlice(t types.Type) bool {
	_, ok := t.Underlying().(*types.Slice)
	return ok
}

// loaded returns the bits of a value that the function did not make.
func (w *valuer) loaded(v ssa.Value) Bits {
	if p := w.f.place(v); p.root != nil && !p.addr && p.root == w.to.root {
		if _, slice := v.Type().Underlying().(*types.Slice); slice || p.cell == w.to {
			return w.s.get(p.cell)
		}
		return Written // of the same object
	}
	if p := w.f.place(v); p.addr && p.root != nil && p.root == w.to.root {
		return 0 // the memory of the object itself, in each use the same
	}
	if w.f.lasting(v) && !IsError(v.Type()) {
		return 0 // the same for each user
	}
	bits := Written
	if refers(v.Type(), 0) && !isFresh(v) {
		bits |= Foreign
	}
	return bits
}

// lasting reports whether v lives as long as the pool that the function uses:
// it is, or comes from, a global variable or what holds the pool.
func (f *flow) lasting(v ssa.Value) bool {
	root := f.place(v).root
	if _, global := root.(*ssa.Global); global {
		return true
	}
	if root == nil || inputIndex(f.root, root) != 0 {
		return false
	}
	return slices.ContainsFunc(f.out.Origins, func(o Origin) bool {
		args := callArgs(o.Call.Common())
		return len(args) > 0 && f.place(args[0]).root == root
	})
}

// result returns the bits of v, a result of a call. A function that is given a
// slice and returns one appends to it.
func (w *valuer) result(v ssa.Value, call *ssa.Call) Bits {
	if _, slice := v.Type().Underlying().(*types.Slice); slice {
		args := call.Call.Args
		if i := w.extended(v, args); i >= 0 {
			bits := w.bits(args[i])
			if w.f.trims(call, i) {
				bits &^= Grown | Unchecked
			}
			if w.f.empties(call) || w.f.deletesElems(call) {
				return bits &^ stale
			}
			if w.f.measuresOut(call, i) {
				bits &^= stale
			}
			_, loop := args[i].(*ssa.Phi)
			adds := loop || bits&stale != 0
			bits |= Written
			if refers(v.Type().Underlying().(*types.Slice).Elem(), 0) {
				bits |= Foreign
			}
			if w.f.growsBy(call, i, adds) {
				bits |= Grown
			}
			return bits
		}
	}
	if p := w.f.place(v); p.root != nil && p.root != ssa.Value(call) {
		return w.loaded(v)
	}
	if c := w.f.place(v).cell; w.f.isOrigin(c) {
		if c == w.to {
			return w.s.get(c)
		}
		return 0 // an object of a pool, which is judged by itself
	}
	if args := call.Call.Args; len(args) > 0 && receiver(&call.Call) == nil && keepsWriter(&call.Call) && w.f.partsOf(w.to.root, args, nil) {
		return 0 // it works on the object itself, in each use the same
	}
	bits := Written
	if refers(v.Type(), 0) {
		bits |= Foreign
	}
	return bits
}

// measuresOut reports whether call runs a function of the package that gives the
// slice at an index of its arguments a length of its own choice: scratch, of which
// what was there is not seen.
func (f *flow) measuresOut(call *ssa.Call, index int) bool {
	callee, _ := f.a.prog.Callee(&call.Call)
	if callee == nil {
		return false
	}
	source := f.a.prog.Source(callee)
	if source == nil || index >= len(source.Params) || len(source.Blocks) == 0 {
		return false
	}
	for _, b := range source.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && !isMeasured(ret.Results[0], map[ssa.Value]bool{}) {
			return false
		}
	}
	return true
}

// isMeasured reports whether v is new memory, or as much of other memory as a
// parameter says or as there is, with or without something appended.
func isMeasured(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.MakeSlice:
		return true
	case *ssa.Const:
		return v.IsNil()
	case *ssa.Slice:
		_, told := v.High.(*ssa.Parameter)
		return isFresh(v.X) || v.Low == nil && v.High != nil && (told || isAllOf(v))
	case *ssa.Phi:
		return !slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return !isMeasured(e, seen) })
	case *ssa.Call:
		b, ok := v.Call.Value.(*ssa.Builtin)
		return ok && b.Name() == "append" && isMeasured(v.Call.Args[0], seen)
	}
	return false
}

// deletesElems reports whether call is slices.Delete(s, 0, len(s)).
func (f *flow) deletesElems(call *ssa.Call) bool {
	args := call.Call.Args
	if calledName(&call.Call) != "Delete" && !strings.HasPrefix(calledName(&call.Call), "Delete[") || len(args) != 3 {
		return false
	}
	from, ok := args[1].(*ssa.Const)
	if !ok || !IsZero(from) {
		return false
	}
	of := lenOf(args[2])
	return of != nil && f.place(of) == f.place(args[0])
}

// empties reports whether call runs a function of the package that returns
// nothing of what it is given, beyond memory.
func (f *flow) empties(call *ssa.Call) bool {
	callee, _ := f.a.prog.Callee(&call.Call)
	if callee == nil {
		return false
	}
	source := f.a.prog.Source(callee)
	return source != nil && len(source.Blocks) > 0 && f.a.Func(source).Clean
}

// sliced reports whether v is the memory of the cell itself, and not what was
// just added to it.
func (w *valuer) sliced(v ssa.Value) bool {
	_, slice := v.Type().Underlying().(*types.Slice)
	_, isMap := v.Type().Underlying().(*types.Map)
	return slice || isMap
}

// extended returns the index among args, of a call that returns the slice v, of
// the slice that it appends to, -1 if there is none: one of the object, if any.
func (w *valuer) extended(v ssa.Value, args []ssa.Value) int {
	found := -1
	for i, arg := range args {
		if !types.Identical(arg.Type(), v.Type()) {
			continue
		}
		switch root := w.f.place(arg).root; {
		case root == nil:
		case root == w.to.root:
			return i
		case found < 0:
			found = i
		}
	}
	return found
}

// trims reports whether call runs a function of the package that returns the
// slice at an index of its arguments only if its size is within a limit.
func (f *flow) trims(call *ssa.Call, index int) bool {
	callee, _ := f.a.prog.Callee(&call.Call)
	if callee == nil {
		return false
	}
	source := f.a.prog.Source(callee)
	if source == nil || index >= len(source.Params) {
		return false
	}
	b := f.bounder()
	return b.returns(source, 0, func(v ssa.Value, p point) bool {
		return isNil(v) || isFresh(v) || same(v, source.Params[index], 0) && b.checked(v, p)
	})
}

// IsZero reports whether c is the zero value of its type.
func IsZero(c *ssa.Const) bool {
	if c.Value == nil {
		return true
	}
	switch c.Value.Kind() {
	case constant.Bool:
		return !constant.BoolVal(c.Value)
	case constant.String:
		return constant.StringVal(c.Value) == ""
	default:
		return constant.Sign(c.Value) == 0
	}
}

// isInitial reports whether c is what a new object holds at to.
func (f *flow) isInitial(to cell, c *ssa.Const) bool {
	field, rest := Class(to.root, to.path)
	if field == nil || rest != "" {
		return false
	}
	initial := f.a.initial[field]
	return initial != nil && initial.Value != nil && c.Value != nil && constant.Compare(initial.Value, token.EQL, c.Value)
}

// isZeroLen reports whether v is x[:0] or x[n:n].
func isZeroLen(v *ssa.Slice) bool {
	high, ok := v.High.(*ssa.Const)
	return ok && IsZero(high) || v.High != nil && v.High == v.Low
}

// Refers reports whether a variable of type t keeps memory alive that need not be
// its own: a pointer, an interface, or a slice of such.
func Refers(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Pointer, *types.Interface:
		return true
	case *types.Slice:
		return refers(t.Elem(), 0)
	}
	return false
}

// Keeps reports whether what is in memory of type t, an object of a pool or what
// that points to, can keep other memory alive.
func Keeps(t types.Type) bool {
	if slice, ok := t.Underlying().(*types.Slice); ok {
		return refers(slice.Elem(), 0)
	}
	return !IsBuffer(t) && refers(t, 0)
}

// refers reports whether a value of type v can keep memory alive that is
// another's, other than the bytes of a string.
func refers(v types.Type, depth int) bool {
	switch t := v.Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Signature, *types.Chan, *types.Map:
		return true
	case *types.Slice:
		return true
	case *types.Array:
		return refers(t.Elem(), depth)
	case *types.Struct:
		if obj := namedOf(v); obj != nil && obj.Obj().Pkg() != nil && obj.Obj().Pkg().Path() == "time" {
			return false // a location is a matter of the program
		}
		for field := range t.Fields() {
			if depth < 3 && refers(field.Type(), depth+1) {
				return true
			}
		}
	}
	return false
}

// Class returns the last field on the way from root along path, and what
// follows it; nil if there is none.
func Class(root ssa.Value, path effect.Path) (*types.Var, effect.Path) {
	return ClassOf(TypeOf(root), path)
}

// isTable reports whether v has as many elements as the function is told to make, or
// as are missing of so many, and is no memory for data: a table of numbers, as long as
// the program has use for.
func isTable(v *ssa.MakeSlice) bool {
	size := v.Cap
	for {
		op, ok := size.(*ssa.BinOp)
		if !ok || op.Op != token.SUB && (op.Op != token.MUL || !isConst(op.Y)) {
			break
		}
		size = op.X
	}
	_, told := size.(*ssa.Parameter)
	basic, number := v.Type().Underlying().(*types.Slice).Elem().Underlying().(*types.Basic)
	return told && number && basic.Info()&types.IsNumeric != 0 && basic.Kind() != types.Byte
}

// isResult reports whether v is a result of a function, other than append.
func isResult(v ssa.Value) bool {
	if e, ok := v.(*ssa.Extract); ok {
		v = e.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	_, builtin := call.Call.Value.(*ssa.Builtin)
	return !builtin
}
