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
	if b.seen[v] {
		return b.adds == 0
	}
	if len(b.seen) > maxBounded {
		return false
	}
	b.seen[v] = true
	return b.shaped(v, p) || b.checked(v, p)
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

// computes reports whether what the functions of a package of the standard
// library return is computed from what they are given, and about as large.
func computes(path string) bool {
	switch path {
	case "strconv", "strings", "bytes", "fmt", "time", "math/big", "unicode", "unicode/utf8", "encoding/hex", "encoding/base64", "encoding/base32",
		"encoding/binary", "net/netip", "net/url", "path", "path/filepath", "html", "slices", "sort", "cmp", "errors", "reflect":
		return true
	}
	return false
}

// number reports whether v, a number, is at most something at p.
func (b *bounder) number(v ssa.Value, p point) bool {
	if basic, ok := v.Type().Underlying().(*types.Basic); ok {
		switch basic.Kind() {
		case types.Bool, types.Uint8, types.Int8, types.Uint16, types.Int16:
			return true
		}
	}
	if b.seen[v] {
		return b.adds == 0
	}
	if len(b.seen) > maxBounded {
		return false
	}
	b.seen[v] = true
	return b.counted(v, p) || b.checked(v, p)
}

// counted is number by what v is.
func (b *bounder) counted(v ssa.Value, p point) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.Convert:
		return b.number(v.X, p)
	case *ssa.ChangeType:
		return b.number(v.X, p)
	case *ssa.BinOp:
		switch v.Op {
		case token.AND:
			return b.number(v.X, p) || b.number(v.Y, p)
		case token.REM:
			return b.number(v.Y, p)
		case token.QUO, token.SHR, token.SUB:
			return b.number(v.X, p)
		case token.SHL:
			return b.number(v.X, p) && isConst(v.Y) // a power of two may be of any size
		}
		return b.larger(func() bool { return b.number(v.X, p) && b.number(v.Y, p) })
	case *ssa.Phi:
		for i, e := range v.Edges {
			if !b.number(e, point{v.Block().Preds[i], v.Block()}) {
				return false
			}
		}
		return true
	case *ssa.FreeVar:
		return b.number(syncpool.Binding(v), p)
	case *ssa.Parameter:
		if i := slices.Index(v.Parent().Params, v); b.up != nil && i < len(callArgs(b.call)) {
			return b.up.number(callArgs(b.call)[i], b.at)
		}
	case *ssa.UnOp:
		if alloc, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL {
			return b.stores(alloc, func(v ssa.Value, p point) bool { return b.number(v, p) })
		}
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return b.count(call, v.Index)
		}
	case *ssa.Call:
		return b.count(v, 0)
	}
	return false
}

// count is number for a result of a call: a length, or how much of a bounded
// slice a function has filled.
func (b *bounder) count(call *ssa.Call, index int) bool {
	common, at := &call.Call, point{to: call.Block()}
	args := callArgs(common)
	bounded := func(v ssa.Value) bool { return b.data(v, at) }
	if builtin, ok := common.Value.(*ssa.Builtin); ok {
		switch builtin.Name() {
		case "len", "cap":
			return bounded(args[0])
		case "min":
			return slices.ContainsFunc(args, func(v ssa.Value) bool { return b.number(v, at) })
		case "max":
			return !slices.ContainsFunc(args, func(v ssa.Value) bool { return !b.number(v, at) })
		case "copy":
			return slices.ContainsFunc(args, bounded)
		}
		return false
	}
	name := calledName(common)
	for _, prefix := range []string{"Read", "Recv", "Put", "Encode", "Decode", "Append"} {
		if strings.HasPrefix(name, prefix) {
			return slices.ContainsFunc(args, func(v ssa.Value) bool {
				_, slice := v.Type().Underlying().(*types.Slice)
				return slice && bounded(v)
			})
		}
	}
	if fn := callee(common); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "math/bits" {
		return true
	}
	source := b.source(common)
	if source == nil {
		return false
	}
	inner := b.inner(common, at)
	return inner.returns(source, index, inner.number)
}

