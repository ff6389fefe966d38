package lifecycle

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// A term is a value, what is stored in the local variable at that address, or
// an element of a tuple. Values that must be equal because they compute the
// same from the same are one term.
type term struct {
	v    ssa.Value
	cell bool
	elem int // one more than the index of the element
}

// resultTerm returns the term of result i of call.
func resultTerm(call *ssa.Call, i int) term {
	if call.Call.Signature().Results().Len() > 1 {
		return term{v: call, elem: i + 1}
	}
	return term{v: call}
}

// terms assigns values to terms.
type terms struct {
	num     *numbering
	rep     map[ssa.Value]ssa.Value
	byExpr  map[string]ssa.Value
	leaves  map[ssa.Value][]ssa.Value
	isLeaf  map[ssa.Value]bool // whether another value is computed from it
	local   map[ssa.Value]bool // all uses of it, and of what must equal it, are in the block that computes it
	decide  map[ssa.Value]bool
	compare map[ssa.Value]bool  // see [terms.compared]
	stored  map[*types.Var]bool // fields that the function assigns
}

func newTerms(num *numbering, root *ssa.Function) *terms {
	t := &terms{num: num, rep: map[ssa.Value]ssa.Value{}, byExpr: map[string]ssa.Value{}, leaves: map[ssa.Value][]ssa.Value{}, isLeaf: map[ssa.Value]bool{}, local: map[ssa.Value]bool{}, decide: map[ssa.Value]bool{}, compare: map[ssa.Value]bool{}, stored: map[*types.Var]bool{}}
	t.findStores(root)
	return t
}

func (t *terms) findStores(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if store, ok := instr.(*ssa.Store); ok {
				if addr, ok := store.Addr.(*ssa.FieldAddr); ok {
					t.stored[syncpool.FieldVar(addr.X.Type(), addr.Field)] = true
				}
			}
		}
	}
	for _, anon := range fn.AnonFuncs {
		t.findStores(anon)
	}
}

const maxLeaves = 8 // that a value is computed from

// of returns the term of v.
func (t *terms) of(v ssa.Value) term { return term{v: t.value(v)} }

// value returns the value that stands for all that must equal v.
func (t *terms) value(v ssa.Value) ssa.Value {
	if r, ok := t.rep[v]; ok {
		return r
	}
	t.rep[v] = v // while in progress
	r := v
	if expr, ops := t.expr(v); expr != "" {
		var leaves []ssa.Value
		for _, op := range ops {
			for _, l := range t.leavesOf(op) {
				if !slices.Contains(leaves, l) {
					leaves = append(leaves, l)
				}
			}
		}
		if len(leaves) > maxLeaves {
			return r // a leaf itself
		}
		if first, ok := t.byExpr[expr]; ok {
			r = first
			t.local[r] = false
		} else {
			t.byExpr[expr] = v
		}
		t.leaves[r] = leaves
		for _, l := range leaves {
			t.isLeaf[l] = true
		}
	} else if fv, ok := v.(*ssa.FreeVar); ok {
		if b := syncpool.Binding(fv); b != nil {
			r = t.value(b)
			t.isLeaf[r] = true
		}
	}
	t.rep[v] = r
	return r
}

// decides reports whether what is known of v can matter: it is compared,
// assigned, returned or passed to a literal.
func (t *terms) decides(v ssa.Value) bool {
	d, ok := t.decide[v]
	if !ok {
		for _, use := range *v.Referrers() {
			switch use := use.(type) {
			case *ssa.UnOp:
				d = d || use.Op == token.NOT
			case *ssa.Store:
				d = d || use.Val == v
			case *ssa.BinOp, *ssa.If, *ssa.Phi, *ssa.Return, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.MakeInterface, *ssa.TypeAssert, *ssa.Convert:
				d = true
			case *ssa.Call:
				d = d || use.Call.Value != v
			}
		}
		t.decide[v] = d
	}
	return d
}

// compared reports whether v, or a variable that it is assigned to, is compared
// with something.
func (t *terms) compared(v ssa.Value) bool {
	if c, ok := t.compare[v]; ok {
		return c
	}
	found := false
	vars := []ssa.Value{v}
	for i := 0; i < len(vars) && !found; i++ {
		if vars[i].Referrers() == nil {
			continue
		}
		for _, use := range *vars[i].Referrers() {
			switch use := use.(type) {
			case *ssa.BinOp:
				found = true
			case *ssa.Phi:
				if !slices.Contains(vars, ssa.Value(use)) {
					vars = append(vars, use)
				}
			}
		}
	}
	t.compare[v] = found
	return found
}

