package content

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// A part of an object that is handed out, such as an iterator in the memory for all
// that it needs, has a pointer back to the object, by which it is put. A pointer field
// is one if the package sets it to nothing but the object of which the struct that has
// the field is a part, by value. So where it is the part is the field of the object,
// and what is done to one is done to the other. Likewise a pointer leads aside if it is
// set to nothing but another part of the object.

// A back says what a pointer field of a struct, which is a part of an object, leads to.
type back struct {
	part *types.Var // the field of the object that is the part; nil for the object itself
	to   *types.Var // the field of the object that it leads to; nil for the object itself
}

// backs finds the back pointers of a package.
type backs struct {
	all     []*ssa.Function
	parts   map[*types.Var]back // by pointer field
	refused map[*types.Var]bool
	copied  map[*types.TypeName]bool // types of structs that are copied, with the pointers in them
}

// findBacks returns the back pointers, and those that lead aside from parts that have
// one, too.
func findBacks(all []*ssa.Function) map[*types.Var]back {
	b := &backs{all, map[*types.Var]back{}, map[*types.Var]bool{}, map[*types.TypeName]bool{}}
	for _, fn := range all {
		for store, addr := range syncpool.FieldStores(fn) {
			b.note(store, addr)
		}
	}
	if len(b.parts) == 0 {
		return nil
	}
	owners := map[*types.Var][]*types.TypeName{}
	for _, fn := range all {
		for _, block := range fn.Blocks {
			for _, instr := range block.Instrs {
				switch instr := instr.(type) {
				case *ssa.FieldAddr:
					field := FieldOf(instr.X.Type(), instr.Field)
					if _, known := b.parts[field]; known && !onlyAssigned(instr) {
						b.refused[field] = true
					} else if known {
						owners[field] = []*types.TypeName{structName(instr.X.Type()), structName(field.Type())}
					}
				case *ssa.Store:
					if name := structName(instr.Val.Type()); name != nil && !isPointer(instr.Val.Type()) && !isConst(instr.Val) && literal(instr.Val) == nil {
						b.copied[name] = true
					}
				}
			}
		}
	}
	for field := range b.parts {
		if b.refused[field] || slices.ContainsFunc(owners[field], func(name *types.TypeName) bool { return b.copied[name] }) {
			delete(b.parts, field)
		}
	}
	linked := map[*types.Var]bool{}
	for _, found := range b.parts {
		linked[found.part] = linked[found.part] || found.to == nil
	}
	for field, found := range b.parts {
		if found.to != nil && !linked[found.part] {
			delete(b.parts, field)
		}
	}
	return b.parts
}

// note notes what store says of the field at addr.
func (b *backs) note(store *ssa.Store, addr *ssa.FieldAddr) {
	field := FieldOf(addr.X.Type(), addr.Field)
	holder, whole := structName(addr.X.Type()), structName(field.Type())
	if field.Exported() || !isPointer(field.Type()) || holder == nil || whole == nil || isNil(store.Val) {
		return
	}
	var found back
	ok := false
	if aside, isAddr := settled(store.Val).(*ssa.FieldAddr); isAddr {
		found, ok = b.aside(addr.X, aside)
	} else if hasPart(whole, holder) {
		found.part, ok = b.link(addr.X, store.Val)
	}
	old, known := b.parts[field]
	if !ok || b.refused[field] || known && old != found {
		b.refused[field] = true
		delete(b.parts, field)
		return
	}
	b.parts[field] = found
}

// aside returns the fields of one object by which the struct at holder and the variable
// at addr are parts of it, and whether they are.
func (b *backs) aside(holder ssa.Value, addr *ssa.FieldAddr) (back, bool) {
	x, ok := settled(placed(holder)).(*ssa.FieldAddr)
	if !ok || settled(x.X) != settled(addr.X) {
		return back{}, false
	}
	found := back{FieldOf(x.X.Type(), x.Field), FieldOf(addr.X.Type(), addr.Field)}
	return found, found.part != found.to
}

// link returns the field by which the struct at holder is a part of what whole points
// to, nil if that is the struct itself, and whether it is one of the two.
func (b *backs) link(holder, whole ssa.Value) (*types.Var, bool) {
	holder, whole = settled(placed(holder)), settled(whole)
	if holder == whole {
		return nil, true
	}
	if addr, ok := holder.(*ssa.FieldAddr); ok {
		return FieldOf(addr.X.Type(), addr.Field), settled(addr.X) == whole
	}
	x, _ := holder.(*ssa.Parameter)
	y, _ := whole.(*ssa.Parameter)
	if x == nil || y == nil || x.Parent().Object() == nil || ast.IsExported(x.Parent().Name()) {
		return nil, false
	}
	return b.linkByCalls(x, y)
}

// linkByCalls is link for parameters of a function that others cannot call.
func (b *backs) linkByCalls(holder, whole *ssa.Parameter) (part *types.Var, ok bool) {
	fn := holder.Parent()
	i, j := slices.Index(fn.Params, holder), slices.Index(fn.Params, whole)
	for _, caller := range b.all {
		for _, block := range caller.Blocks {
			for _, instr := range block.Instrs {
				call, isCall := instr.(ssa.CallInstruction)
				if !isCall || call.Common().StaticCallee() != fn {
					continue
				}
				args := call.Common().Args
				addr, is := settled(args[i]).(*ssa.FieldAddr)
				if !is || settled(addr.X) != settled(args[j]) {
					return nil, false
				}
				field := FieldOf(addr.X.Type(), addr.Field)
				if ok && field != part {
					return nil, false
				}
				part, ok = field, true
			}
		}
	}
	return part, ok
}

// placed returns the address to which a composite literal is copied, if addr is that
// of one, or addr.
func placed(addr ssa.Value) ssa.Value {
	lit, ok := addr.(*ssa.Alloc)
	if !ok || lit.Comment != "complit" {
		return addr
	}
	for _, use := range *lit.Referrers() {
		load, ok := use.(*ssa.UnOp)
		if !ok || load.Op != token.MUL || len(*load.Referrers()) != 1 {
			continue
		}
		if store, ok := (*load.Referrers())[0].(*ssa.Store); ok {
			return store.Addr
		}
	}
	return addr
}

// settled returns the one value that is ever stored in the local variable which v is
// loaded from, or v.
func settled(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return v
	}
	if alloc, ok := load.X.(*ssa.Alloc); ok {
		if val := onlyStored(alloc); val != nil && val != v {
			return val
		}
	}
	return v
}

// onlyAssigned reports whether the field at addr is no more than loaded and assigned.
func onlyAssigned(addr *ssa.FieldAddr) bool {
	return !slices.ContainsFunc(*addr.Referrers(), func(use ssa.Instruction) bool {
		switch use := use.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
			return false
		case *ssa.Store:
			return use.Addr != ssa.Value(addr)
		}
		return true
	})
}

// structName returns the name of the struct type that t is or points to, or nil.
func structName(t types.Type) *types.TypeName {
	named := namedOf(t)
	if named == nil {
		return nil
	}
	if _, ok := named.Underlying().(*types.Struct); !ok {
		return nil
	}
	return named.Origin().Obj()
}

// hasPart reports whether a struct is one of the named types itself, or has a field of it.
func hasPart(whole, part *types.TypeName) bool {
	if whole == part {
		return true
	}
	for field := range whole.Type().Underlying().(*types.Struct).Fields() {
		if !isPointer(field.Type()) && structName(field.Type()) == part {
			return true
		}
	}
	return false
}
