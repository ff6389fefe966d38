package discipline

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/effect"
)

// resliced returns, of a slice that a Put parks cut to nothing, where a function of
// the package makes it longer again in the memory that it has, and then has each
// element filled by a function that need not set all of it: what the last user left
// there comes back. It returns nil if none does.
func (p *Package) resliced(elem types.Type, path effect.Path) ssa.Instruction {
	top, ok := strings.CutSuffix(string(path), string(effect.Elem))
	if !ok {
		return nil
	}
	header := effect.Path(top)
	t := content.TypeAt(elem, header)
	field, rest := content.ClassOf(elem, header)
	if t == nil || field == nil || rest != "" || elementStruct(t) == nil {
		return nil
	}
	for _, fn := range p.all {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				store, ok := instr.(*ssa.Store)
				if !ok || !types.Identical(store.Val.Type(), t) || !isExtension(store) {
					continue
				}
				if p.mayBe(store.Addr, field) && p.fillsInPart(fn, store) {
					return store
				}
			}
		}
	}
	return nil
}

// mayBe reports whether addr is the address of a field, or a parameter as
// which the package passes that.
func (p *Package) mayBe(addr ssa.Value, field *types.Var) bool {
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		return content.FieldOf(addr.X.Type(), addr.Field) == field
	case *ssa.Parameter:
		return slices.ContainsFunc(p.all, func(fn *ssa.Function) bool { return lends(fn, field, addr) })
	}
	return false
}

// lends reports whether fn passes the address of a field as param.
func lends(fn *ssa.Function, field *types.Var, param *ssa.Parameter) bool {
	index := slices.Index(param.Parent().Params, param)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			addr, ok := instr.(*ssa.FieldAddr)
			if !ok || content.FieldOf(addr.X.Type(), addr.Field) != field {
				continue
			}
			for _, ref := range *addr.Referrers() {
				if call, ok := ref.(*ssa.Call); ok && call.Call.StaticCallee() == param.Parent() && call.Call.Args[index] == addr {
					return true
				}
			}
		}
	}
	return false
}

// elementStruct returns the struct that the elements of a slice type are, or nil.
func elementStruct(t types.Type) *types.Struct {
	slice, ok := t.Underlying().(*types.Slice)
	if !ok {
		return nil
	}
	str, _ := slice.Elem().Underlying().(*types.Struct)
	return str
}

// isExtension reports whether store cuts a slice to a length that was compared to
// its capacity: x = x[:n] where cap(x) >= n.
func isExtension(store *ssa.Store) bool {
	slice, ok := store.Val.(*ssa.Slice)
	if !ok || slice.Low != nil || slice.High == nil || content.TakesLast(store) {
		return false
	}
	for _, branch := range content.Entered(store.Block()) {
		cmp, ok := branch.Cond.(*ssa.BinOp)
		if !ok {
			continue
		}
		for _, v := range []ssa.Value{cmp.X, cmp.Y} {
			call, ok := v.(*ssa.Call)
			if !ok {
				continue
			}
			if builtin, ok := call.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "cap" && content.Same(call.Call.Args[0], slice.X) {
				return true
			}
		}
	}
	return false
}

// fillsInPart reports whether fn, which has made a slice longer by store, gives the
// address of an element to a function in view that sets some field on some paths
// only.
func (p *Package) fillsInPart(fn *ssa.Function, store *ssa.Store) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || call.Call.StaticCallee() == nil {
				continue
			}
			source := p.Content.Source(call.Call.StaticCallee())
			if source == nil {
				continue
			}
			for i, arg := range call.Call.Args {
				addr, ok := arg.(*ssa.IndexAddr)
				if !ok || i >= len(source.Params) {
					continue
				}
				load, ok := addr.X.(*ssa.UnOp)
				if ok && load.Op == token.MUL && content.Same(load.X, store.Addr) && p.setsSome(source, i) {
					return true
				}
			}
		}
	}
	return false
}

// setsSome reports whether fn sets a field of what its parameter i points to, and
// leaves it as it was on some path.
func (p *Package) setsSome(fn *ssa.Function, i int) bool {
	return slices.ContainsFunc(p.Content.Func(fn).Summary.Params, func(e content.Effect) bool {
		return e.Index == i && e.Path != effect.Deref && e.Bits&content.Entry != 0 && e.Bits&content.Written != 0
	})
}