// passing reports whether tm is a value that is not used outside of its block.
func (t *terms) passing(tm term) bool {
	if tm.cell {
		return false
	}
	local, ok := t.local[tm.v]
	if !ok {
		local = isLocal(tm.v)
		t.local[tm.v] = local
	}
	return local
}

func isLocal(v ssa.Value) bool {
	def, ok := v.(ssa.Instruction)
	if !ok || v.Referrers() == nil {
		return false
	}
	for _, use := range *v.Referrers() {
		if _, phi := use.(*ssa.Phi); phi || use.Block() != def.Block() {
			return false
		}
	}
	return true
}

// leavesOf returns the values whose new execution gives v another value.
func (t *terms) leavesOf(v ssa.Value) []ssa.Value {
	v = t.value(v)
	if l, ok := t.leaves[v]; ok {
		return l
	}
	switch v.(type) {
	case *ssa.Const, *ssa.Parameter, *ssa.Global, *ssa.FreeVar, *ssa.Function, *ssa.Builtin:
		return nil
	}
	return []ssa.Value{v}
}

// expr returns a text that is equal for values that compute the same from the
// same, and the operands; "" for what may differ from one execution to the
// next.
func (t *terms) expr(v ssa.Value) (string, []ssa.Value) {
	id := func(v ssa.Value) uint64 { return t.num.value(t.value(v)) }
	switch v := v.(type) {
	case *ssa.Const:
		return fmt.Sprintf("const %v %v", v.Value, v.Type()), nil
	case *ssa.BinOp:
		return fmt.Sprintf("%v %d %d", v.Op, id(v.X), id(v.Y)), []ssa.Value{v.X, v.Y}
	case *ssa.UnOp:
		if v.Op == token.NOT || v.Op == token.SUB {
			return fmt.Sprintf("%v %d", v.Op, id(v.X)), []ssa.Value{v.X}
		}
		if addr, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL && !t.stored[syncpool.FieldVar(addr.X.Type(), addr.Field)] {
			return fmt.Sprintf("load %d", id(addr)), []ssa.Value{addr}
		}
	case *ssa.FieldAddr:
		return fmt.Sprintf("field %d %d", v.Field, id(v.X)), []ssa.Value{v.X}
	case *ssa.ChangeType:
		return fmt.Sprintf("change %d %v", id(v.X), v.Type()), []ssa.Value{v.X}
	case *ssa.Convert:
		return fmt.Sprintf("convert %d %v", id(v.X), v.Type()), []ssa.Value{v.X}
	case *ssa.ChangeInterface:
		return fmt.Sprintf("change %d %v", id(v.X), v.Type()), []ssa.Value{v.X}
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && (b.Name() == "len" || b.Name() == "cap") {
			if _, ok := v.Call.Args[0].Type().Underlying().(*types.Slice); ok {
				return fmt.Sprintf("%s %d", b.Name(), id(v.Call.Args[0])), []ssa.Value{v.Call.Args[0]}
			}
		}
	}
	return "", nil
}

// dependsOn reports whether a new execution of leaf changes tm.
func (t *terms) dependsOn(tm term, leaf ssa.Value) bool {
	if tm.v == nil || tm.v == leaf {
		return tm.v != nil
	}
	return t.isLeaf[leaf] && slices.Contains(t.leavesOf(tm.v), leaf)
}

// resolve follows what tm is known to equal.
func (s *state) resolve(tm term) (term, value) {
	for range 8 {
		v := s.fact(tm)
		if v.same == (term{}) {
			return tm, v
		}
		tm = v.same
	}
	return tm, value{}
}

