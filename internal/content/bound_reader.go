package content

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

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
