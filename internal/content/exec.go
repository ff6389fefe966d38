package content

import (
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// exec changes s as instr does, and reports whether control goes on after it.
func (f *flow) exec(s state, instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		f.store(s, instr)
	case *ssa.MapUpdate:
		f.mapUpdate(s, instr)
	case *ssa.UnOp:
		if instr.Op == token.MUL {
			f.load(s, instr)
		}
	case *ssa.Convert:
		if isText(instr.Type()) {
			f.readAppended(s, instr.X, instr)
		}
	case *ssa.Lookup:
		if _, ok := instr.X.Type().Underlying().(*types.Map); ok {
			f.read(s, f.step(f.place(instr.X), effect.Elem), instr)
		}
	case *ssa.Range:
		f.rangeOver(s, instr)
	case *ssa.Send:
		f.leaves(s, instr, instr.X, nil)
	case *ssa.Select:
		for _, st := range instr.States {
			if st.Send != nil {
				f.leaves(s, instr, st.Send, nil)
			}
		}
	case *ssa.Call:
		return f.call(s, instr)
	case *ssa.Go:
		f.goStmt(s, instr)
	case *ssa.RunDefers:
		f.letGo(s, nil)
		f.runDefers(s, instr.Block())
	case *ssa.Return:
		first := len(f.out.Events)
		f.letGo(s, nil)
		for i := range f.out.Events[first:] {
			f.out.Events[first+i].Failed = fails(instr)
		}
		f.returns(s, instr)
	}
	return true
}

// leaves notes that v, if it is an object that the function took or was given,
// gets to where it is not followed.
func (f *flow) leaves(s state, at ssa.Instruction, v ssa.Value, field *types.Var) {
	f.leavesAs(s, at, v, field, nil)
}

// leavesAs is leaves for an object that gets there as a value of an interface
// type, if as is not nil or v is one.
func (f *flow) leavesAs(s state, at ssa.Instruction, v ssa.Value, field *types.Var, as types.Type) {
	if made, ok := v.(*ssa.MakeInterface); ok {
		as = made.Type()
	}
	if c, part := f.handedOut(v); part != "" && field != nil && f.isOrigin(c) && s.took(c.root) {
		f.note(Event{Kind: Leave, At: at, Root: c.root, Path: c.path, Cells: s.cells(c), Field: field, As: as, Part: part})
		return
	}
	if c := f.place(v).cell; c.root != nil && (f.isOrigin(c) && s.took(c.root) || c.path == "" && inputIndex(f.root, c.root) >= 0) {
		f.note(Event{Kind: Leave, At: at, Root: c.root, Path: c.path, Cells: s.cells(c), Field: field, As: as})
	}
}

// leavesTo is leaves for an object that is stored in a variable. It is often
// readied after that; what counts is in which state the function lets it go, by
// [flow.letGo].
func (f *flow) leavesTo(s state, at ssa.Instruction, v ssa.Value, field *types.Var) {
	c, _ := f.handedOut(v)
	if c.root == nil || !f.isOrigin(c) || !f.ends {
		f.leaves(s, at, v, field)
		return
	}
	s[cell{c.root, c.path + stored}] = Written
	if !slices.ContainsFunc(f.stores[c], func(p storing) bool { return p.at == at }) {
		f.stores[c] = append(f.stores[c], storing{at, v, field})
	}
}

// A storing is an instruction that stores an object in a variable.
type storing struct {
	at    ssa.Instruction
	v     ssa.Value
	field *types.Var
}

// letGo notes that the objects below root, all if that is nil, are where they
// were stored.
func (f *flow) letGo(s state, root ssa.Value) {
	for _, o := range f.out.Origins {
		c := cell{o.Call.Value(), o.Path}
		if root != nil && root != c.root || s[cell{c.root, c.path + stored}]&Written == 0 {
			continue
		}
		delete(s, cell{c.root, c.path + stored})
		for _, p := range f.stores[c] {
			f.leaves(s, p.at, p.v, p.field)
		}
	}
}

func (f *flow) returns(s state, ret *ssa.Return) {
	if f.fn != f.root {
		f.leave(s)
		return
	}

	f.leave(s)
	if !fails(ret) {
		f.success = joined(f.success, s)
	}
	if f.final {
		f.noteWhen(s, ret)
	}
	if f.final && len(ret.Results) > 0 && f.bitsOf(s, ret.Results[0], cell{root: ret.Results[0]})&stale != 0 {
		f.out.Clean = false
	}
	for i, v := range ret.Results {
		c, part := f.handedOut(returned(v))
		if c.root == nil {
			continue
		}
		for _, o := range f.out.Origins {
			if c.root != o.Call.Value() || c.path != o.Path || !f.final || !s.took(c.root) {
				continue
			}
			f.note(Event{Kind: Leave, At: ret, Root: c.root, Path: c.path, Cells: s.cells(c), Part: part, Failed: part != "" && fails(ret)})
			if part != "" {
				continue // who gets it takes nothing from a pool
			}
			to := cell{path: ""}
			if len(ret.Results) > 1 {
				to.path = effect.Tuple(i)
			}
			moved := state{}
			for _, k := range s.cells(c) {
				moved[cell{path: to.path + k.Path}] = k.Bits
			}
			if isSlice(v.Type()) {
				moved[to] = f.bitsOf(s, v, c) // in the length that it is returned with
			}
			merge(f.gives, to, moved)
		}
	}
}

// returned returns the value of v, which a function with deferred calls loads from
// the variable of a result, where it has just been stored there.
func returned(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return v
	}
	if _, ok := load.X.(*ssa.Alloc); !ok {
		return v
	}
	for _, instr := range slices.Backward(load.Block().Instrs) {
		if store, ok := instr.(*ssa.Store); ok && store.Addr == load.X {
			return store.Val
		}
	}
	return v
}

// goStmt executes a go statement: what the function does happens at some time,
// or not yet.
func (f *flow) goStmt(s state, instr *ssa.Go) {
	t := maps.Clone(s)
	f.call(t, instr)
	s.join(t)
	for _, v := range callOperands(instr.Common()) {
		f.leaves(s, instr, v, nil)
	}
}

// fieldAt returns the field at addr, or nil.
func fieldAt(addr ssa.Value) *types.Var {
	if fa, ok := addr.(*ssa.FieldAddr); ok {
		return FieldOf(fa.X.Type(), fa.Field)
	}
	return nil
}

// FieldOfLoad returns the field that v is loaded from, or nil.
func FieldOfLoad(v ssa.Value) *types.Var {
	if load, ok := v.(*ssa.UnOp); ok {
		return fieldAt(load.X)
	}
	return nil
}

// isLocal reports whether root is a variable of the function.
func isLocal(root ssa.Value) bool {
	alloc, ok := root.(*ssa.Alloc)
	return ok && alloc.Comment != "new" && alloc.Comment != "complit"
}

func isElem(addr ssa.Value) bool {
	_, ok := addr.(*ssa.IndexAddr)
	return ok
}

// isZeroing reports whether store sets an element to zero.
func isZeroing(store *ssa.Store) bool {
	c, ok := store.Val.(*ssa.Const)
	return ok && isElem(store.Addr) && IsZero(c)
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}
