package site

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// Renews reports whether each Get of p is followed, before anything is done with
// the object, by giving the field called name other memory. What the field leads
// to when an object is put is then nothing that its next owner writes to.
func (p *Pool) Renews(prog Program, name string) bool {
	if p.Open {
		return false
	}
	for _, s := range p.Of(Get) {
		if s.Callee != nil {
			continue // its Get is another site
		}
		r := renewal{prog: prog, name: name}
		if s.Value == nil || !r.follow(s.Value) {
			return false
		}
	}
	return true
}

// A renewal looks for what gives a field of an object other memory.
type renewal struct {
	prog Program
	name string
	by   []ssa.Instruction // what does
	uses []ssa.Instruction // what may look at the field, or give the object away
}

// follow reports whether one of the instructions that give the field of v other
// memory comes before all that use v.
func (r *renewal) follow(v ssa.Value) bool {
	list := []ssa.Value{v}
	add := func(v ssa.Value) {
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	for i := 0; i < len(list); i++ {
		for _, use := range *list[i].Referrers() {
			switch use := use.(type) {
			case *ssa.TypeAssert, *ssa.Extract, *ssa.Phi, *ssa.ChangeInterface, *ssa.MakeInterface:
				add(use.(ssa.Value))
			case *ssa.BinOp, *ssa.If, *ssa.DebugRef: // a test of it
			case *ssa.FieldAddr:
				r.field(use)
			default:
				r.use(use, list[i])
			}
		}
	}
	return slices.ContainsFunc(r.by, func(by ssa.Instruction) bool {
		return !slices.ContainsFunc(r.uses, func(use ssa.Instruction) bool { return use != by && !precedes(by, use) })
	})
}

// isField reports whether addr is that of the field that is asked for.
func (r *renewal) isField(addr *ssa.FieldAddr) bool {
	field := syncpool.FieldVar(addr.X.Type(), addr.Field)
	return field != nil && field.Name() == r.name
}

// field notes what uses the field at addr, if it is the one that is asked for.
func (r *renewal) field(addr *ssa.FieldAddr) {
	if !r.isField(addr) {
		return
	}
	for _, use := range *addr.Referrers() {
		if store, ok := use.(*ssa.Store); ok && store.Addr == addr && fresh(store.Val) {
			r.by = append(r.by, use)
		}
		r.uses = append(r.uses, use)
	}
}

// use notes an instruction that uses v, the object.
func (r *renewal) use(instr ssa.Instruction, v ssa.Value) {
	r.uses = append(r.uses, instr)
	switch instr := instr.(type) {
	case *ssa.Store:
		if instr.Addr == v && r.blank(instr.Val) {
			r.by = append(r.by, instr)
		}
	case *ssa.Call: // of its method reset
		fn, args := r.prog.Callee(instr.Common())
		if fn == nil {
			return
		}
		if sum := r.prog.Summary(fn); sum != nil {
			if p, ok := sum.Param(slices.Index(args, v), ""); ok && strings.Contains(","+p.Cuts, ","+r.name+",") {
				r.by = append(r.by, instr)
			}
		}
	}
}

// blank reports whether the field of v, a struct, is fresh: v is the zero value
// or a composite literal.
func (r *renewal) blank(v ssa.Value) bool {
	if _, ok := v.(*ssa.Const); ok {
		return true
	}
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	alloc, ok := load.X.(*ssa.Alloc)
	if !ok || !isComposite(alloc) {
		return false
	}
	for _, use := range *alloc.Referrers() {
		addr, ok := use.(*ssa.FieldAddr)
		if !ok || !r.isField(addr) {
			continue
		}
		for _, use := range *addr.Referrers() {
			if store, ok := use.(*ssa.Store); !ok || !fresh(store.Val) {
				return false
			}
		}
	}
	return true
}

// fresh reports whether v is no memory that the object had: nil, made here, or
// the caller's.
func fresh(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const, *ssa.MakeSlice, *ssa.MakeMap, *ssa.Alloc, *ssa.Parameter:
		return true
	case *ssa.Slice:
		_, ok := v.X.(*ssa.Alloc)
		return ok
	}
	return false
}
