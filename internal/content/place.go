package content

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// A place says where a value comes from: Path leads to it from root or, if addr
// is set, to the variable of which it is the address.
type place struct {
	cell
	addr bool
}

// pointee returns the variable that a value at p points to.
func (p place) pointee() cell {
	if p.root == nil || p.addr {
		return p.cell
	}
	return cell{p.root, p.path + effect.Deref}
}

// step returns the cell to which path leads from a value at p.
func (f *flow) step(p place, path effect.Path) cell {
	c := cell{p.root, p.path + path}
	if rest, ok := path.Cut(effect.Deref); ok && p.addr {
		c.path = p.path + rest
	}
	if alloc, ok := c.root.(*ssa.Alloc); ok {
		if rest, ok := c.path.Cut(effect.Deref); ok {
			return f.inAlloc(alloc, rest)
		}
	}
	if c = f.straight(c); c.path.Len() > effect.MaxPath {
		return cell{}
	}
	return c
}

// inAlloc returns the cell to which path leads from the variable at alloc: a
// cell of what is stored in it, where that is known.
func (f *flow) inAlloc(alloc *ssa.Alloc, path effect.Path) cell {
	own := cell{alloc, effect.Deref + path}
	if v := f.stored(alloc); v != nil {
		if p := f.place(v); p.root != nil && p.root != ssa.Value(alloc) {
			return f.step(p, path)
		}
	}
	if !strings.HasPrefix(string(path), ".") {
		return own
	}
	for _, use := range *alloc.Referrers() {
		addr, ok := use.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		rest, ok := path.Cut(effect.Field(FieldOf(addr.X.Type(), addr.Field).Name()))
		if !ok {
			continue
		}
		if v := onlyStored(addr); v != nil {
			if p := f.place(v); p.root != nil && p.root != ssa.Value(alloc) {
				return f.step(p, rest)
			}
		}
	}
	return own
}

// onlyStored returns the one value that is stored at addr, or nil.
func onlyStored(addr ssa.Value) ssa.Value {
	var val ssa.Value
	for _, use := range *addr.Referrers() {
		if store, ok := use.(*ssa.Store); ok && store.Addr == addr {
			if val != nil {
				return nil
			}
			val = store.Val
		}
	}
	return val
}

// stored returns the value that a local variable holds: the one that is ever
// stored to it or, of several, the only one that is not made on the spot.
func (f *flow) stored(alloc *ssa.Alloc) ssa.Value {
	var vals []ssa.Value
	for _, use := range *alloc.Referrers() {
		if store, ok := use.(*ssa.Store); ok && store.Addr == ssa.Value(alloc) {
			vals = append(vals, store.Val)
		}
	}
	return f.choose(vals)
}

// choose returns the one of vals that is not made on the spot, nil if there is
// none or those there are come from several places.
func (f *flow) choose(vals []ssa.Value) ssa.Value {
	var chosen ssa.Value
	for _, v := range vals {
		p := f.place(v)
		if p.root == nil || isFresh(p.root) && len(vals) > 1 {
			continue
		}
		if chosen != nil && f.place(chosen) != p {
			return nil
		}
		if chosen == nil {
			chosen = v
		}
	}
	return chosen
}

// place returns where v comes from.
func (f *flow) place(v ssa.Value) place {
	if p, ok := f.places[v]; ok {
		return p
	}
	f.places[v] = place{} // of a value that depends on itself
	p := f.findPlace(v)
	if p.path.Len() > effect.MaxPath {
		p = place{}
	}
	f.places[v] = p
	return p
}

func (f *flow) findPlace(v ssa.Value) place {
	self := place{cell: cell{root: v}}
	under := func(x ssa.Value, path effect.Path) place {
		p := f.place(x)
		if p.root == nil {
			return self
		}
		return place{cell: f.step(p, path)}
	}
	switch v := v.(type) {
	case *ssa.Const, *ssa.Builtin, *ssa.Function:
		return place{}
	case *ssa.FreeVar:
		if v.Parent() != f.root && Called(v.Parent()) {
			return f.place(syncpool.Binding(v))
		}
	case *ssa.TypeAssert:
		return f.place(v.X)
	case *ssa.ChangeInterface:
		return f.place(v.X)
	case *ssa.MakeInterface:
		return f.place(v.X)
	case *ssa.ChangeType:
		return f.place(v.X)
	case *ssa.SliceToArrayPointer:
		return place{cell: f.place(v.X).cell, addr: true}
	case *ssa.Convert:
		if _, basic := v.Type().Underlying().(*types.Basic); !basic || isPointer(v.Type()) {
			return f.place(v.X)
		}
	case *ssa.FieldAddr:
		c := f.place(v.X).pointee()
		if c.root == nil {
			return place{}
		}
		return place{cell: f.straight(cell{c.root, c.path + effect.Field(FieldOf(v.X.Type(), v.Field).Name())}), addr: true}
	case *ssa.Field:
		return under(v.X, effect.Field(FieldOf(v.X.Type(), v.Field).Name()))
	case *ssa.IndexAddr:
		if isPointer(v.X.Type()) {
			c := f.place(v.X).pointee()
			return place{cell: cell{c.root, c.path + effect.Elem}, addr: true}
		}
		p := under(v.X, effect.Elem)
		p.addr = true
		return p
	case *ssa.Index:
		return under(v.X, effect.Elem)
	case *ssa.Lookup:
		return under(v.X, effect.Elem)
	case *ssa.Slice:
		if isPointer(v.X.Type()) {
			return place{cell: f.place(v.X).pointee()}
		}
		return f.place(v.X)
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return self
		}
		if c := f.place(v.X).pointee(); c.root != nil {
			if alloc, ok := c.root.(*ssa.Alloc); ok {
				if rest, ok := c.path.Cut(effect.Deref); ok {
					return place{cell: f.inAlloc(alloc, rest)}
				}
			}
			if store := f.held[c]; store != nil && reaches(store, v) {
				return f.place(store.Val)
			}
			if held := f.justStored(v, c); held != nil {
				return f.place(held)
			}
			if c = f.straight(c); f.a.linked[f.backOf(c)] != nil {
				c = f.object(c) // a pointer to itself may be a flag
			}
			return place{cell: c}
		}
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.TypeAssert, *ssa.Lookup:
			if v.Index == 0 {
				return f.place(tuple)
			}
			return place{}
		case *ssa.Call:
			if p := f.partBy(tuple, v.Index); p.root != nil {
				return p
			}
			return place{cell: cell{tuple, effect.Tuple(v.Index)}}
		}
	case *ssa.Phi:
		if chosen := f.choose(v.Edges); chosen != nil {
			return f.place(chosen)
		}
	case *ssa.Call:
		return f.resultPlace(v)
	}
	return self
}