// eval returns what is known of v in s.
func (f *follow) eval(s *state, v ssa.Value) value {
	if !f.enter() {
		return value{}
	}
	defer f.exit()
	if c, ok := v.(*ssa.Const); ok {
		return constValue(c)
	}
	if s.life != absent {
		if r, ok := s.direct(f.canon(v)); ok && (!r.part || nillable(v)) {
			return value{is: effect.NonNil}
		}
		if s.leads(f.canon(v)) {
			return value{is: effect.NonNil}
		}
	}
	if _, val := s.resolve(f.terms.of(v)); val.known() {
		return val
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.NOT {
			return value{is: f.eval(s, v.X).is.Not()}
		}
		if g, ok := v.X.(*ssa.Global); ok && v.Op == token.MUL && isError(g.Type()) {
			return value{is: effect.NonNil} // a sentinel
		}
	case *ssa.BinOp:
		if v.Op == token.EQL || v.Op == token.NEQ {
			return value{is: f.compare(s, v)}
		}
		if zero, ok := asksZero(v); ok {
			switch n := f.eval(s, v.X); {
			case n.isN && n.n == 0:
				return value{is: truth(zero)}
			case n.isN && n.n > 0, n.is == effect.NonNil:
				return value{is: truth(!zero)}
			}
		}
	case *ssa.ChangeInterface:
		return f.eval(s, v.X)
	case *ssa.ChangeType:
		return f.eval(s, v.X)
	case *ssa.MakeInterface, *ssa.Alloc, *ssa.MakeClosure, *ssa.MakeMap, *ssa.MakeChan, *ssa.MakeSlice, *ssa.Function, *ssa.FieldAddr, *ssa.IndexAddr:
		return value{is: effect.NonNil}
	case *ssa.Call:
		if fn := v.Call.StaticCallee(); fn != nil && makesError(fn) {
			return value{is: effect.NonNil}
		}
	}
	return value{}
}

// leads reports whether the object is reached through what v points to.
func (s *state) leads(v ssa.Value) bool {
	return slices.ContainsFunc(s.refs, func(r ref) bool {
		_, ok := r.path.Cut(effect.Deref)
		return ok && r.val == v
	})
}

// dereferenced notes that x, a pointer that is used as one, is not nil, if the
// function asks that elsewhere.
func (f *follow) dereferenced(s *state, x ssa.Value) {
	if f.terms.compared(x) {
		f.learn(s, x, value{is: effect.NonNil})
	}
}

// compare evaluates an equality.
func (f *follow) compare(s *state, b *ssa.BinOp) effect.Value {
	x, y := f.eval(s, b.X), f.eval(s, b.Y)
	eq := effect.Unknown
	switch {
	case f.isObject(s, b.X) && f.isObject(s, b.Y):
		eq = effect.True
	case !x.known() || !y.known():
		return effect.Unknown
	case x.isN && y.isN:
		eq = truth(x.n == y.n)
	case x.is == effect.NonNil && y.isN && y.n == 0:
		eq = effect.False
	case x.is == effect.Nil && y.is == effect.Nil:
		eq = effect.True
	case x.is == effect.Nil && y.is == effect.NonNil, x.is == effect.NonNil && y.is == effect.Nil:
		eq = effect.False
	case isTruth(x.is) && isTruth(y.is):
		eq = truth(x.is == y.is)
	}
	if b.Op == token.NEQ {
		return eq.Not()
	}
	return eq
}

// isObject reports whether v is the object, and comparable.
func (f *follow) isObject(s *state, v ssa.Value) bool {
	r, ok := s.direct(f.canon(v))
	return ok && !r.part && !isReference(v.Type())
}

// zeroValue returns what is known of a variable of type t before it is
// assigned.
func zeroValue(t types.Type) value {
	switch t := t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Signature, *types.Interface:
		return value{is: effect.Nil}
	case *types.Basic:
		switch {
		case t.Info()&types.IsBoolean != 0:
			return value{is: effect.False}
		case t.Info()&types.IsInteger != 0:
			return value{isN: true}
		}
	}
	return value{}
}

