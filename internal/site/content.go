package site

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// Contents is what an interface value may hold.
type Contents struct {
	Held    []ssa.Value      // the values, not of an interface type, that it may be made of
	Params  []*ssa.Parameter // the parameters that it may be
	Nil     bool             // it may be nil
	Called  bool             // it may be what some call returned, as a Get
	Unknown bool             // it may come from elsewhere
}

// ContentsOf returns what v, the value of an interface type, may hold. It looks
// through local variables, but not into callees.
func ContentsOf(v ssa.Value) Contents {
	t := contents{seen: map[ssa.Value]bool{}}
	t.visit(v)
	return t.Contents
}

// contentsReturned is [ContentsOf] that looks into callees of the package, too.
func contentsReturned(v ssa.Value) Contents {
	t := contents{seen: map[ssa.Value]bool{}, calls: true}
	t.visit(v)
	return t.Contents
}

// Types returns the types of what it holds, without repetition, and whether
// these are all.
func (c *Contents) Types() (list []types.Type, all bool) {
	for _, v := range c.Held {
		if !slices.ContainsFunc(list, func(t types.Type) bool { return types.Identical(t, v.Type()) }) {
			list = append(list, v.Type())
		}
	}
	return list, len(c.Params) == 0 && !c.Called && !c.Unknown
}

type contents struct {
	Contents
	calls bool // look into callees
	seen  map[ssa.Value]bool
}

func (t *contents) visit(v ssa.Value) {
	if t.seen[v] {
		return
	}
	t.seen[v] = true
	switch v := v.(type) {
	case *ssa.MakeInterface:
		t.Held = append(t.Held, v.X)
	case *ssa.ChangeType: // to another interface, or from a type parameter
		if isInterface(v.X.Type()) {
			t.visit(v.X)
		} else {
			t.Held = append(t.Held, v.X)
		}
	case *ssa.Const:
		t.Nil = true
	case *ssa.Parameter:
		t.Params = append(t.Params, v)
	case *ssa.Phi:
		for _, e := range v.Edges {
			t.visit(e)
		}
	case *ssa.ChangeInterface:
		t.visit(v.X)
	case *ssa.TypeAssert:
		t.visit(v.X) // to another interface, or v would not be one
	case *ssa.Extract:
		if assert, ok := v.Tuple.(*ssa.TypeAssert); ok {
			t.visit(assert.X)
			return
		}
		t.call(v.Tuple, v.Index)
	case *ssa.Call:
		t.call(v, 0)
	case *ssa.UnOp:
		if cell := cellOf(v.X); cell != nil && v.Op == token.MUL {
			t.stored(cell)
			return
		}
		t.Unknown = true
	default:
		t.Unknown = true
	}
}

// stored visits what is stored to a local variable.
func (t *contents) stored(cell *ssa.Alloc) {
	values, all := storedTo(cell)
	for _, v := range values {
		t.visit(v)
	}
	t.Unknown = t.Unknown || !all
}

// call visits result i of a call.
func (t *contents) call(v ssa.Value, i int) {
	call, ok := v.(*ssa.Call)
	if !ok {
		t.Unknown = true
		return
	}
	fn := call.Call.StaticCallee()
	if !t.calls || fn == nil || len(bodyOf(fn).Blocks) == 0 {
		t.Called = true
		return
	}
	for _, ret := range returns(bodyOf(fn)) {
		t.visit(ret.Results[i])
	}
}

// returns lists the returns of fn.
func returns(fn *ssa.Function) []*ssa.Return {
	var list []*ssa.Return
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			list = append(list, ret)
		}
	}
	return list
}

// cellOf returns the local variable at addr, which a literal may have captured,
// or nil.
func cellOf(addr ssa.Value) *ssa.Alloc {
	for range 8 { // literals in literals
		fv, ok := addr.(*ssa.FreeVar)
		if !ok {
			break
		}
		addr = syncpool.Binding(fv)
	}
	cell, _ := addr.(*ssa.Alloc)
	return cell
}

// storedTo lists what is stored to a local variable, by the function that
// declares it and by the literals that capture it, and whether that is all.
func storedTo(cell ssa.Value) (values []ssa.Value, all bool) {
	all = true
	for _, use := range *cell.Referrers() {
		switch use := use.(type) {
		case *ssa.Store:
			if use.Addr == cell {
				values = append(values, use.Val)
			} else {
				all = false
			}
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.MakeClosure:
			fn := use.Fn.(*ssa.Function)
			for i, b := range use.Bindings {
				if b == cell && i < len(fn.FreeVars) {
					inner, whole := storedTo(fn.FreeVars[i])
					values, all = append(values, inner...), all && whole
				}
			}
		default:
			all = false
		}
	}
	return values, all
}
