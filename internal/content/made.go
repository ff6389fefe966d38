package content

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// Owned reports whether new objects have memory of their own behind a pointer in
// field.
func (a *Analysis) Owned(field *types.Var) bool {
	return a.owned[field] || field.Pkg() != a.pkg && field.Exported() && a.prog.Owned(field)
}

// noteMade notes the pointer fields that fn, which makes objects, sets, or one of
// the functions of the package that it calls.
func (a *Analysis) noteMade(fn *ssa.Function, depth int) {
	const maxDepth = 3
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if addr, ok := instr.Addr.(*ssa.FieldAddr); ok && isPointer(instr.Val.Type()) {
					a.made[FieldOf(addr.X.Type(), addr.Field)] = true
				}
			case *ssa.Call:
				if source, _ := a.inView(&instr.Call); source != nil && depth < maxDepth {
					a.noteMade(source, depth+1)
				}
			}
		}
	}
}

// constructs reports whether call runs a function of the package that returns
// memory which it has just made.
func (a *Analysis) constructs(call *ssa.Call) bool {
	source, _ := a.inView(&call.Call)
	if source == nil || !isPointer(call.Type()) {
		return false
	}
	made := false
	for _, b := range source.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			if _, made = ret.Results[0].(*ssa.Alloc); !made {
				return false
			}
		}
	}
	return made
}

// noteInitial notes the constants to which fn, which makes objects, sets fields,
// what it makes for them, and what it wires them to; the last also of the functions
// of the package that make or ready the objects for it.
func (a *Analysis) noteInitial(fn *ssa.Function, depth int) {
	const maxDepth = 2
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && depth < maxDepth {
				if source, args := a.inView(&call.Call); source != nil && (a.constructs(call) || len(args) > 0 && isFresh(args[0])) {
					a.noteInitial(source, depth+1)
				}
			}
			store, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			addr, ok := store.Addr.(*ssa.FieldAddr)
			if !ok {
				continue
			}
			a.noteWired(addr, store.Val)
			if depth == 0 {
				a.noteField(store, addr)
			}
		}
	}
}

// noteFallback notes the same of the objects that fn makes where a pool has none: of
// a type that it has asserted what it took to be.
func (a *Analysis) noteFallback(fn *ssa.Function) {
	var asserted []types.Type
	var made []ssa.Value
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.TypeAssert:
				asserted = append(asserted, instr.AssertedType)
			case *ssa.Alloc, *ssa.Call:
				made = append(made, instr.(ssa.Value))
			}
		}
	}
	for _, v := range made {
		if !slices.ContainsFunc(asserted, func(t types.Type) bool { return types.Identical(t, v.Type()) }) {
			continue
		}
		switch v := v.(type) {
		case *ssa.Call:
			if a.constructs(v) {
				source, _ := a.inView(&v.Call)
				a.noteInitial(source, 0)
				a.noteMade(source, 0)
			}
		case *ssa.Alloc:
			for store, addr := range syncpool.FieldStores(fn) {
				if addr.X != ssa.Value(v) {
					continue
				}
				a.noteWired(addr, store.Val)
				a.noteField(store, addr)
				if isPointer(store.Val.Type()) {
					a.made[FieldOf(addr.X.Type(), addr.Field)] = true
				}
			}
		}
	}
}

// noteField notes what store sets a field of a new object to.
func (a *Analysis) noteField(store *ssa.Store, addr *ssa.FieldAddr) {
	field := FieldOf(addr.X.Type(), addr.Field)
	switch v := store.Val.(type) {
	case *ssa.Const:
		a.initial[field] = v
	case *ssa.Alloc:
		a.owned[field] = true
	case *ssa.Call:
		a.owned[field] = a.owned[field] || a.constructs(v)
	}
	a.seeded[field] = a.seeded[field] || isSeed(store)
}

// Seeded reports whether new objects are given a number in field that a function
// returns: one that is not meant to be the same for all.
func (a *Analysis) Seeded(field *types.Var) bool { return a.seeded[field] }

// noteSeeds notes the numbers that fn, if it takes objects, gives to those that it
// makes itself where the pool has none.
func (a *Analysis) noteSeeds(fn *ssa.Function) {
	for store, addr := range syncpool.FieldStores(fn) {
		if isSeed(store) && a.takes(fn) {
			a.seeded[FieldOf(addr.X.Type(), addr.Field)] = true
		}
	}
}

// takes reports whether fn takes objects from a pool.
func (a *Analysis) takes(fn *ssa.Function) bool {
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			call, ok := instr.(*ssa.Call)
			return ok && len(lifecycle.Taken(a.prog, call.Common())) > 0
		})
	})
}

// isSeed reports whether store sets a field of memory that the function makes to a
// number that another function returns.
func isSeed(store *ssa.Store) bool {
	addr, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	if _, fresh := addr.X.(*ssa.Alloc); !fresh {
		return false
	}
	basic, ok := store.Val.Type().Underlying().(*types.Basic)
	v := store.Val
	if conv, converted := v.(*ssa.Convert); converted {
		v = conv.X
	}
	call, called := v.(*ssa.Call)
	return ok && called && basic.Info()&types.IsNumeric != 0 && !slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { return !isConst(arg) })
}
