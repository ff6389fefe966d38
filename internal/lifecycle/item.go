package lifecycle

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// items lists the objects that the function takes out of collections, a slice,
// a map or a channel, and puts.
func (a *analysis) items() []Origin {
	var list []Origin
	add := func(call ssa.CallInstruction, arg int) {
		v := unwrap(call.Common().Args[arg])
		if isItem(v) && !slices.ContainsFunc(list, func(o Origin) bool { return o.Item == v }) {
			list = append(list, Origin{Item: v, Put: call, Param: arg})
		}
	}
	for _, b := range a.fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || call.Call.IsInvoke() {
				continue
			}
			fn, args := a.prog.Callee(call.Common())
			if fn == nil || len(args) != len(call.Call.Args) {
				continue
			}
			if op, _, arg := syncpool.OpOfFunc(fn, args); op == syncpool.Put {
				if i := slices.Index(call.Call.Args, arg); i >= 0 {
					add(call, i)
				}
			} else if sum := a.prog.Brief(fn); sum != nil {
				for _, p := range sum.Params {
					if p.Put == effect.Always && p.Path == "" && p.Index < len(args) {
						add(call, p.Index)
					}
				}
			}
		}
	}
	return list
}

// unwrap returns what v is under another type.
func unwrap(v ssa.Value) ssa.Value {
	for {
		switch w := v.(type) {
		case *ssa.MakeInterface:
			v = w.X
		case *ssa.ChangeType:
			v = w.X
		case *ssa.ChangeInterface:
			v = w.X
		case *ssa.TypeAssert:
			v = w.X
		default:
			return v
		}
	}
}

// isItem reports whether v is a pointer that was received, or is an element of
// a slice or a map.
func isItem(v ssa.Value) bool {
	if !nillable(v) {
		return false
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		_, elem := v.X.(*ssa.IndexAddr)
		return v.Op == token.ARROW || v.Op == token.MUL && elem
	case *ssa.Lookup:
		return true
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.UnOp:
			return tuple.Op == token.ARROW
		case *ssa.Lookup:
			return true
		case *ssa.Next:
			return v.Index == 2 // not the key
		}
	}
	return false
}

// takeItem executes the instruction by which the function comes by the item
// that is followed. What it had before is another.
func (f *follow) takeItem(s *state) {
	defers := slices.Clone(s.defers)
	for i := range defers {
		defers[i].refs = nil
	}
	*s = state{life: live, defers: defers, facts: s.facts}
	s.addRef(ref{val: f.origin.Item, path: f.origin.Path})
}

// held lists what the function may get in a field of the result of a call, and puts
// by more than one call of functions of the package that leave it there. Whether it
// gets anything it may not know, but if it does, all of these calls put it.
func (a *analysis) held() []Origin {
	var list []Origin
	seen := map[Origin]int{}
	for _, b := range a.fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if _, start := instr.(*ssa.Go); !ok || start || call.Common().IsInvoke() {
				continue
			}
			fn, args := a.prog.Callee(call.Common())
			if fn == nil || fn.Package() != a.fn.Package() || len(args) != len(call.Common().Args) {
				continue
			}
			sum := a.prog.Brief(fn)
			if sum == nil {
				continue
			}
			for _, p := range sum.Params {
				if p.Put != effect.Always || p.Clears || !throughField(p.Path) || p.Index >= len(args) || !a.mayMake(args[p.Index]) {
					continue
				}
				o := Origin{Item: args[p.Index], Path: p.Path}
				if seen[o]++; seen[o] == 2 {
					o.Put, o.Param = call, p.Index
					list = append(list, o)
				}
			}
		}
	}
	return list
}

// mayMake reports whether v is the result of a function of the package that is not
// known to return an object of a pool.
func (a *analysis) mayMake(v ssa.Value) bool {
	if e, ok := v.(*ssa.Extract); ok {
		v = e.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	fn, _ := a.prog.Callee(call.Common())
	return fn != nil && fn.Package() == a.fn.Package() && len(Taken(a.prog, call.Common())) == 0
}
