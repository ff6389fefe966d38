package discipline

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/effect"
)

// sure reports whether what is stale at path, of the objects of type elem of a
// pool, is what one use was about: the contents of the object or of a buffer in it, an
// error, what is added to a list or a map, what a caller gives, a flag that a user
// sets. What a package computes for itself and leaves in a field may be a memo, a
// guess or scratch of a kind that is not recognized as such.
func (p *Package) sure(pool *Pool, elem types.Type, path effect.Path, write ssa.Instruction) bool {
	field, _ := content.ClassOf(elem, path)
	if field == nil || content.IsError(field.Type()) || content.Gathers(content.TypeAt(elem, path)) {
		return true
	}
	if call, ok := write.(*ssa.Call); ok {
		if fn := call.Call.StaticCallee(); fn != nil && fn.Pkg != nil && effect.IsStd(fn.Pkg.Pkg.Path()) && fn.Pkg.Pkg.Path() != "sync/atomic" {
			return true // a decoder
		}
	}
	resets := slices.ContainsFunc(p.all, func(fn *ssa.Function) bool {
		recv := fn.Signature.Recv()
		return recv != nil && content.IsResetName(fn.Name()) && types.Identical(recv.Type(), elem)
	})
	for _, fn := range p.all {
		user := exported(fn) || slices.ContainsFunc(pool.Gets, func(get *Get) bool { return within(fn, get.Fn) })
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.MapUpdate:
					if content.FieldOfLoad(instr.Map) == field {
						return true
					}
				case *ssa.Store:
					if addr, ok := instr.Addr.(*ssa.FieldAddr); ok && content.FieldOf(addr.X.Type(), addr.Field) == field && !content.IsSum(instr) &&
						(addsTo(instr.Val, field) || (user || isOptionOf(fn, addr.X)) && isFlag(instr.Val) || (user || resets) && isGiven(instr.Val, 0)) {
						return true
					}
				}
			}
		}
	}
	return false
}

// within reports whether fn is outer, or a literal in it.
func within(fn, outer *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if fn == outer {
			return true
		}
	}
	return false
}

// isOptionOf reports whether fn is a literal in an exported function, which so tells
// what users may want, and is given object.
func isOptionOf(fn *ssa.Function, object ssa.Value) bool {
	return fn.Parent() != nil && exported(fn.Parent()) && isParam(fn, object)
}

// isFlag reports whether v is a constant that is not zero.
func isFlag(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && !content.IsZero(c)
}

// addsTo reports whether v is what field holds with something appended.
func addsTo(v ssa.Value, field *types.Var) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "append" && content.FieldOfLoad(call.Call.Args[0]) == field
}

// isGiven reports whether v is, or is a part of, what the function that it is in
// is given besides its receiver.
func isGiven(v ssa.Value, depth int) bool {
	const maxDepth = 8
	if depth > maxDepth {
		return false
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		return v.Parent().Signature.Recv() == nil || v != v.Parent().Params[0]
	case *ssa.FreeVar:
		return true
	case *ssa.Alloc: // the address of a parameter
		return slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool {
			store, ok := use.(*ssa.Store)
			return ok && store.Addr == ssa.Value(v) && isGiven(store.Val, depth+1)
		})
	case *ssa.Call:
		given := func(arg ssa.Value) bool { return isGiven(arg, depth+1) }
		if b, ok := v.Call.Value.(*ssa.Builtin); ok {
			return b.Name() == "append" && slices.ContainsFunc(v.Call.Args[1:], given)
		}
		return isExtract(v) && slices.ContainsFunc(v.Call.Args, given)
	case ssa.Instruction:
		return slices.ContainsFunc(v.Operands(nil), func(op *ssa.Value) bool { return *op != nil && isGiven(*op, depth+1) })
	}
	return false
}

// isExtract reports whether call is one of a function of the standard library that
// returns text which is part of a request, or of other text.
func isExtract(call *ssa.Call) bool {
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Pkg == nil || fn.Signature.Results().Len() == 0 {
		return false
	}
	basic, ok := fn.Signature.Results().At(0).Type().Underlying().(*types.Basic)
	if !ok || basic.Info()&types.IsString == 0 {
		return false
	}
	switch fn.Pkg.Pkg.Path() {
	case "net/http", "net/url", "net/textproto", "strings":
		return true
	}
	return false
}
