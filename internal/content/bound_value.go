package content

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// Same reports whether a and b are the same value, as far as that shows: in the
// same variable, or memory of the same.
func Same(a, b ssa.Value) bool { return same(a, b, 0) }

// same is [Same], with how deep it has got.
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