// reader reports whether v is a reader that ends within a bounded size.
func (b *bounder) reader(v ssa.Value, p point) bool {
	v = underInterface(v)
	if named := namedOf(v.Type()); named != nil && named.Obj().Name() == "LimitedReader" {
		return true
	}
	if b.seen[v] {
		return true
	}
	if len(b.seen) > maxBounded {
		return false
	}
	b.seen[v] = true
	return b.ending(v, p) || b.checked(v, p)
}

// ending is reader by what v is.
func (b *bounder) ending(v ssa.Value, p point) bool {
	switch v := v.(type) {
	case *ssa.Phi:
		for i, e := range v.Edges {
			if !b.reader(e, point{v.Block().Preds[i], v.Block()}) {
				return false
			}
		}
		return true
	case *ssa.FreeVar:
		return b.reader(syncpool.Binding(v), p)
	case *ssa.TypeAssert:
		return b.reader(v.X, p)
	case *ssa.Parameter:
		if i := slices.Index(v.Parent().Params, v); b.up != nil && i < len(callArgs(b.call)) {
			return b.up.reader(callArgs(b.call)[i], b.at)
		}
	case *ssa.UnOp:
		switch addr := v.X.(type) {
		case *ssa.Alloc:
			return b.stores(addr, func(v ssa.Value, p point) bool { return b.reader(v, p) })
		case *ssa.FreeVar:
			alloc, ok := syncpool.Binding(addr).(*ssa.Alloc)
			return ok && b.stores(alloc, func(v ssa.Value, p point) bool { return b.reader(v, p) })
		case *ssa.FieldAddr:
			return b.replaced(v.Block(), addr, b.reader)
		}
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.Call:
			return b.limiting(tuple, v.Index)
		case *ssa.TypeAssert:
			return b.reader(tuple.X, p)
		}
	case *ssa.Call:
		return b.limiting(v, 0)
	}
	return false
}

// replaced reports whether the function that loads what a field holds, in block
// at, sets the field before, and only to what holds says so of.
func (b *bounder) replaced(at *ssa.BasicBlock, field *ssa.FieldAddr, holds func(ssa.Value, point) bool) bool {
	found := false
	for _, block := range field.Parent().Blocks {
		for _, instr := range block.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok || !same(store.Addr, field, 0) {
				continue
			}
			if !holds(store.Val, point{to: block}) {
				return false
			}
			found = found || block.Parent() == at.Parent() && block.Dominates(at)
		}
	}
	return found
}

// limiting reports whether a result of a call is a bounded reader.
func (b *bounder) limiting(call *ssa.Call, index int) bool {
	common, at := &call.Call, point{to: call.Block()}
	switch name := calledName(common); name {
	case "LimitReader", "MaxBytesReader", "NewSectionReader":
		last, ok := common.Args[len(common.Args)-1].(*ssa.Const)
		return !ok || isLow(last)
	case "TeeReader", "NopCloser":
		return b.reader(common.Args[0], at)
	}
	if fn := callee(common); fn != nil && fn.Pkg() != nil && effect.IsStd(fn.Pkg().Path()) {
		switch fn.Pkg().Path() + "." + fn.Name() {
		case "bufio.NewReader", "bufio.NewReaderSize":
			return b.reader(common.Args[0], at)
		case "encoding/base64.NewDecoder":
			return b.reader(common.Args[1], at)
		case "bytes.NewReader", "strings.NewReader", "bytes.NewBuffer", "bytes.NewBufferString":
			return b.data(common.Args[0], at)
		}
		return false
	}
	source := b.source(common)
	if source == nil {
		return false
	}
	inner := b.inner(common, at)
	return inner.returns(source, index, func(v ssa.Value, p point) bool { return isNil(v) || inner.reader(v, p) })
}

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
	op := cond.Op
	switch {
	case op == token.LSS || op == token.LEQ:
	case op == token.GTR || op == token.GEQ:
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
			}
			return builtin.Name() == "cap"
		}
		return !strings.Contains(name, "len") && !strings.Contains(name, "size")
	}
	return true
}

