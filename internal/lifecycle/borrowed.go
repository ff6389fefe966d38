package lifecycle

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// borrowed lists the objects of its callers that the function may do something
// to: what its parameters and captured variables are, and what it reaches
// through them and passes to a Put.
func (a *analysis) borrowed() []Origin {
	var list []Origin
	add := func(o Origin) {
		if i := o.Param - len(a.fn.Params); i >= 0 && onlyAssigned(variable(a.fn.FreeVars[i]), isNil) {
			return // there is nothing
		}
		if !slices.Contains(list, o) && o.Path.Len() <= effect.MaxPath {
			list = append(list, o)
		}
	}
	for i, p := range a.fn.Params {
		if holdsMemory(p.Type()) {
			add(Origin{Param: i})
			a.eachPooledField(p.Type(), func(name string) { add(Origin{Param: i, Path: effect.Deref + effect.Field(name)}) })
		} else if copyShares(p.Type()) {
			add(Origin{Param: i, Path: effect.Copy})
		}
	}
	if last := len(a.fn.Params) - 1; a.fn.Signature.Variadic() && holdsMemory(a.fn.Params[last].Type().Underlying().(*types.Slice).Elem()) {
		add(Origin{Param: last, Path: effect.Elem})
	}
	for i, fv := range a.fn.FreeVars {
		if ptr, ok := fv.Type().Underlying().(*types.Pointer); ok && holdsMemory(ptr.Elem()) {
			add(Origin{Param: len(a.fn.Params) + i, Path: effect.Deref})
		}
	}
	a.eachCleared(func(i int, path effect.Path) { add(Origin{Param: i, Path: path}) })
	a.eachKept(func(i int, path effect.Path) { add(Origin{Param: i, Path: path}) })
	a.eachPut(a.fn, func(v ssa.Value, path effect.Path) {
		t := tracer{fn: a.fn, seen: map[ssa.Value]bool{}, yield: func(index int, path effect.Path) { add(Origin{Param: index, Path: path}) }}
		t.trace(v, path)
	})
	return list
}

// eachPooledField calls yield with the name of each field of the struct that t
// points to, if it does, that holds objects of a pool.
func (a *analysis) eachPooledField(t types.Type, yield func(string)) {
	ptr, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return
	}
	str, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return
	}
	for field := range str.Fields() {
		if a.prog.Pooled(field.Origin()) {
			yield(field.Name())
		}
	}
}

// eachCleared calls yield with the path to each field of a parameter that the
// function sets to nil: it may take out what the field held.
func (a *analysis) eachCleared(yield func(index int, path effect.Path)) {
	for _, b := range a.fn.Blocks {
		for _, instr := range b.Instrs {
			store, ok := instr.(*ssa.Store)
			if !ok || !isNil(store.Val) || !holdsMemory(store.Val.Type()) {
				continue
			}
			if _, ok := store.Addr.(*ssa.FieldAddr); ok {
				t := tracer{fn: a.fn, seen: map[ssa.Value]bool{}, yield: yield}
				t.trace(store.Addr, effect.Deref)
			}
		}
	}
}

// eachKept calls yield with the path to each slice or map in a field of a parameter
// that the function stores in another field, or in an element, as it is.
func (a *analysis) eachKept(yield func(index int, path effect.Path)) {
	kept := func(v ssa.Value) {
		load, ok := v.(*ssa.UnOp)
		if !ok || load.Op != token.MUL || !isReference(v.Type()) {
			return
		}
		if field, ok := load.X.(*ssa.FieldAddr); ok {
			if p, ok := field.X.(*ssa.Parameter); ok {
				yield(slices.Index(a.fn.Params, p), effect.Deref+effect.Field(fieldName(p.Type(), field.Field)))
			}
		}
	}
	for _, b := range a.fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if _, local := instr.Addr.(*ssa.Alloc); !local {
					kept(instr.Val)
				}
			case *ssa.MapUpdate:
				kept(instr.Value)
			}
		}
	}
}

