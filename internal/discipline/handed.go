package discipline

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/effect"
)

// leftAlone reports whether those in view who get a part of an object from the function
// of get, where it leaves by e, do not set the cell at path from the object themselves.
// Those who take whole objects are users of the pool, of whom that is known.
func (p *Package) leftAlone(get *Get, e content.Event, path effect.Path) bool {
	rest, ok := cut(path, e.Part)
	if !ok {
		return true // it is not in the part
	}
	t := types.NewPointer(content.TypeAt(content.TypeOf(e.Root), e.Path+e.Part))
	for _, k := range p.order {
		if k.in != nil && types.Identical(k.in.Type(), t) && k.path == "" && p.classes[k].anew && effect.Field(k.field.Name()) == rest {
			return false // who keeps the part in a field sets it there
		}
	}
	return p.leftBy(get.Fn, t, effect.Deref+rest, map[*ssa.Function]bool{})
}

// leftBy is leftAlone for the callers of fn, and those that they may return a part to,
// of which t is the type of the pointer and from which path leads to the cell.
func (p *Package) leftBy(fn *ssa.Function, t types.Type, path effect.Path, seen map[*ssa.Function]bool) bool {
	if seen[fn] {
		return true
	}
	seen[fn] = true
	for _, caller := range p.all {
		for _, call := range callsOf(caller, fn) {
			if p.sets(caller, call, path) {
				return false
			}
			if slices.ContainsFunc(slices.Collect(caller.Signature.Results().Variables()), func(v *types.Var) bool {
				return types.Identical(v.Type(), t) || isInterface(v.Type())
			}) && !p.leftBy(caller, t, path, seen) {
				return false
			}
		}
	}
	return true
}

// callsOf lists the calls of callee in fn.
func callsOf(fn, callee *ssa.Function) []*ssa.Call {
	var list []*ssa.Call
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && call.Call.StaticCallee() == callee {
				list = append(list, call)
			}
		}
	}
	return list
}

// sets reports whether fn gives the cell at path from a result of call a value.
func (p *Package) sets(fn *ssa.Function, call *ssa.Call, path effect.Path) bool {
	for content.Called(fn) {
		fn = fn.Parent()
	}
	f := p.Content.Func(fn)
	n := call.Call.Signature().Results().Len()
	for i := range n {
		at := path
		if n > 1 {
			at = effect.Tuple(i) + path
		}
		if f.Anew[call][at] || content.Lookup(f.Exit[call], at)&content.Entry == 0 {
			return true
		}
	}
	return false
}
