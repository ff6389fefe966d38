package content

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// isOwn reports whether v is an object of a struct type of the package, of which
// others reach no more than the exported fields and methods.
func (f *flow) isOwn(v ssa.Value) bool {
	named := namedOf(underInterface(v).Type())
	if named == nil || named.Obj().Pkg() != f.a.pkg {
		return false
	}
	_, ok := named.Underlying().(*types.Struct)
	return ok
}

// handOut executes a call of a function value that is given an object at c as the
// argument at index. It may fill what it can reach, but for sure it sets nothing:
// what is read after the call may be what the object held before. Where functions of
// the package can be the one that is called, what one of them sets is set.
func (f *flow) handOut(s state, instr ssa.CallInstruction, index int, c cell) {
	s.clear(c, contents&^Entry)
	s.add(c, Handed)
	for _, path := range f.a.setBy(instr, index) {
		s.clear(cell{c.root, c.path + path}, Entry)
	}
}

// A passing is an argument, at an index, of a call.
type passing struct {
	instr ssa.CallInstruction
	index int
}

// setBy lists the cells of the object, which a call of a function value passes as the
// argument at index, that some function of the package sets which can be the value.
func (a *Analysis) setBy(instr ssa.CallInstruction, index int) []effect.Path {
	key := passing{instr, index}
	if paths, ok := a.callbacks[key]; ok {
		return paths
	}
	var paths []effect.Path
	for _, fn := range a.all {
		if !types.Identical(fn.Signature, instr.Common().Signature()) {
			continue
		}
		at := index
		if fn.Signature.Recv() != nil {
			at++
		}
		paths = append(paths, a.setIn(fn, at, 0)...)
	}
	a.callbacks[key] = paths
	return paths
}

// setIn lists the cells that fn, or a function that it passes the object to, sets of
// what its parameter at index points to. It looks at no more than the stores: the
// function may be one that is just being analysed.
func (a *Analysis) setIn(fn *ssa.Function, index, depth int) []effect.Path {
	const maxDepth = 3
	if index >= len(fn.Params) || depth > maxDepth {
		return nil
	}
	var paths []effect.Path
	for _, use := range *fn.Params[index].Referrers() {
		switch use := use.(type) {
		case *ssa.Store:
			if use.Addr == ssa.Value(fn.Params[index]) {
				paths = append(paths, "")
			}
		case *ssa.FieldAddr:
			for _, store := range *use.Referrers() {
				if store, ok := store.(*ssa.Store); ok && store.Addr == ssa.Value(use) {
					paths = append(paths, effect.Field(FieldOf(use.X.Type(), use.Field).Name()))
				}
			}
		case *ssa.Call:
			source, args := a.inView(&use.Call)
			if source == nil {
				continue
			}
			for i, arg := range args {
				if arg == ssa.Value(fn.Params[index]) {
					paths = append(paths, a.setIn(source, i, depth+1)...)
				}
			}
		}
	}
	return paths
}
