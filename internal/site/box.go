package site

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// Boxed returns the type of the value that a Put stores in an interface for
// which memory must be allocated; nil if it stores none, or if a callee that
// has a Put of its own does.
func (s *Site) Boxed() types.Type {
	if s.Callee != nil {
		param := paramType(s.Callee, s.Param)
		if param == nil {
			return nil // a captured variable: the literal has the Put
		}
		generic := shapeOf(param, 0) == depends
		if !generic && !isInterface(param) || !putsAsIs(bodyOf(s.Callee), s.Param, 0) {
			return nil
		}
		if generic && !isInterface(s.Value.Type()) {
			if IsBoxed(s.Value) {
				return s.Value.Type()
			}
			return nil
		}
		if s.When == effect.Sometimes {
			return nil
		}
	}
	c := ContentsOf(s.Value)
	if c.Called {
		return nil // what Get returned is put back as it is, or is made where there is none
	}
	for _, v := range c.Held {
		if IsBoxed(v) {
			return v.Type()
		}
	}
	return nil
}

// putsAsIs reports whether fn puts parameter i as it is, rather than its address,
// or a value that it finds in it and stores in an interface anew. It is taken to
// do so where its body is not in view.
func putsAsIs(fn *ssa.Function, i, depth int) bool {
	if len(fn.Blocks) == 0 || depth > maxCalls {
		return fn.Object() == nil || fn.Object().Pkg() == nil || !effect.IsStd(fn.Object().Pkg().Path())
	}
	isParam := func(v ssa.Value) bool { return holds(v, fn.Params[i]) }
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			op, _, arg := syncpool.OpOfCall(call.Common())
			callee := call.Common().StaticCallee()
			switch {
			case op == syncpool.Put:
				if isParam(arg) {
					return true
				}
			case callee == nil || callee.Parent() != nil:
				if slices.ContainsFunc(call.Common().Args, isParam) {
					return true // not looked into
				}
			default:
				for k, arg := range call.Common().Args {
					if isParam(arg) && putsAsIs(bodyOf(callee), k, depth+1) {
						return true
					}
				}
			}
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, func(lit *ssa.Function) bool { return len(lit.FreeVars) > 0 })
}

// holds reports whether v is param, or an interface that param is stored in.
func holds(v ssa.Value, param *ssa.Parameter) bool {
	if isInterface(v.Type()) {
		c := ContentsOf(v)
		return slices.Contains(c.Params, param) ||
			slices.ContainsFunc(c.Held, func(v ssa.Value) bool { return holds(v, param) })
	}
	if load, ok := v.(*ssa.UnOp); ok {
		if cell := cellOf(load.X); cell != nil {
			stored, _ := storedTo(cell)
			return slices.Contains(stored, ssa.Value(param))
		}
	}
	return v == ssa.Value(param)
}

// maxCalls bounds the depth of the calls that are looked into.
const maxCalls = 4

// IsBoxed reports whether to store v, which is not of an interface type, in an
// interface allocates memory.
func IsBoxed(v ssa.Value) bool {
	_, constant := v.(*ssa.Const)
	return !constant && shapeOf(v.Type(), 0) == boxed
}

// paramType returns the type of parameter i, the receiver first, of fn as it is
// declared; nil if there is none.
func paramType(fn *ssa.Function, i int) types.Type {
	sig := fn.Signature
	if obj := object(fn); obj != nil {
		sig = obj.Origin().Signature()
	}
	if recv := sig.Recv(); recv != nil {
		if i == 0 {
			return recv.Type()
		}
		i--
	}
	if i >= sig.Params().Len() {
		return nil
	}
	return sig.Params().At(i).Type()
}

// isInterface reports whether t is an interface type and no type parameter.
func isInterface(t types.Type) bool {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return false
	}
	return types.IsInterface(t)
}

// A shape says how an interface holds a value.
type shape uint8

const (
	boxed   shape = iota // in memory that the conversion allocates
	direct               // as it is: it is one pointer
	shared               // in memory that is there: it is one byte
	empty                // it has no size
	depends              // on a type parameter
)

// shapeOf returns the shape of the values of type t. It follows the compiler: a
// struct or array has the shape of the one component that it has.
func shapeOf(t types.Type, depth int) shape {
	t = types.Unalias(t)
	if _, ok := t.(*types.TypeParam); ok || depth > maxType {
		return depends
	}
	depth++
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Chan, *types.Signature:
		return direct
	case *types.Basic:
		switch u.Kind() {
		case types.UnsafePointer:
			return direct
		case types.Bool, types.Int8, types.Uint8:
			return shared
		}
	case *types.Array:
		elem := shapeOf(u.Elem(), depth)
		switch {
		case u.Len() == 0:
			return empty
		case u.Len() == 1 || elem == empty || elem == depends:
			return elem
		}
	case *types.Struct:
		return structShape(u, depth)
	}
	return boxed
}

func structShape(t *types.Struct, depth int) shape {
	sole, last := empty, empty
	for f := range t.Fields() {
		last = shapeOf(f.Type(), depth)
		switch {
		case last == empty:
		case sole == empty:
			sole = last
		case last == depends || sole == depends:
			sole = depends
		default:
			return boxed
		}
	}
	if sole == direct && last == empty {
		return boxed // padded, so that the address of the last field is within
	}
	return sole
}