// holdsMemory reports whether a value of type t can be, or hold, an object of a
// pool.
func holdsMemory(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Interface:
		return !syncpool.IsPool(t)
	}
	return false
}

// copyShares reports whether t is a struct whose copies share the memory of
// slices or maps.
func copyShares(t types.Type) bool {
	str, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range str.Fields() {
		if isReference(field.Type()) || copyShares(field.Type()) {
			return true
		}
	}
	return false
}

// eachPut calls yield with each value that fn, or a literal in it, passes to
// a Put or to a function that puts what lies at path of it.
func (a *analysis) eachPut(fn *ssa.Function, yield func(ssa.Value, effect.Path)) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if op, _, arg := op(a.prog, call.Common()); op == syncpool.Put {
				yield(arg, "")
				continue
			}
			callee, args := a.prog.Callee(call.Common())
			if callee == nil {
				continue
			}
			sum := a.prog.Brief(callee)
			if sum == nil {
				continue
			}
			for _, p := range sum.Params {
				if p.Put != effect.Never && p.Index < len(args) {
					yield(args[p.Index], p.Path)
				}
			}
		}
	}
	for _, anon := range fn.AnonFuncs {
		a.eachPut(anon, yield)
	}
}

// A tracer finds the parameters and captured variables of a function from
// which a value comes.
type tracer struct {
	fn    *ssa.Function
	seen  map[ssa.Value]bool
	yield func(index int, path effect.Path)
}

// trace calls yield with each source of v, and the path from there to what lies
// at path of v.
func (t *tracer) trace(v ssa.Value, path effect.Path) {
	if t.seen[v] {
		return
	}
	t.seen[v] = true
	switch v := v.(type) {
	case *ssa.Parameter:
		if i := slices.Index(t.fn.Params, v); i >= 0 {
			t.yield(i, path)
		}
	case *ssa.FreeVar:
		if i := slices.Index(t.fn.FreeVars, v); i >= 0 {
			t.yield(len(t.fn.Params)+i, path)
		} else if b := syncpool.Binding(v); b != nil {
			t.trace(b, path)
		}
	case *ssa.Alloc:
		for _, use := range *v.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == v {
				if rest, ok := path.Cut(effect.Deref); ok {
					t.trace(store.Val, rest)
				}
			}
		}
	case *ssa.Phi:
		for _, e := range v.Edges {
			t.trace(e, path)
		}
	default:
		if x, path, ok := ascend(v, path); ok {
			t.trace(x, path)
		}
	}
}

// ascend returns the value that v is a part or another form of, and the path
// from it to what lies at path of v; false where v is neither.
func ascend(v ssa.Value, path effect.Path) (ssa.Value, effect.Path, bool) {
	switch v := v.(type) {
	case *ssa.FieldAddr:
		rest, ok := path.Cut(effect.Deref)
		return v.X, effect.Deref + effect.Field(fieldName(v.X.Type(), v.Field)) + rest, ok
	case *ssa.Field:
		return v.X, effect.Field(fieldName(v.X.Type(), v.Field)) + path, true
	case *ssa.IndexAddr:
		rest, ok := path.Cut(effect.Deref)
		if _, array := v.X.Type().Underlying().(*types.Pointer); array {
			return v.X, effect.Deref + effect.Elem + rest, ok
		}
		return v.X, effect.Elem + rest, ok
	case *ssa.UnOp:
		return v.X, effect.Deref + path, v.Op == token.MUL
	case *ssa.ChangeType:
		return v.X, path, true
	case *ssa.ChangeInterface:
		return v.X, path, true
	case *ssa.MakeInterface:
		return v.X, path, true
	case *ssa.Slice:
		_, array := v.X.Type().Underlying().(*types.Pointer)
		return v.X, path, !array
	case *ssa.TypeAssert:
		return v.X, path, !v.CommaOk
	case *ssa.Extract:
		if assert, ok := v.Tuple.(*ssa.TypeAssert); ok && v.Index == 0 {
			return assert.X, path, true
		}
	}
	return nil, "", false
}
