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
	num    *numbering
	rep    map[ssa.Value]ssa.Value
	byExpr map[string]ssa.Value
	leaves map[ssa.Value][]ssa.Value
	local  map[ssa.Value]bool // all uses of it, and of what must equal it, are in the block that computes it
	decide map[ssa.Value]bool
	stored map[*types.Var]bool // fields that the function assigns
}

func newTerms(num *numbering, root *ssa.Function) *terms {
	t := &terms{num: num, rep: map[ssa.Value]ssa.Value{}, byExpr: map[string]ssa.Value{}, leaves: map[ssa.Value][]ssa.Value{}, local: map[ssa.Value]bool{}, decide: map[ssa.Value]bool{}, stored: map[*types.Var]bool{}}
	t.findStores(root)
	t.findConds(root)
	return t
}

// findConds gives the conditions of fn and of the literals in it their terms, so
// that it is known of each whether it is tested more than once.
func (t *terms) findConds(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		if cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
			v := t.value(cond.Cond)
			if not, ok := v.(*ssa.UnOp); ok && not.Op == token.NOT {
				v = t.value(not.X)
			}
			if settled(v, 0) {
				t.local[v] = false // the next iteration tests it again
			}
		}
	}
	for _, anon := range fn.AnonFuncs {
		t.findConds(anon)
	}
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
	} else if fv, ok := v.(*ssa.FreeVar); ok {
		if b := syncpool.Binding(fv); b != nil {
			r = t.value(b)
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
	if e, ok := v.(*ssa.Extract); ok { // what is known of one result tells of the others
		return !slices.ContainsFunc(*e.Tuple.Referrers(), func(other ssa.Instruction) bool {
			v, ok := other.(ssa.Value)
			return ok && !isUsedLocally(v)
		})
	}
	return isUsedLocally(v)
}

func isUsedLocally(v ssa.Value) bool {
	def, ok := v.(ssa.Instruction)
	if !ok || v.Referrers() == nil {
		return false
	}
	for _, use := range *v.Referrers() {
		switch use := use.(type) {
		case *ssa.Phi:
			return false
		case *ssa.Store:
			if use.Val == v {
				return false
			}
		}
		if use.Block() != def.Block() {
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
		if cell := variable(v.X); cell != nil && v.Op == token.MUL && assignedOnce(cell) {
			return fmt.Sprintf("load %d", id(cell)), []ssa.Value{cell}
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

// variable returns the local variable at addr, here or in the function around,
// or nil.
func variable(addr ssa.Value) *ssa.Alloc {
	for range maxInline {
		fv, ok := addr.(*ssa.FreeVar)
		if !ok {
			break
		}
		addr = syncpool.Binding(fv)
	}
	cell, _ := addr.(*ssa.Alloc)
	return cell
}

// assignedOnce reports whether the variable at cell has one value, which it is
// given where it is declared.
func assignedOnce(cell *ssa.Alloc) bool {
	var first *ssa.Store
	for _, use := range *cell.Referrers() {
		switch use := use.(type) {
		case *ssa.Store:
			if first != nil || use.Addr != cell || use.Block() != cell.Block() {
				return false
			}
			first = use
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.MakeClosure:
			for i, b := range use.Bindings {
				if b == cell && isAssigned(use.Fn.(*ssa.Function).FreeVars[i]) {
					return false
				}
			}
		default:
			return false
		}
	}
	if first == nil {
		return false
	}
	for _, instr := range cell.Block().Instrs {
		if instr == first {
			return true
		}
		if instr != cell && slices.Contains(operands(instr), ssa.Value(cell)) {
			return false
		}
	}
	return false
}

// isAssigned reports whether a literal assigns the variable that it captured, or
// lets its address go on.
func isAssigned(v *ssa.FreeVar) bool {
	return slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool {
		switch use := use.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
			return false
		case *ssa.MakeClosure:
			for i, b := range use.Bindings {
				if b == v && isAssigned(use.Fn.(*ssa.Function).FreeVars[i]) {
					return true
				}
			}
			return false
		}
		return true
	})
}

// dependsOn reports whether a new execution of leaf changes tm.
func (t *terms) dependsOn(tm term, leaf ssa.Value) bool {
	if tm.v == nil {
		return false
	}
	if tm.v == leaf {
		return !settled(leaf, 0)
	}
	for _, l := range t.leavesOf(tm.v) {
		if l == leaf {
			return true
		}
	}
	return false
}

// settled reports whether v is the same whenever it is computed: from constants,
// parameters and variables that are assigned once.
func settled(v ssa.Value, depth int) bool {
	if depth > maxLeaves {
		return false
	}
	switch v := v.(type) {
	case *ssa.Const, *ssa.Parameter:
		return depth > 0
	case *ssa.BinOp:
		return settled(v.X, depth+1) && settled(v.Y, depth+1)
	case *ssa.UnOp:
		if cell := variable(v.X); cell != nil && v.Op == token.MUL {
			return cell.Block().Index == 0 && assignedOnce(cell)
		}
		return (v.Op == token.NOT || v.Op == token.SUB) && settled(v.X, depth+1)
	case *ssa.Convert:
		return settled(v.X, depth+1)
	case *ssa.ChangeType:
		return settled(v.X, depth+1)
	}
	return false
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
	}
	tm, val := s.resolve(f.terms.of(v))
	if val.known() {
		return val
	}
	if !tm.cell && tm.elem == 0 {
		v = tm.v // what it was assigned
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
		if x, y := f.evalNumber(s, v.X), f.evalNumber(s, v.Y); x.num && y.num {
			return computed(v.Op, x, y)
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
		return f.fromPool(s, v, 0)
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.Call:
			return f.fromPool(s, tuple, v.Index)
		case *ssa.TypeAssert:
			return f.asserted(s, tuple, v.Index)
		}
	case *ssa.TypeAssert:
		if call, ok := v.X.(*ssa.Call); ok && !v.CommaOk && nillable(v) {
			return f.fromPool(s, call, 0)
		}
	}
	return value{}
}

// fromPool returns what is known of result i of call: that it is not nil where it
// is always an object of a pool, and how it is where another result tells
// whether there is an object, or is told by it.
func (f *follow) fromPool(s *state, call *ssa.Call, i int) value {
	for _, r := range Taken(f.prog, call.Common()) {
		switch {
		case r.Path != "" && r.Path != effect.Deref:
		case r.Index == i && r.When == effect.Always:
			return value{is: effect.NonNil}
		case r.When != effect.Tied:
		case r.Index == i:
			switch f.resultOf(s, call, r.Tie.Result) {
			case r.Tie.Is:
				return value{is: effect.NonNil}
			case r.Tie.Is.Not():
				return value{is: effect.Nil}
			}
		case r.Tie.Result == i:
			switch f.resultOf(s, call, r.Index) {
			case effect.NonNil:
				return value{is: r.Tie.Is}
			case effect.Nil:
				return value{is: r.Tie.Is.Not()}
			}
		}
	}
	return value{}
}

// resultOf returns what the branches taken have told of result i of tuple.
func (f *follow) resultOf(s *state, tuple ssa.Value, i int) effect.Value {
	if _, val := s.resolve(term{v: tuple, elem: i + 1}); val.known() {
		return val.is
	}
	for _, use := range *tuple.Referrers() {
		if e, ok := use.(*ssa.Extract); ok && e.Index == i {
			if _, val := s.resolve(f.terms.of(e)); val.known() {
				return val.is
			}
		}
	}
	return effect.Unknown
}

// asserted returns what is known of element i of the tuple of a checked
// assertion: of a failed one the value is zero, and a pool holds no nil.
func (f *follow) asserted(s *state, assert *ssa.TypeAssert, i int) value {
	call, ok := assert.X.(*ssa.Call)
	if !ok {
		return value{}
	}
	if op, _, _ := op(f.prog, call.Common()); op != syncpool.Get {
		return value{}
	}
	if _, pointer := assert.AssertedType.Underlying().(*types.Pointer); !pointer {
		return value{}
	}
	switch other := f.resultOf(s, assert, 1-i); {
	case i == 0 && other == effect.True:
		return value{is: effect.NonNil}
	case i == 0 && other == effect.False:
		return value{is: effect.Nil}
	case i == 1 && other == effect.NonNil:
		return value{is: effect.True}
	case i == 1 && other == effect.Nil:
		return value{is: effect.False}
	}
	return value{}
}

// compare evaluates an equality.
func (f *follow) compare(s *state, b *ssa.BinOp) effect.Value {
	x, y := f.evalNumber(s, b.X), f.evalNumber(s, b.Y)
	eq := effect.Unknown
	switch {
	case f.isObject(s, b.X) && f.isObject(s, b.Y):
		eq = effect.True
	case !x.known() || !y.known():
		return effect.Unknown
	case x.num && y.num:
		eq = equal(x, y)
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
			return number(0)
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
		if isOrder(def.Op) {
			return f.assumeOrder(s, def, is)
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
		case known.exact():
			if equal {
				return f.learn(s, x, known)
			}
			return f.differs(s, x, known.lo)
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
	if val.num {
		return f.learnNumber(s, v, val)
	}
	if known := f.eval(s, v); known.known() {
		return known == val || known.num
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
			return number(n)
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
