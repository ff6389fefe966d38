package syncpool

import (
	"fmt"
	"go/token"
	"go/types"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// An Object names a variable or a struct field in a form that facts can carry.
// The zero Object names nothing.
type Object struct {
	Pkg  string // path of the package that declares it
	Name string // "v", or "T.f" for a field; a local variable has its position after it
}

// String returns the name without what only tells two locals apart.
func (o Object) String() string {
	name, _, _ := strings.Cut(o.Name, "@")
	return name
}

// Last returns the last part of the name.
func (o Object) Last() string { return lastName(o.String()) }

// Local reports whether o is a variable of a function.
func (o Object) Local() bool { return strings.Contains(o.Name, "@") }

// Returned reports whether o stands for what a function returns, which may be
// another thing at each call.
func (o Object) Returned() bool { return strings.HasSuffix(o.Name, "()") }

// A Ref says which pool a value denotes. The zero Ref denotes an unknown pool.
type Ref struct {
	// Obj is the variable or field that is the pool, or that holds a container
	// of pools. It is zero where the pool is itself a parameter.
	Obj Object

	// Holder is the variable or field that holds the wrapper of which Obj is a
	// field; zero where that is unknown or there is none.
	Holder Object

	// Args holds the type arguments of that wrapper, if it has any.
	Args string

	// Param is one more than the index (the receiver counts) of the parameter
	// that is the pool or that holds it; zero where there is none.
	Param int
}

// Known reports whether r denotes some pool.
func (r Ref) Known() bool { return r != Ref{} }

// Bind returns what r, which is in terms of a callee's parameters, denotes for
// a caller that passes args.
func (r Ref) Bind(args []ssa.Value) Ref {
	if r.Param == 0 || r.Param > len(args) {
		return r
	}
	arg, wrapper := RefOf(args[r.Param-1]), args[r.Param-1].Type()
	if r.Obj == (Object{}) {
		return arg
	}
	r.Param = 0
	r.Holder = arg.Obj
	if arg.Obj == (Object{}) {
		r.Param = arg.Param
	}
	if named := namedOf(wrapper); named != nil && named.TypeArgs() != nil {
		r.Args = typeArgs(named)
	}
	return r
}

// Matches reports whether r and other may denote the same pool, going by what
// is known of both.
func (r Ref) Matches(other Ref) bool {
	if r.Obj == (Object{}) || r.Obj != other.Obj {
		return false
	}
	same := func(a, b string) bool { return a == b || a == "" || b == "" }
	return same(r.Args, other.Args) && (r.Holder == other.Holder || r.Holder == (Object{}) || other.Holder == (Object{}))
}

// String returns the name of the pool as a short piece of source.
func (r Ref) String() string {
	switch {
	case r.Holder != (Object{}):
		return lastName(r.Holder.String())
	case r.Obj != (Object{}):
		return lastName(r.Obj.String())
	case r.Param != 0:
		return fmt.Sprintf("parameter %d", r.Param-1)
	}
	return "the pool"
}

// lastName returns what follows the last dot of name.
func lastName(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// RefOf returns the pool that v denotes. For a wrapper around a pool, a
// container of pools, or a variable that points to one of these it returns the
// reference of that; [Ref.Obj] is then not the pool but what holds it.
func RefOf(v ssa.Value) Ref { return new(resolver).refOf(v, 0) }

// Choices returns the pools that v, a pointer to a pool, may denote where it is
// one of several, and whether these are all. A parameter denotes what the
// calls of its function tell.
func Choices(v ssa.Value) (refs []Ref, all bool) {
	work := []ssa.Value{v}
	for i := 0; i < len(work); i++ {
		add := func(v ssa.Value) {
			if !slices.Contains(work, v) {
				work = append(work, v)
			}
		}
		switch v := work[i].(type) {
		case *ssa.Const: // nil
		case *ssa.Phi:
			for _, e := range v.Edges {
				add(e)
			}
		case *ssa.ChangeType:
			add(v.X)
		default:
			r := RefOf(v)
			if !r.Known() {
				return refs, false
			}
			refs = append(refs, r)
		}
	}
	return refs, true
}

const (
	maxDepth = 20  // of the definitions that a resolver looks through
	maxWork  = 400 // of them in all, since a phi and a function have several
)

// A resolver finds the pool of one value.
type resolver struct{ work int }

func (rs *resolver) refOf(v ssa.Value, depth int) Ref {
	rs.work++
	if depth > maxDepth || rs.work > maxWork {
		return Ref{}
	}
	depth++
	switch v := v.(type) {
	case *ssa.Global:
		return Ref{Obj: Object{v.Pkg.Pkg.Path(), v.Name()}}
	case *ssa.Parameter:
		return Ref{Param: 1 + paramIndex(v)}
	case *ssa.FreeVar:
		if b := Binding(v); b != nil {
			r := rs.refOf(b, depth)
			r.Param = 0 // of another function
			return r
		}
	case *ssa.FieldAddr:
		return rs.fieldRef(v.X, v.Field, depth)
	case *ssa.Field:
		return rs.fieldRef(v.X, v.Field, depth)
	case *ssa.IndexAddr:
		return rs.refOf(v.X, depth)
	case *ssa.Index:
		return rs.refOf(v.X, depth)
	case *ssa.Lookup:
		return rs.refOf(v.X, depth)
	case *ssa.UnOp:
		if v.Op == token.MUL {
			addr := v.X
			fv, captured := addr.(*ssa.FreeVar)
			if captured {
				addr = Binding(fv)
			}
			if cell, ok := addr.(*ssa.Alloc); ok {
				if stored := OnlyStore(cell); stored != nil {
					r := rs.refOf(stored, depth)
					if captured {
						r.Param = 0 // of another function
					}
					return r
				}
			}
			return rs.refOf(v.X, depth)
		}
	case *ssa.ChangeType:
		return rs.refOf(v.X, depth)
	case *ssa.Convert:
		return rs.refOf(v.X, depth)
	case *ssa.MakeInterface:
		return rs.refOf(v.X, depth)
	case *ssa.TypeAssert:
		return rs.refOf(v.X, depth)
	case *ssa.Slice:
		return rs.refOf(v.X, depth)
	case *ssa.Extract:
		return rs.refOf(v.Tuple, depth)
	case *ssa.Next:
		return rs.refOf(v.Iter, depth)
	case *ssa.Range:
		return rs.refOf(v.X, depth)
	case *ssa.Phi:
		r := rs.refOf(v.Edges[0], depth)
		for _, e := range v.Edges[1:] {
			if e != v && rs.refOf(e, depth) != r {
				return Ref{}
			}
		}
		return r
	case *ssa.Alloc:
		return rs.allocRef(v, depth)
	case *ssa.MakeMap, *ssa.MakeSlice:
		if r, ok := rs.storedAt(v, depth); ok {
			return r
		}
		return localRef(v, "local")
	case *ssa.Call:
		return rs.callRef(v, depth)
	}
	return Ref{}
}

// callRef returns the pool that a function returns: the same one at each of
// its returns, or else one named after the function.
func (rs *resolver) callRef(call *ssa.Call, depth int) Ref {
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Object() == nil || fn.Object().Pkg() == nil {
		return Ref{}
	}
	if len(fn.Blocks) == 0 && !IsPool(call.Type()) {
		return Ref{} // what it returns may be another one each time
	}
	var r Ref
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && len(ret.Results) > 0 {
			one := rs.refOf(ret.Results[0], depth).Bind(call.Call.Args)
			if r.Known() && one != r {
				r = Ref{}
				break
			}
			r = one
		}
	}
	if r.Known() {
		return r
	}
	return Ref{Obj: Object{fn.Object().Pkg().Path(), fn.Object().Name() + "()"}}
}

// fieldRef returns the reference of field i of x, a struct or a pointer to one.
func (rs *resolver) fieldRef(x ssa.Value, i int, depth int) Ref {
	base := rs.refOf(x, depth)
	t := x.Type()
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	str, ok := t.Underlying().(*types.Struct)
	if !ok {
		return Ref{}
	}
	field := str.Field(i)
	named := namedOf(t)
	if named == nil { // the variable of an anonymous struct type is what has a name
		if base.Obj == (Object{}) {
			return Ref{}
		}
		base.Obj.Name += "." + field.Name()
		return base
	}
	r := Ref{Obj: Object{named.Obj().Pkg().Path(), named.Obj().Name() + "." + field.Name()}, Args: typeArgs(named)}
	switch {
	case base.Obj != (Object{}):
		r.Holder = base.Obj
	case base.Param != 0:
		r.Param = base.Param
	}
	return r
}

// allocRef returns the reference of a local variable, or of the place that the
// memory it stands for is stored to.
func (rs *resolver) allocRef(v *ssa.Alloc, depth int) Ref {
	if v.Comment != "" {
		if r, ok := rs.storedAt(v, depth); ok {
			return r
		}
	}
	if stored := OnlyStore(v); stored != nil {
		if _, ok := stored.(*ssa.Parameter); ok {
			return rs.refOf(stored, depth)
		}
	}
	switch v.Comment {
	case "", "complit", "new", "slicelit", "makeslice", "varargs":
		return localRef(v, "local")
	}
	return localRef(v, v.Comment)
}

// localRef returns the reference of what a function makes and stores nowhere.
func localRef(v ssa.Value, name string) Ref {
	pkg := v.Parent().Package().Pkg
	at := v.Parent().Prog.Fset.Position(v.Pos())
	return Ref{Obj: Object{pkg.Path(), fmt.Sprintf("%s@%s:%d:%d", name, v.Parent().RelString(pkg), at.Line, at.Column)}}
}

// storedAt returns the reference of the place that v, which is made by the
// function, is stored to. It reports false where there is none.
func (rs *resolver) storedAt(v ssa.Value, depth int) (Ref, bool) {
	if depth > maxDepth {
		return Ref{}, false
	}
	depth++
	for _, use := range *v.Referrers() {
		switch use := use.(type) {
		case *ssa.Store:
			if use.Val == v {
				return rs.refOf(use.Addr, depth), true
			}
		case *ssa.MapUpdate:
			if use.Value == v {
				return rs.refOf(use.Map, depth), true
			}
		case *ssa.UnOp: // a composite literal is made aside and copied
			if alloc, ok := v.(*ssa.Alloc); ok && alloc.Comment == "complit" {
				if r, ok := rs.storedAt(use, depth); ok {
					return r, true
				}
			}
		case *ssa.Slice:
			if r, ok := rs.storedAt(use, depth); ok {
				return r, true
			}
		case *ssa.MakeInterface: // behind an interface of the program
			for _, use := range *use.Referrers() {
				switch use := use.(type) {
				case *ssa.Store:
					switch use.Addr.(type) {
					case *ssa.FieldAddr, *ssa.Global:
						return rs.refOf(use.Addr, depth), true
					}
				case *ssa.Return:
					return Ref{}, true
				}
			}
		case *ssa.Return:
			if namedOf(v.Type()) != nil && !IsPool(v.Type()) {
				return Ref{}, true // a constructor's wrapper: known by its fields alone
			}
		}
	}
	return Ref{}, false
}

// OnlyStore returns the one value that is ever stored to cell, or nil.
func OnlyStore(cell *ssa.Alloc) ssa.Value {
	var val ssa.Value
	for _, instr := range *cell.Referrers() {
		if store, ok := instr.(*ssa.Store); ok && store.Addr == cell {
			if val != nil {
				return nil
			}
			val = store.Val
		}
	}
	return val
}

// Binding returns the value that the closure around v captured for it, or nil
// where the closure is not made exactly once.
func Binding(v *ssa.FreeVar) ssa.Value {
	fn := v.Parent()
	if fn.Parent() == nil || fn.Referrers() == nil {
		return nil
	}
	var closure *ssa.MakeClosure
	for _, instr := range *fn.Referrers() {
		if c, ok := instr.(*ssa.MakeClosure); ok {
			if closure != nil {
				return nil
			}
			closure = c
		}
	}
	if closure == nil {
		return nil
	}
	for i, fv := range fn.FreeVars {
		if fv == v {
			return closure.Bindings[i]
		}
	}
	return nil
}

// FieldVar returns field i of t, a struct or a pointer to one, as its generic
// type declares it; nil if t is neither.
func FieldVar(t types.Type, i int) *types.Var {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	str, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	return str.Field(i).Origin()
}

// FieldStores yields the instructions of fn that store something in a field of a
// struct, each with the address of the field.
func FieldStores(fn *ssa.Function) iter.Seq2[*ssa.Store, *ssa.FieldAddr] {
	return func(yield func(*ssa.Store, *ssa.FieldAddr) bool) {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				store, ok := instr.(*ssa.Store)
				if !ok {
					continue
				}
				if addr, ok := store.Addr.(*ssa.FieldAddr); ok && !yield(store, addr) {
					return
				}
			}
		}
	}
}

func paramIndex(v *ssa.Parameter) int {
	for i, p := range v.Parent().Params {
		if p == v {
			return i
		}
	}
	return -1
}

// namedOf returns the named type of t or of what t points to, or nil.
func namedOf(t types.Type) *types.Named {
	t = types.Unalias(t)
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	named, _ := t.(*types.Named)
	return named
}

// typeArgs returns the type arguments of named that are known, "" for none.
func typeArgs(named *types.Named) string {
	var parts []string
	for t := range named.TypeArgs().Types() {
		if _, ok := t.(*types.TypeParam); ok {
			return ""
		}
		parts = append(parts, types.TypeString(t, nil))
	}
	return strings.Join(parts, ",")
}