// isLow reports whether c is a limit that bounds memory to an amount that does
// not matter.
func isLow(c *ssa.Const) bool {
	const most = 16 << 20
	if c.Value == nil || isZero(c) {
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
	return !ok || last.Value != nil && isZero(last)
}

// same reports whether a and b are the same value, as far as that shows: in the
// same variable, or memory of the same.
func same(a, b ssa.Value, depth int) bool {
	const maxDepth = 6
	a, b = origin(a), origin(b)
	if a == b {
		return true
	}
	if depth > maxDepth {
		return false
	}
	switch a := a.(type) {
	case *ssa.Const:
		b, ok := b.(*ssa.Const)
		return ok && a.Value != nil && b.Value != nil && a.Value.ExactString() == b.Value.ExactString()
	case *ssa.UnOp:
		b, ok := b.(*ssa.UnOp)
		return ok && a.Op == token.MUL && b.Op == token.MUL && same(a.X, b.X, depth+1)
	case *ssa.FieldAddr:
		b, ok := b.(*ssa.FieldAddr)
		return ok && a.Field == b.Field && same(a.X, b.X, depth+1)
	case *ssa.IndexAddr:
		b, ok := b.(*ssa.IndexAddr)
		return ok && same(a.X, b.X, depth+1) && same(a.Index, b.Index, depth+1)
	case *ssa.Field:
		b, ok := b.(*ssa.Field)
		return ok && a.Field == b.Field && same(a.X, b.X, depth+1)
	case *ssa.Extract:
		b, ok := b.(*ssa.Extract)
		return ok && a.Tuple == b.Tuple && a.Index == b.Index
	}
	return false
}

// origin returns the value of which v is another view, of the same size.
func origin(v ssa.Value) ssa.Value {
	for {
		switch w := v.(type) {
		case *ssa.FreeVar:
			b := syncpool.Binding(w)
			if b == nil {
				return v
			}
			v = b
		case *ssa.MakeInterface:
			v = w.X
		case *ssa.ChangeInterface:
			v = w.X
		case *ssa.ChangeType:
			v = w.X
		case *ssa.Convert:
			v = w.X
		case *ssa.TypeAssert:
			v = w.X
		case *ssa.Slice:
			if w.Low != nil || isPointer(w.X.Type()) {
				return v
			}
			v = w.X
		default:
			return v
		}
	}
}

// isGlobal reports whether v is a table that the program holds in a global
// variable.
func isGlobal(v ssa.Value) bool {
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	_, global := v.(*ssa.Global)
	return global
}

// isFixed reports whether the data of a value of type t, which it is written as,
// has a size that the type bounds.
func isFixed(t types.Type) bool { return fixed(t, 0) }

func fixed(t types.Type, depth int) bool {
	const maxDepth = 5
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil {
		if path := named.Obj().Pkg().Path(); path == "time" || path == "net/netip" {
			return !types.IsInterface(named)
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString == 0 && u.Kind() != types.UnsafePointer
	case *types.Array:
		return depth < maxDepth && fixed(u.Elem(), depth+1)
	case *types.Struct:
		for field := range u.Fields() {
			if depth >= maxDepth || !fixed(field.Type(), depth+1) {
				return false
			}
		}
		return true
	case *types.Pointer:
		return depth == 0 && fixed(u.Elem(), depth+1)
	}
	return false
}

// isMessage reports whether values of type t are written as text of the
// program: errors and types.
func isMessage(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return false
	}
	return named.Obj().Pkg() == nil && named.Obj().Name() == "error" || isProgramText(t)
}

// isProgramText reports whether the strings in a value of type t are names in
// the program.
func isProgramText(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || !effect.IsStd(named.Obj().Pkg().Path()) {
		return false
	}
	switch named.Obj().Pkg().Path() + "." + named.Obj().Name() {
	case "reflect.StructField", "reflect.Type", "reflect.Method", "reflect.StructTag", "runtime.Frame", "runtime.Func", "debug.BuildInfo":
		return true
	}
	return false
}
