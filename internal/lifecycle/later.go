package lifecycle

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// That the caller's memory holds something of an object when that is put is no
// defect by itself: it may have been lent to the functions that are called in the
// meantime. But a store after which the function neither looks at the place again
// nor calls anything that could can only be there for who looks later.

// A latecomer is what may be found in memory of the caller after the object was
// put, unless another path shows that it is put with what holds it.
type latecomer struct {
	escape escape
	event  Event
}

// leftLater adds the escapes of s that are for who looks after the Put by instr.
func (f *follow) leftLater(s *state, instr ssa.Instruction) {
	for _, e := range s.escapes {
		if e.quiet && e.held && f.forLater(e) {
			f.later = append(f.later, latecomer{e, f.escaped(e, instr)})
		}
	}
}

// reportLater reports what was stored for later, but for what is stored for good on
// another path: whoever has it then puts the object.
func (f *follow) reportLater() {
	for _, l := range f.later {
		if !slices.ContainsFunc(f.outs, func(o outcome) bool {
			return o.life != put && slices.ContainsFunc(o.escapes, func(e escape) bool { return e.at == l.escape.at })
		}) {
			f.report(l.event)
		}
	}
}

// forLater reports whether what e stored in memory of the caller is only there for
// who looks at it after the function has returned.
func (f *follow) forLater(e escape) bool {
	found, ok := f.stored[e.at]
	if !ok {
		p := placeOf(e.at)
		p.f = f
		p.root = f.holder(p.addr)
		found = p.root != nil && !slices.Contains(f.fn.AnonFuncs, e.at.Parent()) && !p.seenAfter()
		f.stored[e.at] = found
	}
	return found
}

// holder returns the parameter or the captured variable in which v lies, or from
// which it was loaded, nil if that is none.
func (f *follow) holder(v ssa.Value) ssa.Value {
	for range maxDepth {
		v = f.canon(v)
		switch v := v.(type) {
		case *ssa.Parameter, *ssa.FreeVar:
			if v.Parent() == f.fn {
				return v
			}
			return nil
		case nil:
			return nil
		}
		v = container(v)
	}
	return nil
}

// A storage is where an instruction stores something.
type storage struct {
	f     *follow
	at    ssa.Instruction
	addr  ssa.Value   // the address or the map
	field *types.Var  // that it is, or is loaded from; nil for none
	chain []ssa.Value // what leads to addr
	root  ssa.Value   // see [follow.holder]
}

// placeOf returns where instr stores something.
func placeOf(instr ssa.Instruction) storage {
	p := storage{at: instr, chain: chainOf(instr)}
	if len(p.chain) > 0 {
		p.addr = p.chain[0]
	}
	for _, v := range p.chain {
		if addr, ok := v.(*ssa.FieldAddr); ok {
			p.field = syncpool.FieldVar(addr.X.Type(), addr.Field)
			break
		}
	}
	return p
}

// seenAfter reports whether the function may look at the place again after it has
// stored there, or call something that does, or wait for someone who does.
func (p *storage) seenAfter() bool {
	after := p.f.after(p.at)
	return contains(p.f.fn, func(instr ssa.Instruction) bool {
		if instr == p.at || !after(instr) {
			return false
		}
		switch instr := instr.(type) {
		case *ssa.Store:
			return p.is(instr.Addr)
		case *ssa.MapUpdate:
			return p.is(instr.Map)
		case *ssa.UnOp:
			return instr.Op == token.ARROW || instr.Op == token.MUL && p.is(instr.X) && !p.feeds(instr)
		case *ssa.Go, *ssa.Select, *ssa.Send:
			return true
		case ssa.CallInstruction:
			return p.seenBy(instr.Common())
		}
		return false
	})
}

// is reports whether v is the address of the place, or a map that lies there.
func (p *storage) is(v ssa.Value) bool {
	if load, ok := v.(*ssa.UnOp); ok && v != p.addr {
		v = load.X
	}
	if addr, ok := v.(*ssa.FieldAddr); ok {
		return p.field != nil && syncpool.FieldVar(addr.X.Type(), addr.Field) == p.field
	}
	return p.field == nil && p.f.holder(v) == p.root
}