// resultPlace returns where the result of call comes from.
func (f *flow) resultPlace(call *ssa.Call) place {
	self := place{cell: cell{root: call}}
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		if b.Name() == "append" {
			return f.place(call.Call.Args[0])
		}
		return place{}
	}
	callee, args := f.a.prog.Callee(&call.Call)
	if callee == nil {
		return self
	}
	if p := f.partBy(call, 0); p.root != nil {
		return p
	}
	if sum := f.a.prog.Brief(callee); sum != nil && len(sum.Results) == 0 {
		if full := f.a.prog.Summary(callee); full != nil {
			for _, a := range full.Aliases {
				if a.Result == 0 && a.ResultPath == "" && a.ParamPath == "" && !a.Part && a.Param < len(args) {
					return f.place(args[a.Param])
				}
			}
		}
	}
	return self
}

// noteHeld notes the variables outside the function's own to which an object
// that it takes is stored, if nothing else is.
func (f *flow) noteHeld() {
	held, own := make(map[cell]*ssa.Store), make(map[cell][]cell)
	for _, instr := range f.instrs(f.fn) {
		store, ok := instr.(*ssa.Store)
		if !ok {
			continue
		}
		c := f.place(store.Addr).pointee()
		if c.root == nil || isNil(store.Val) {
			continue
		}
		origin := f.isOrigin(f.place(store.Val).cell)
		if origin {
			own[c] = append(own[c], f.place(store.Val).cell)
		}
		if _, again := held[c]; again || !origin {
			held[c] = nil
		} else {
			held[c] = store
		}
	}
	f.held, f.own = held, own
	clear(f.places)
}

// justStored returns the object that the function has stored in c where v loads
// it, if that is the last store on the only way there.
func (f *flow) justStored(v *ssa.UnOp, c cell) ssa.Value {
	if len(f.own[c]) == 0 {
		return nil
	}
	const maxBlocks = 8
	b, at := v.Block(), slices.Index(v.Block().Instrs, ssa.Instruction(v))
	for range maxBlocks {
		for i := at - 1; i >= 0; i-- {
			store, ok := b.Instrs[i].(*ssa.Store)
			if !ok || f.place(store.Addr).pointee() != c {
				continue
			}
			if f.isOrigin(f.place(store.Val).cell) {
				return store.Val
			}
			return nil
		}
		if len(b.Preds) != 1 {
			return nil
		}
		b = b.Preds[0]
		at = len(b.Instrs)
	}
	return nil
}

// renew notes that c is given contents without the old ones: if it may be that of an
// object which the function takes and has stored there, or that a variable of the
// function holds in turn, it is taken for that one.
func (f *flow) renew(s state, c cell) {
	of := func(o cell, rest effect.Path) {
		if s.took(o.root) {
			s.clear(cell{o.root, o.path + rest}, Entry)
		}
	}
	for at, objects := range f.own {
		if rest, ok := c.path.Cut(at.path + effect.Deref); ok && at.root == c.root {
			for _, o := range objects {
				of(o, effect.Deref+rest)
			}
		}
	}
	phi, ok := c.root.(*ssa.Phi)
	if !ok {
		return
	}
	for _, edge := range phi.Edges {
		if o := f.place(edge).cell; f.isOrigin(o) {
			of(o, c.path)
		}
		for _, o := range f.own[fieldOf(phi, edge)] {
			of(o, c.path) // x = x.next
		}
	}
}

// fieldOf returns the field of what x points to that v is loaded from, if it is.
func fieldOf(x, v ssa.Value) cell {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return cell{}
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok || addr.X != x {
		return cell{}
	}
	return cell{x, effect.Deref + effect.Field(FieldOf(x.Type(), addr.Field).Name())}
}

// instrs lists the instructions of fn and of the literals that it calls.
func (f *flow) instrs(fn *ssa.Function) []ssa.Instruction {
	var list []ssa.Instruction
	for _, b := range fn.Blocks {
		list = append(list, b.Instrs...)
	}
	for _, lit := range fn.AnonFuncs {
		if f.isInner(lit) {
			list = append(list, f.instrs(lit)...)
		}
	}
	return list
}

// isOrigin reports whether an object that the function takes is at c.
func (f *flow) isOrigin(c cell) bool {
	for _, o := range f.out.Origins {
		if c.root == o.Call.Value() && c.path == o.Path {
			return true
		}
	}
	return false
}

// isFresh reports whether v is memory that a function makes for itself.
func isFresh(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan, *ssa.MakeClosure, *ssa.Const:
		return true
	}
	return false
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// FieldOf is [syncpool.FieldVar].
func FieldOf(t types.Type, i int) *types.Var { return syncpool.FieldVar(t, i) }
