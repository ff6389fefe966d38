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
		if !s.AsIs {
			return nil
		}
		if !isInterface(param) && !isInterface(s.Value.Type()) {
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

// PutsAsIs reports whether fn, which has a body, puts parameter i, the receiver
// first, as it is, so that it is for the caller to see whether that allocates. It
// does not if the type of the parameter tells, if it puts the address of it, or
// if it puts a value that it finds in it, and stores in an interface anew.
func PutsAsIs(prog Program, fn *ssa.Function, i int) bool {
	t := paramType(fn, i)
	return t != nil && (isInterface(t) || shapeOf(t, 0) == depends) && putsAsIs(prog, fn, i, 0)
}

// maxCalls bounds the depth of the calls that are looked into.
const maxCalls = 4

func putsAsIs(prog Program, fn *ssa.Function, i, depth int) bool {
	if depth > maxCalls || i >= len(fn.Params) {
		return false
	}
	isParam := func(v ssa.Value) bool { return holds(v, fn.Params[i]) }
	puts := func(instr ssa.Instruction) bool {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			return false
		}
		if op, _, arg := syncpool.OpOfCall(call.Common()); op == syncpool.Put {
			return isParam(arg)
		}
		callee, args := prog.Callee(call.Common())
		if callee == nil {
			return false
		}
		body := bodyOf(callee)
		for k, arg := range args {
			if !isParam(arg) {
				continue
			}
			if len(body.Blocks) > 0 && putsAsIs(prog, body, k, depth+1) || len(body.Blocks) == 0 && prog.PutsAsIs(callee, k) {
				return true
			}
		}
		return false
	}
	return inBody(fn, puts)
}

// inBody reports whether is holds for an instruction of fn or of a literal in it.
func inBody(fn *ssa.Function, is func(ssa.Instruction) bool) bool {
	for _, b := range fn.Blocks {
		if slices.ContainsFunc(b.Instrs, is) {
			return true
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, func(lit *ssa.Function) bool { return inBody(lit, is) })
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