// feeds reports whether load is a part of the store itself: it leads to the place,
// or loads the slice to which the store appends.
func (p *storage) feeds(load *ssa.UnOp) bool {
	if slices.Contains(p.chain, ssa.Value(load)) {
		return true
	}
	store, ok := p.at.(*ssa.Store)
	if !ok {
		return false
	}
	call, ok := store.Val.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "append" && call.Call.Args[0] == ssa.Value(load)
}

// seenBy reports whether what call calls may look at the place, or wait.
func (p *storage) seenBy(call *ssa.CallCommon) bool {
	if _, ok := call.Value.(*ssa.Builtin); ok {
		return false
	}
	if op, _, arg := op(p.f.prog, call); op == syncpool.Put {
		return p.f.holder(arg) == p.root
	} else if op == syncpool.Get {
		return false
	}
	if p.f.callWaitsFor(call, p.at) {
		return true
	}
	if call.IsInvoke() {
		return !effect.IsStd(pkgPath(call.Method)) || p.leadsBack(call.Value, true) || slices.ContainsFunc(call.Args, func(arg ssa.Value) bool { return p.leadsBack(arg, true) })
	}
	fn := call.StaticCallee()
	if fn == nil {
		return true
	}
	if p.f.onlyPutsTo(call) {
		return slices.ContainsFunc(call.Args, func(arg ssa.Value) bool { return p.f.holder(unwrap(arg)) == p.root })
	}
	if fn.Parent() != nil && p.f.within(fn) {
		return false // its instructions are looked at themselves
	}
	return slices.ContainsFunc(call.Args, func(arg ssa.Value) bool { return p.leadsBack(arg, isStdCall(call)) })
}

// onlyPutsTo reports whether call calls a putter: a function or method that puts one of
// its arguments on all its paths.
func (f *follow) onlyPutsTo(call *ssa.CallCommon) bool {
	fn, _ := f.prog.Callee(call)
	if fn == nil {
		return false
	}
	sum := f.prog.Brief(fn)
	return sum != nil && sum.Borrows && slices.ContainsFunc(sum.Params, func(p effect.Param) bool { return p.Put == effect.Always && p.Path == "" })
}

// pkgPath returns the path of the package of fn, which is "errors" for the method of
// the predeclared type error.
func pkgPath(fn *types.Func) string {
	if fn.Pkg() == nil {
		return "errors"
	}
	return fn.Pkg().Path()
}

// leadsBack reports whether a function may come to the place by arg, one of the
// standard library or another.
func (p *storage) leadsBack(arg ssa.Value, std bool) bool {
	arg = unwrap(arg)
	if isPlain(arg.Type()) {
		return false
	}
	if _, ok := arg.Type().Underlying().(*types.Signature); ok {
		return true
	}
	if p.f.holder(arg) != p.root {
		return !std && !isOfStd(arg.Type())
	}
	switch v := arg.(type) { // another field
	case *ssa.FieldAddr:
		return !std || p.leadsThrough(v)
	case *ssa.UnOp:
		field, ok := v.X.(*ssa.FieldAddr)
		return !std || !ok || p.leadsThrough(field)
	}
	return true
}

// leadsThrough reports whether the field at addr is, or has, the place.
func (p *storage) leadsThrough(addr *ssa.FieldAddr) bool {
	field := syncpool.FieldVar(addr.X.Type(), addr.Field)
	return slices.ContainsFunc(p.chain, func(v ssa.Value) bool {
		other, ok := v.(*ssa.FieldAddr)
		return ok && syncpool.FieldVar(other.X.Type(), other.Field) == field
	})
}

// isPlain reports whether values of type t lead nowhere: numbers, strings, slices of
// them and errors.
func isPlain(t types.Type) bool {
	if isBasic(t) || types.Identical(t, types.Universe.Lookup("error").Type()) {
		return true
	}
	switch t := t.Underlying().(type) {
	case *types.Slice:
		return isBasic(t.Elem())
	case *types.Array:
		return isBasic(t.Elem())
	}
	return false
}

// isOfStd reports whether t is a type of the standard library, or a pointer to one.
func isOfStd(t types.Type) bool {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && effect.IsStd(named.Obj().Pkg().Path())
}
