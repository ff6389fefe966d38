package discipline

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/effect"
)

// setOutside reports whether put parks objects with what importers of the package,
// and nobody in it, have set in the exported field at x.path, which the package reads:
// one that was forgotten where others were set for the next user.
func (p *Package) setOutside(put *Put, elem types.Type, x exposure) bool {
	k := classOf(elem, x.path)
	name := named(elem)
	if k.field == nil || k.in != nil || k.path != "" || !offers(elem, x.path) || name == nil || !name.Exported() || name.Pkg() != put.Fn.Package().Pkg || name.Pkg().Name() == "main" || !isSetting(k.field.Type()) {
		return false
	}
	if _, returned := x.read.(*ssa.Return); returned || x.read == nil || !reachesImporters(x.get) {
		return false
	}
	return put.Event.Bits(x.path)&content.Entry != 0 && (put.Origin != nil || !p.Static(put.Fn)) && p.onlyRead(k.field) && readiesOthers(put, elem, x)
}

// isSetting reports whether values of type t can be what a user sets an object to: it
// is no struct or array, or list that objects keep.
func isSetting(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Basic, *types.Pointer, *types.Interface, *types.Signature:
		return true
	}
	return false
}

// reachesImporters reports whether the object that get takes gets to code out of view: an
// exported function returns it, or a function value is given it.
func reachesImporters(get *Get) bool {
	return slices.ContainsFunc(get.Leaves, func(e content.Event) bool {
		if e.Part != "" {
			return false // they get no more of it than a part
		}
		switch at := e.At.(type) {
		case *ssa.Return:
			return exported(get.Fn) && !e.Failed && !isInternal(get.Fn)
		case *ssa.Call:
			return !at.Call.IsInvoke() && at.Call.StaticCallee() == nil && !isInternal(get.Fn)
		}
		return false
	})
}

// onlyRead reports whether the functions of the package do no more with a field than
// read it.
func (p *Package) onlyRead(field *types.Var) bool {
	for _, fn := range p.all {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				addr, ok := instr.(*ssa.FieldAddr)
				if !ok || content.FieldOf(addr.X.Type(), addr.Field) != field {
					continue
				}
				if slices.ContainsFunc(*addr.Referrers(), func(use ssa.Instruction) bool {
					_, load := use.(*ssa.UnOp)
					return !load
				}) {
					return false
				}
			}
		}
	}
	return true
}

// readiesOthers reports whether another field of the object is reset or set
// anew for each user, where it is put or before it is lent.
func readiesOthers(put *Put, elem types.Type, x exposure) bool {
	ptr, ok := elem.Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	str, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range str.Fields() {
		path := effect.Deref + effect.Field(field.Name())
		if path != x.path && isSetting(field.Type()) && (put.Event.Bits(path)&content.Entry == 0 || !x.get.holds(path)) {
			return true
		}
	}
	return false
}