// assume adds to s that cond is as told, and what follows from it. It reports
// false where that contradicts what is known.
func (f *follow) assume(s *state, cond ssa.Value, is effect.Value) bool {
	if !f.enter() {
		return true
	}
	defer f.exit()
	if known := f.eval(s, cond); known.is != effect.Unknown {
		return known.is == is
	}
	tm, _ := s.resolve(f.terms.of(cond))
	s.setFact(tm, value{is: is})
	switch def := tm.v.(type) {
	case *ssa.UnOp:
		if def.Op == token.NOT && !tm.cell {
			return f.assume(s, def.X, is.Not())
		}
	case *ssa.BinOp:
		if zero, ok := asksZero(def); ok {
			if zero == (is == effect.True) {
				return f.learn(s, def.X, value{isN: true})
			}
			return f.learn(s, def.X, value{is: effect.NonNil})
		}
		if def.Op != token.EQL && def.Op != token.NEQ {
			return true
		}
		equal := (def.Op == token.EQL) == (is == effect.True)
		x, y := def.X, def.Y
		if _, ok := x.(*ssa.Const); ok {
			x, y = y, x
		}
		known := f.eval(s, y)
		switch {
		case known.isN:
			if equal {
				return f.learn(s, x, known)
			}
			if known.n == 0 && isCount(x) {
				return f.learn(s, x, value{is: effect.NonNil})
			}
		case known.is == effect.Nil || isTruth(known.is):
			if !equal {
				known.is = known.is.Not()
			}
			return f.learn(s, x, known)
		}
	}
	return true
}

// learn adds to s that v is val.
func (f *follow) learn(s *state, v ssa.Value, val value) bool {
	if !f.enter() {
		return true
	}
	defer f.exit()
	if isTruth(val.is) {
		return f.assume(s, v, val.is)
	}
	if known := f.eval(s, v); known.known() {
		return known == val || known.isN != val.isN
	}
	tm, _ := s.resolve(f.terms.of(v))
	s.setFact(tm, val)
	switch def := v.(type) { // the same for what only wraps it
	case *ssa.ChangeInterface:
		return f.learn(s, def.X, val)
	case *ssa.ChangeType:
		return f.learn(s, def.X, val)
	}
	return true
}

// asksZero reports whether b, an ordering of a count and a constant, asks
// whether the count is zero, and if so whether it is true for zero.
func asksZero(b *ssa.BinOp) (zero, ok bool) {
	c, isConst := b.Y.(*ssa.Const)
	if !isConst || !isCount(b.X) {
		return false, false
	}
	n := constValue(c)
	switch {
	case !n.isN:
		return false, false
	case b.Op == token.GTR && n.n == 0, b.Op == token.GEQ && n.n == 1:
		return false, true
	case b.Op == token.LEQ && n.n == 0, b.Op == token.LSS && n.n == 1:
		return true, true
	}
	return false, false
}

// isCount reports whether v is never negative: a length, or the count that
// precedes an error, as by the contract of io.Reader and its like.
func isCount(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Call:
		b, ok := v.Call.Value.(*ssa.Builtin)
		return ok && (b.Name() == "len" || b.Name() == "cap" || b.Name() == "copy")
	case *ssa.Extract:
		call, ok := v.Tuple.(*ssa.Call)
		if !ok || v.Index != 0 {
			return false
		}
		results := call.Call.Signature().Results()
		n, ok := results.At(0).Type().Underlying().(*types.Basic)
		return ok && n.Kind() == types.Int && results.Len() == 2 && types.Identical(results.At(1).Type(), types.Universe.Lookup("error").Type())
	}
	return false
}

func constValue(c *ssa.Const) value {
	switch {
	case c.IsNil():
		return value{is: effect.Nil}
	case c.Value == nil:
		return value{}
	case c.Value.Kind() == constant.Bool:
		return value{is: truth(constant.BoolVal(c.Value))}
	case c.Value.Kind() == constant.Int:
		if n, ok := constant.Int64Val(c.Value); ok {
			return value{isN: true, n: n}
		}
	}
	return value{}
}

func truth(b bool) effect.Value {
	if b {
		return effect.True
	}
	return effect.False
}

func isTruth(v effect.Value) bool { return v == effect.True || v == effect.False }

// isError reports whether t is a pointer to the type error.
func isError(t types.Type) bool {
	ptr, ok := t.(*types.Pointer)
	return ok && types.Identical(ptr.Elem(), types.Universe.Lookup("error").Type())
}

func nillable(v ssa.Value) bool {
	switch v.Type().Underlying().(type) {
	case *types.Pointer:
		return true
	}
	return false
}

// makesError reports whether fn returns an error that is never nil.
func makesError(fn *ssa.Function) bool {
	obj := fn.Object()
	if obj == nil || obj.Pkg() == nil {
		return false
	}
	switch obj.Pkg().Path() {
	case "errors", "github.com/pkg/errors":
		return obj.Name() == "New"
	case "fmt":
		return obj.Name() == "Errorf"
	}
	return false
}
