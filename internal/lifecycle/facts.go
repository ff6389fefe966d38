package lifecycle

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

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
	case *ssa.Slice:
		if isReference(v.X.Type()) && f.eval(s, v.X).is == effect.Nil {
			return value{is: effect.Nil}
		}
	case *ssa.MakeInterface, *ssa.Alloc, *ssa.MakeClosure, *ssa.MakeMap, *ssa.MakeChan, *ssa.MakeSlice, *ssa.Function, *ssa.FieldAddr, *ssa.IndexAddr:
		return value{is: effect.NonNil}
	case *ssa.Call:
		if fn := v.Call.StaticCallee(); fn != nil && makesError(fn) {
			return value{is: effect.NonNil}
		}
		if isRecover(v) {
			return value{is: effect.Nil} // paths that panic are not followed
		}
		if arg := givenBack(v); arg != nil {
			return f.eval(s, arg)
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
		if call, ok := v.X.(*ssa.Call); ok && !v.CommaOk && f.isObjectOf(v, call) {
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
	x, y := f.evalNumber(s, b.X), f.evalNumber(s, b.Y)
	eq := effect.Unknown
	switch {
	case f.isObject(s, b.X) && f.isObject(s, b.Y):
		eq = effect.True
	case f.isObject(s, b.X) && isLocation(b.Y), f.isObject(s, b.Y) && isLocation(b.X):
		eq = effect.False
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

// isLocation reports whether v is the address of a variable.
func isLocation(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Alloc, *ssa.Global:
		return true
	}
	return false
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
	case *ssa.Call:
		if err := recognized(def); err != nil && is == effect.True {
			return f.learn(s, err, value{is: effect.NonNil})
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
	return ok && isErrorType(ptr.Elem())
}

// isErrorType reports whether t is the type error.
func isErrorType(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

func nillable(v ssa.Value) bool {
	return isPointer(v.Type())
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
