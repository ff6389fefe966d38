package poolfacts

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// Released reports whether some code of the package may put what field holds:
// a Put gets its argument from the field, or what is loaded from the field goes
// where it is no longer followed.
func (r *Result) Released(field *types.Var) bool {
	if r.released == nil {
		t := newReleaseTracer(r)
		t.traceAll()
		r.released = t
	}
	return field.Exported() || field.Pkg() != r.pkg.Pkg || r.released.fields[field] || r.released.hasType(field.Type())
}

// A releaseTracer goes back from the arguments of each Put to the fields that
// they are loaded from.
type releaseTracer struct {
	result *Result
	fields map[*types.Var]bool
	types  []types.Type // of which a function that is called by who knows whom puts an argument
	seen   map[ssa.Value]bool
	calls  map[*ssa.Function][][]ssa.Value // the arguments of each static call
	values map[*ssa.Function]bool          // functions that are used as values
}

func newReleaseTracer(r *Result) *releaseTracer {
	return &releaseTracer{
		result: r,
		fields: map[*types.Var]bool{},
		seen:   map[ssa.Value]bool{},
		calls:  map[*ssa.Function][][]ssa.Value{},
		values: map[*ssa.Function]bool{},
	}
}

// hasType reports whether a value of type typ may be one that is put by a
// function of which not all calls are known.
func (t *releaseTracer) hasType(typ types.Type) bool {
	iface, _ := typ.Underlying().(*types.Interface)
	return slices.ContainsFunc(t.types, func(put types.Type) bool {
		return types.Identical(typ, put) || iface != nil && types.Implements(put, iface)
	})
}

func (t *releaseTracer) traceAll() {
	var put []ssa.Value
	for _, fn := range t.result.pkg.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				t.note(instr)
				if call, ok := instr.(ssa.CallInstruction); ok {
					put = append(put, t.putBy(call)...)
				}
			}
		}
	}
	for _, v := range put {
		t.trace(v)
	}
}

// note records what instr does that later steps ask for: calls, functions as
// values, and fields whose content goes elsewhere.
func (t *releaseTracer) note(instr ssa.Instruction) {
	call, isCall := instr.(ssa.CallInstruction)
	if isCall {
		if fn, args := t.result.Callee(call.Common()); fn != nil {
			if source := t.result.source(fn); source != nil {
				t.calls[source] = append(t.calls[source], args)
			}
		}
	}
	for _, op := range instr.Operands(nil) {
		if fn, ok := (*op).(*ssa.Function); ok && !(isCall && call.Common().Value == fn) {
			t.values[fn] = true
		}
	}
	switch v := instr.(type) {
	case *ssa.FieldAddr:
		if leaks(v) {
			t.fields[syncpool.FieldVar(v.X.Type(), v.Field)] = true
		}
	case *ssa.Field:
		if goesOn(v, 0) {
			t.fields[syncpool.FieldVar(v.X.Type(), v.Field)] = true
		}
	}
}

// leaks reports whether the field at addr is used other than by assigning it,
// and by calls and tests of what it holds.
func leaks(addr *ssa.FieldAddr) bool {
	for _, use := range *addr.Referrers() {
		switch use := use.(type) {
		case *ssa.Store:
			if use.Addr != addr {
				return true
			}
		case *ssa.UnOp:
			if goesOn(use, 0) {
				return true
			}
		case *ssa.DebugRef:
		default:
			return true
		}
	}
	return false
}

// goesOn reports whether v is returned, stored, sent or captured.
func goesOn(v ssa.Value, depth int) bool {
	if depth > 6 {
		return true
	}
	for _, use := range *v.Referrers() {
		switch use := use.(type) {
		case *ssa.Return, *ssa.Send, *ssa.MapUpdate, *ssa.MakeClosure, *ssa.Go, *ssa.Select:
			return true
		case *ssa.Store:
			if use.Val == v {
				return true
			}
		case *ssa.Phi, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.TypeAssert, *ssa.Extract, *ssa.Slice:
			if goesOn(use.(ssa.Value), depth+1) {
				return true
			}
		}
	}
	return false
}

