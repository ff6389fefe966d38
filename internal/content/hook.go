package content

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// A hook is a function that the package leaves in a field of an object, or in a list
// there, for the object to call later: who sets something registers there how to undo
// it. Where the hooks are called, what one of them resets is taken to be reset: if none
// has been registered, there is nothing to undo.

// undo executes a call of a hook of an object.
func (f *flow) undo(s state, instr ssa.Instruction) {
	call, ok := instr.(ssa.CallInstruction)
	if !ok || call.Common().IsInvoke() || call.Common().StaticCallee() != nil {
		return
	}
	load, ok := call.Common().Value.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return
	}
	c := f.place(load).cell
	if c.root == nil || !followed(c.root) {
		return
	}
	field, rest := Class(c.root, c.path)
	if field == nil || rest != "" && rest != effect.Elem {
		return
	}
	object := c.path[:len(c.path)-len(rest)-len(effect.Field(field.Name()))]
	for _, path := range f.a.undone(field) {
		at := cell{c.root, object + path}
		f.noteReset(at)
		s.clear(at, contents)
	}
}

// undoEach executes the start of a loop that calls hooks.
func (f *flow) undoEach(s state, head *ssa.BasicBlock) {
	if !slices.ContainsFunc(head.Preds, head.Dominates) {
		return
	}
	for _, b := range head.Parent().Blocks {
		if !head.Dominates(b) || !Reaches(b, head) {
			continue
		}
		for _, instr := range b.Instrs {
			f.undo(s, instr)
		}
	}
}

// undone lists the cells that the functions which the package puts in field reset, with
// paths from the struct that has the field.
func (a *Analysis) undone(field *types.Var) []effect.Path {
	paths, known := a.hooks[field]
	if known {
		return paths
	}
	for _, fn := range a.all {
		for store, addr := range syncpool.FieldStores(fn) {
			if FieldOf(addr.X.Type(), addr.Field) != field {
				continue
			}
			for _, hook := range hooksIn(store.Val) {
				paths = append(paths, resetIn(hook, deref(addr.X.Type()))...)
			}
		}
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	a.hooks[field] = paths
	return paths
}

// hooksIn lists the literals that v is, or that it is made of by append.
func hooksIn(v ssa.Value) []*ssa.Function {
	switch v := v.(type) {
	case *ssa.MakeClosure:
		return []*ssa.Function{v.Fn.(*ssa.Function)}
	case *ssa.Function:
		return []*ssa.Function{v}
	case *ssa.ChangeType:
		return hooksIn(v.X)
	case *ssa.Call:
		var list []*ssa.Function
		if isAppend(v) {
			for _, elem := range elementsOf(v.Call.Args[1], "varargs") {
				list = append(list, hooksIn(elem)...)
			}
		}
		return list
	}
	return nil
}

// resetIn lists the cells of a struct of type t that fn sets to nothing, or deletes
// from, with paths from the struct.
func resetIn(fn *ssa.Function, t types.Type) []effect.Path {
	var paths []effect.Path
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			addr, ok := instr.(*ssa.FieldAddr)
			if !ok || !types.Identical(deref(addr.X.Type()), t) {
				continue
			}
			at := effect.Field(FieldOf(addr.X.Type(), addr.Field).Name())
			for _, use := range *addr.Referrers() {
				switch use := use.(type) {
				case *ssa.Store:
					if use.Addr == ssa.Value(addr) && isNothing(use.Val) {
						paths = append(paths, at)
					}
				case *ssa.UnOp:
					if slices.ContainsFunc(*use.Referrers(), isDelete) {
						paths = append(paths, at+effect.Elem)
					}
				}
			}
		}
	}
	return paths
}

// isDelete reports whether instr deletes from a map, or clears one.
func isDelete(instr ssa.Instruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && (b.Name() == "delete" || b.Name() == "clear")
}
