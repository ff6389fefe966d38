package ssaload

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// A program may keep its pools behind an interface of its own, of which it has
// one implementation. Where the package stores values of one type only in the
// variable or field that such a call goes through, the call is one of the
// methods of that type, and is made to be so.

// direct turns the calls of interface methods in funcs, the functions of a
// package, of which the receiver can have but one type into calls of the methods
// of that type. The receiver stays the interface value.
func direct(funcs []*ssa.Function) {
	if len(funcs) == 0 {
		return
	}
	d := &dynamic{pkg: funcs[0].Package(), stores: map[any][]ssa.Value{}, calls: map[*ssa.Function][]*ssa.CallCommon{}, leaks: map[any]bool{}}
	var invokes []*ssa.CallCommon
	for _, fn := range funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				d.note(instr)
				if call, ok := instr.(ssa.CallInstruction); ok && call.Common().IsInvoke() {
					invokes = append(invokes, call.Common())
				}
			}
		}
	}
	methods := make([]*ssa.Function, len(invokes))
	for i, call := range invokes {
		methods[i] = d.method(call)
	}
	for i, call := range invokes {
		if methods[i] != nil {
			call.Args = append([]ssa.Value{call.Value}, call.Args...)
			call.Value, call.Method = methods[i], nil
		}
	}
}

// A dynamic tells which types the interface values of a package can have.
type dynamic struct {
	pkg    *ssa.Package
	stores map[any][]ssa.Value                 // by variable or field: what the package stores there
	leaks  map[any]bool                        // the variables and fields whose address is used otherwise
	calls  map[*ssa.Function][]*ssa.CallCommon // by function: its calls; nil where it is used otherwise
}

// note records what instr does to variables and fields, and which functions it
// refers to.
func (d *dynamic) note(instr ssa.Instruction) {
	var callee *ssa.Value
	if call, ok := instr.(ssa.CallInstruction); ok && !call.Common().IsInvoke() {
		callee = &call.Common().Value
	}
	for _, op := range instr.Operands(nil) {
		switch v := (*op).(type) {
		case *ssa.Global:
			d.use(v, v, instr)
		case *ssa.FieldAddr:
			d.use(field(v.X.Type(), v.Field), v, instr)
		case *ssa.Function:
			old, known := d.calls[v]
			switch {
			case op != callee:
				d.calls[v] = nil
			case !known || old != nil:
				d.calls[v] = append(old, instr.(ssa.CallInstruction).Common())
			}
		}
	}
	if conv, ok := instr.(*ssa.ChangeType); ok { // of a struct: its fields become those of another type
		d.leakFields(conv.Type())
	}
}

// use records a use of the address of place by instr.
func (d *dynamic) use(place any, addr ssa.Value, instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Store:
		if instr.Addr == addr {
			d.stores[place] = append(d.stores[place], instr.Val)
		}
		if instr.Val == addr {
			d.leaks[place] = true
		}
	case *ssa.UnOp, *ssa.DebugRef:
	default:
		d.leaks[place] = true
	}
}

// leakFields records that values come to the fields of t, a struct or a pointer
// to one, in a way that is not seen.
func (d *dynamic) leakFields(t types.Type) {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if str, ok := t.Underlying().(*types.Struct); ok {
		for f := range str.Fields() {
			d.leaks[f.Origin()] = true
		}
	}
}

func field(t types.Type, i int) any { return syncpool.FieldVar(t, i) }

// method returns the method that call, one of an interface, runs, nil if that is
// not known.
func (d *dynamic) method(call *ssa.CallCommon) *ssa.Function {
	s := &search{dynamic: d, seen: map[ssa.Value]bool{}}
	if !s.visit(call.Value) || s.only == nil {
		return nil
	}
	sel := types.NewMethodSet(s.only).Lookup(call.Method.Pkg(), call.Method.Name())
	if sel == nil || len(sel.Index()) != 1 { // the latter: promoted from an embedded field
		return nil
	}
	fn, ok := sel.Obj().(*types.Func)
	if !ok || fn.Pkg() != d.pkg.Pkg && syncpool.OpOf(fn) == syncpool.None {
		return nil // of another package no more is known than of the interface
	}
	return call.Value.Parent().Prog.FuncValue(fn.Origin())
}

// A search finds the type of what an interface value can hold.
type search struct {
	*dynamic
	only types.Type // the type found so far
	seen map[ssa.Value]bool
}

// visit looks for the types that v may have, and reports false if there are
// several, or some are not known. Nil has none.
func (s *search) visit(v ssa.Value) bool {
	if s.seen[v] {
		return true
	}
	s.seen[v] = true
	switch v := v.(type) {
	case *ssa.Const:
		return v.IsNil()
	case *ssa.MakeInterface:
		return s.add(v.X.Type())
	case *ssa.ChangeInterface:
		return s.visit(v.X)
	case *ssa.Phi:
		return s.all(v.Edges)
	case *ssa.UnOp:
		return v.Op == token.MUL && s.place(v.X)
	case *ssa.Call:
		return s.result(v, 0)
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		return ok && s.result(call, v.Index)
	case *ssa.Parameter:
		return s.param(v)
	case *ssa.FreeVar:
		b := syncpool.Binding(v)
		return b != nil && s.visit(b)
	}
	return false
}

func (s *search) all(list []ssa.Value) bool {
	for _, v := range list {
		if !s.visit(v) {
			return false
		}
	}
	return true
}

func (s *search) add(t types.Type) bool {
	if s.only == nil {
		s.only = t
	}
	return types.Identical(s.only, t)
}

// place is visit for what is loaded from addr.
func (s *search) place(addr ssa.Value) bool {
	switch addr := addr.(type) {
	case *ssa.Global:
		// Importers may set one that is exported. What is said then holds where
		// none does.
		return addr.Pkg == s.pkg && !s.leaks[addr] && s.all(s.stores[addr])
	case *ssa.FieldAddr:
		f := syncpool.FieldVar(addr.X.Type(), addr.Field)
		return f != nil && !f.Exported() && !s.leaks[f] && s.all(s.stores[f])
	case *ssa.Alloc:
		return s.cell(addr)
	case *ssa.FreeVar:
		cell, ok := syncpool.Binding(addr).(*ssa.Alloc)
		return ok && s.cell(cell)
	}
	return false
}

// cell is visit for what is loaded from a local variable, which is v or, in a
// closure, what captured it.
func (s *search) cell(v ssa.Value) bool {
	for _, use := range *v.Referrers() {
		switch use := use.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.Store:
			if use.Val == v || !s.visit(use.Val) {
				return false
			}
		case *ssa.MakeClosure:
			for i, b := range use.Bindings {
				if b == v && !s.cell(use.Fn.(*ssa.Function).FreeVars[i]) {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// result is visit for result i of call.
func (s *search) result(call *ssa.Call, i int) bool {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return false
	}
	if origin := fn.Origin(); origin != nil {
		fn = origin
	}
	if len(fn.Blocks) == 0 {
		return false
	}
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && !s.visit(ret.Results[i]) {
			return false
		}
	}
	return true
}

// param is visit for what the callers of an unexported function pass.
func (s *search) param(v *ssa.Parameter) bool {
	fn := v.Parent()
	obj, ok := fn.Object().(*types.Func)
	if !ok || obj.Exported() || obj.Signature().Recv() != nil || len(s.calls[fn]) == 0 {
		return false
	}
	i := slices.Index(fn.Params, v)
	for _, call := range s.calls[fn] {
		if !s.visit(call.Args[i]) {
			return false
		}
	}
	return true
}
