package lifecycle

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// A function that keeps what it is given, and a caller that puts it afterwards, are
// a defect only together, and only if nobody takes the object out again before. So
// the function must keep it for who looks later, and the caller must not do anything
// in between by which it could be taken out.

// stays reports whether e, of an object of the caller, is to where the function does
// not look again.
func (f *follow) stays(e escape) bool {
	switch {
	case e.stays:
		return true
	case e.part || e.goroutine || !e.held:
		return false
	case e.root != nil:
		return !e.quiet && !f.removed(e)
	}
	return f.forLater(e) && f.holder(placeOf(e.at).addr) != f.input(f.origin.Param)
}

// settles reports whether what the function that call calls keeps of argument i is
// then there for good: in a package variable, or in what the function was itself
// given, at which it does not look again.
func (f *follow) settles(instr ssa.CallInstruction, args []ssa.Value, i int) bool {
	if _, ok := instr.(*ssa.Call); !ok || instr.Parent() != f.fn {
		return false
	}
	k := keeping{f: f, at: instr}
	for j, arg := range args {
		if j == i || isPlain(arg.Type()) || isConst(arg) {
			continue
		}
		root := f.holder(unwrap(arg))
		if root == nil {
			return false
		}
		k.roots = append(k.roots, root)
	}
	after := f.after(instr)
	return !contains(f.fn, func(in ssa.Instruction) bool { return in != instr && after(in) && k.seenBy(in) })
}

// A keeping is a call that keeps the object.
type keeping struct {
	f     *follow
	at    ssa.CallInstruction
	roots []ssa.Value // what it may be in, of what the function was given
}

// seenBy reports whether instr may look at what the call has kept, or wait for who
// does.
func (k *keeping) seenBy(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Go, *ssa.Select, *ssa.Send:
		return true
	case *ssa.UnOp:
		return !isBasic(instr.Type()) && !isErrorType(instr.Type()) && !k.leadsTo(instr) && k.isThere(instr.X)
	case *ssa.Store:
		return k.isThere(instr.Addr)
	case *ssa.MapUpdate:
		return k.isThere(instr.Map)
	case ssa.CallInstruction:
		return k.seenByCall(instr.Common())
	}
	return false
}

// leadsTo reports whether load only loads what a Put, or a call that puts, is given.
func (k *keeping) leadsTo(load *ssa.UnOp) bool {
	return load.Referrers() != nil && len(*load.Referrers()) > 0 && !slices.ContainsFunc(*load.Referrers(), func(use ssa.Instruction) bool {
		call, ok := use.(ssa.CallInstruction)
		return !ok || !k.puts(call.Common())
	})
}

// isThere reports whether v lies in a package variable, or in what the object may be
// in.
func (k *keeping) isThere(v ssa.Value) bool {
	if g := rootOf(v); g != nil {
		return !syncpool.IsPool(g.Type())
	}
	root := k.f.holder(v)
	return root != nil && slices.Contains(k.roots, root)
}

func (k *keeping) puts(call *ssa.CallCommon) bool {
	op, _, _ := op(k.f.prog, call)
	return op == syncpool.Put || k.f.onlyPutsTo(call)
}

// seenByCall reports whether what call calls may look at what was kept, or wait.
func (k *keeping) seenByCall(call *ssa.CallCommon) bool {
	if b, ok := call.Value.(*ssa.Builtin); ok {
		return b.Name() == "delete" || b.Name() == "clear"
	}
	if op, _, _ := op(k.f.prog, call); op == syncpool.Get || k.puts(call) {
		return slices.ContainsFunc(call.Args, func(arg ssa.Value) bool {
			return !isConst(arg) && !syncpool.IsPool(arg.Type()) && slices.Contains(k.roots, k.f.holder(unwrap(arg)))
		})
	}
	if k.f.callWaitsFor(call, k.at) {
		return true
	}
	if call.IsInvoke() {
		return !effect.IsStd(pkgPath(call.Method))
	}
	fn := call.StaticCallee()
	return fn == nil || !(fn.Parent() != nil && k.f.within(fn)) && !isStdCall(call)
}