// putBy returns the values that call puts.
func (t *releaseTracer) putBy(call ssa.CallInstruction) []ssa.Value {
	if common := call.Common(); common.IsInvoke() {
		return putArgs(t.result.Method(common.Method), append([]ssa.Value{common.Value}, common.Args...))
	}
	fn, args := t.result.Callee(call.Common())
	if fn == nil {
		return nil
	}
	if op, _, arg := syncpool.OpOfFunc(fn, args); op == syncpool.Put {
		t.noteHolder(arg)
		return []ssa.Value{arg}
	}
	if t.result.source(fn) != nil && !t.result.declaredPut(fn) {
		return nil // seen in its body
	}
	return putArgs(t.result.Brief(fn), args)
}

// putArgs returns those of args that a function with this summary puts.
func putArgs(sum *effect.Summary, args []ssa.Value) []ssa.Value {
	if sum == nil {
		return nil
	}
	var list []ssa.Value
	for _, p := range sum.Params {
		if p.Put != effect.Never && p.Index < len(args) {
			list = append(list, args[p.Index])
		}
	}
	return list
}

// noteHolder marks the fields of v, which is put: what they hold stays with it.
func (t *releaseTracer) noteHolder(v ssa.Value) {
	if boxed, ok := v.(*ssa.MakeInterface); ok {
		v = boxed.X
	}
	ptr, ok := v.Type().Underlying().(*types.Pointer)
	if !ok {
		return
	}
	if str, ok := ptr.Elem().Underlying().(*types.Struct); ok {
		for field := range str.Fields() {
			t.fields[field.Origin()] = true
		}
	}
}

// trace marks the fields that v may be loaded from.
func (t *releaseTracer) trace(v ssa.Value) {
	if t.seen[v] {
		return
	}
	t.seen[v] = true
	switch v := v.(type) {
	case *ssa.Parameter:
		t.traceParam(v)
	case *ssa.FreeVar:
		if b := syncpool.Binding(v); b != nil {
			t.trace(b)
		}
	case *ssa.Alloc:
		for _, use := range *v.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == v {
				t.trace(store.Val)
			}
		}
	case *ssa.Phi:
		for _, e := range v.Edges {
			t.trace(e)
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			t.trace(v.X)
		}
	case *ssa.FieldAddr:
		t.fields[syncpool.FieldVar(v.X.Type(), v.Field)] = true
		t.trace(v.X) // what is reached through a pointer is put with it
	case *ssa.Field:
		t.fields[syncpool.FieldVar(v.X.Type(), v.Field)] = true
		t.trace(v.X)
	case *ssa.MakeInterface:
		t.trace(v.X)
	case *ssa.ChangeInterface:
		t.trace(v.X)
	case *ssa.ChangeType:
		t.trace(v.X)
	case *ssa.Convert:
		t.trace(v.X)
	case *ssa.SliceToArrayPointer:
		t.trace(v.X)
	case *ssa.Slice:
		t.trace(v.X)
	case *ssa.TypeAssert:
		t.trace(v.X)
	case *ssa.Extract:
		t.trace(v.Tuple)
	case *ssa.Call: // append and its like
		for _, arg := range v.Call.Args {
			t.trace(arg)
		}
	}
}

// traceParam goes on from a parameter to the arguments of its function's
// calls.
func (t *releaseTracer) traceParam(p *ssa.Parameter) {
	fn := p.Parent()
	for i, param := range fn.Params {
		if param != p {
			continue
		}
		for _, args := range t.calls[fn] {
			if i < len(args) {
				t.trace(args[i])
			}
		}
	}
	if t.values[fn] || fn.Signature.Recv() != nil {
		t.types = append(t.types, p.Type()) // it may be called through a value or an interface
	}
}
