package lifecycle

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// judges reports whether the truth value is of cond says something about the
// object that is a reason to drop it: that it is too big or too small, broken,
// or that its own Reset failed.
func (f *follow) judges(s *state, cond ssa.Value, is effect.Value) bool {
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		return f.judges(s, not.X, is.Not())
	}
	if phi, ok := cond.(*ssa.Phi); ok { // of && and ||
		for _, e := range phi.Edges {
			if _, ok := e.(*ssa.Phi); !ok && f.judgesBy(s, e, is) {
				return true
			}
		}
		return false
	}
	return f.judgesBy(s, cond, is)
}

// judgesBy is judges for a condition that is computed at one place.
func (f *follow) judgesBy(s *state, cond ssa.Value, is effect.Value) bool {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		switch cond.Op {
		case token.NOT:
			return f.judgesBy(s, cond.X, is.Not())
		case token.MUL: // a flag in the object
			return f.ownField(s, cond)
		}
	case *ssa.BinOp:
		switch cond.Op {
		case token.GTR, token.GEQ:
			return f.outgrown(s, cond.X, cond.Y, is == effect.True) || f.worn(s, cond.X) || f.worn(s, cond.Y) || f.askedByLen(s, cond, is)
		case token.LSS, token.LEQ:
			return f.outgrown(s, cond.X, cond.Y, is == effect.False) || f.worn(s, cond.X) || f.worn(s, cond.Y) || f.askedByLen(s, cond, is)
		case token.EQL, token.NEQ:
			return f.size(s, cond.X) == capacity || f.size(s, cond.Y) == capacity ||
				(f.ownError(s, cond.X, cond.Y) || f.broken(s, cond.X, cond.Y)) && (cond.Op == token.NEQ) == (is == effect.True) ||
				isNil(cond.Y) && f.ownField(s, cond.X) || f.askedByLen(s, cond, is)
		}
	case *ssa.Call:
		return f.worn(s, cond)
	}
	return false
}

// worn reports whether v is computed by a predicate of the object, such as its
// age, or from a time that it holds.
func (f *follow) worn(s *state, v ssa.Value) bool {
	if !f.enter() {
		return false
	}
	defer f.exit()
	switch v := v.(type) {
	case *ssa.Convert:
		return f.worn(s, v.X)
	case *ssa.BinOp:
		return f.worn(s, v.X) || f.worn(s, v.Y)
	case *ssa.UnOp:
		if x := onlyStored(v); x != nil {
			return f.worn(s, x)
		}
	case *ssa.Call:
		fn := v.Call.StaticCallee()
		if fn == nil {
			return false
		}
		if ofTime(fn) {
			return slices.ContainsFunc(v.Call.Args, func(arg ssa.Value) bool { return f.ownField(s, arg) || f.worn(s, arg) })
		}
		return f.size(s, v) == nothing && pure(fn, 0) && slices.ContainsFunc(v.Call.Args, func(arg ssa.Value) bool {
			_, ok := s.direct(f.canon(arg))
			return ok
		})
	}
	return false
}

// onlyStored returns what v is loaded from a variable that is assigned once,
// or nil.
func onlyStored(v *ssa.UnOp) ssa.Value {
	addr := v.X
	if fv, ok := addr.(*ssa.FreeVar); ok {
		addr = syncpool.Binding(fv)
	}
	cell, ok := addr.(*ssa.Alloc)
	if !ok || v.Op != token.MUL {
		return nil
	}
	return syncpool.OnlyStore(cell)
}

// ofTime reports whether fn computes with times.
func ofTime(fn *ssa.Function) bool {
	obj := objectOf(fn)
	if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != "time" {
		return false
	}
	recv := obj.Signature().Recv()
	if recv == nil {
		return obj.Name() == "Since" || obj.Name() == "Until" || obj.Name() == "Now"
	}
	_, ptr := recv.Type().(*types.Pointer) // a timer
	return !ptr
}

// A measure is what of an object's size a value tells.
type measure uint8

const (
	nothing measure = iota
	length
	capacity
)

// outgrown reports whether x > y, or its opposite, is a reason to drop the
// object: its capacity is compared with anything, or its length is the larger.
func (f *follow) outgrown(s *state, x, y ssa.Value, greater bool) bool {
	mx, my := f.size(s, x), f.size(s, y)
	if c, ok := y.(*ssa.Const); ok && constValue(c).exact() && constValue(c).lo <= 1 && mx == length {
		return false // it is asked whether there is anything
	}
	return mx == capacity || my == capacity || mx == length && greater || my == length && !greater
}

// askedByLen reports whether cond, which is as told, finds the length of a
// variable that has the object to be zero, where the variable may also be nil:
// it asks whether there is an object.
func (f *follow) askedByLen(s *state, cond *ssa.BinOp, is effect.Value) bool {
	call, ok := cond.X.(*ssa.Call)
	if !ok || f.size(s, call) != length {
		return false
	}
	phi, ok := call.Call.Args[0].(*ssa.Phi)
	if !ok || !slices.ContainsFunc(phi.Edges, isNil) {
		return false
	}
	c, ok := cond.Y.(*ssa.Const)
	if !ok || constValue(c) != number(0) {
		return false
	}
	switch cond.Op {
	case token.EQL, token.LEQ:
		return is == effect.True
	case token.NEQ, token.GTR:
		return is == effect.False
	}
	return false
}

// asTaken reports whether v is the slice that a pointer refers to as it was when
// it was taken from the pool. Its length is then that for which it was made.
func (f *follow) asTaken(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	for _, use := range *load.X.Referrers() {
		if store, ok := use.(*ssa.Store); ok && store.Addr == load.X && store.Block().Dominates(load.Block()) {
			return false
		}
	}
	return f.isTaken(load.X)
}

// isTaken reports whether v is what the call that takes the object returns, under
// any type.
func (f *follow) isTaken(v ssa.Value) bool {
	for {
		switch x := v.(type) {
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.Call:
			return ssa.CallInstruction(x) == f.origin.Call
		default:
			return false
		}
	}
}

// size tells which measure of the object v is computed from.
func (f *follow) size(s *state, v ssa.Value) measure {
	if !f.enter() {
		return nothing
	}
	defer f.exit()
	switch v := v.(type) {
	case *ssa.Convert:
		return f.size(s, v.X)
	case *ssa.BinOp:
		return max(f.size(s, v.X), f.size(s, v.Y))
	case *ssa.UnOp:
		if x := onlyStored(v); x != nil {
			return f.size(s, x)
		}
	case *ssa.Extract:
		if isCount(v) && slices.ContainsFunc(operands(v.Tuple.(*ssa.Call)), func(x ssa.Value) bool { return f.own(s, x) }) {
			return length // how much went into it, or came out of it
		}
	case *ssa.Call:
		name := ""
		if b, ok := v.Call.Value.(*ssa.Builtin); ok {
			name = b.Name()
			if name == "min" || name == "max" {
				return f.largest(s, v.Call.Args)
			}
		} else if v.Call.IsInvoke() {
			name = v.Call.Method.Name()
		} else if fn := v.Call.StaticCallee(); fn != nil {
			name = fn.Name()
		}
		if fn := v.Call.StaticCallee(); fn != nil && fn.Signature.Recv() == nil && computes(fn, 0) {
			return f.largest(s, v.Call.Args) // of a size class
		}
		recv := v.Call.Value
		if !v.Call.IsInvoke() {
			if len(v.Call.Args) == 0 {
				return nothing
			}
			recv = v.Call.Args[0]
		}
		if !f.own(s, recv) && !(strings.EqualFold(name, "len") && f.contents(s, recv)) {
			return nothing
		}
		if name == "len" && f.asTaken(recv) {
			return capacity
		}
		switch {
		case strings.EqualFold(name, "cap"), strings.EqualFold(name, "size"), strings.EqualFold(name, "capacity"), name == "Available":
			return capacity
		case strings.EqualFold(name, "len"):
			return length
		}
	}
	return nothing
}

// largest tells which measure of the object some of list are computed from.
func (f *follow) largest(s *state, list []ssa.Value) measure {
	m := nothing
	for _, v := range list {
		m = max(m, f.size(s, v))
	}
	return m
}

// contents reports whether v is a string or a slice that a method of the object
// made of it, or that it was converted to.
func (f *follow) contents(s *state, v ssa.Value) bool {
	if !f.enter() {
		return false
	}
	defer f.exit()
	switch v := v.(type) {
	case *ssa.UnOp:
		x := onlyStored(v)
		return x != nil && (f.own(s, x) || f.contents(s, x))
	case *ssa.Convert:
		return f.own(s, v.X)
	case *ssa.Call:
		if v.Call.IsInvoke() {
			return len(v.Call.Args) == 0 && f.own(s, v.Call.Value)
		}
		return v.Call.Signature().Recv() != nil && len(v.Call.Args) == 1 && f.own(s, v.Call.Args[0])
	}
	return false
}

// ownError reports whether x is the error of resetting the object, or what
// holds it, or what it holds, and y is nil.
func (f *follow) ownError(s *state, x, y ssa.Value) bool {
	if !isNil(y) {
		return false
	}
	if phi, ok := x.(*ssa.Phi); ok && slices.ContainsFunc(phi.Edges, func(e ssa.Value) bool { return f.isOwnError(s, e) }) {
		return true
	}
	tm, _ := s.resolve(f.terms.of(x))
	return f.isOwnError(s, x) || !tm.cell && f.isOwnError(s, tm.v)
}

// isOwnError reports whether v is the error of resetting the object, or what
// holds it, or what it holds.
func (f *follow) isOwnError(s *state, v ssa.Value) bool {
	index := 0
	if e, ok := v.(*ssa.Extract); ok {
		v, index = e.Tuple, e.Index
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	if ssa.CallInstruction(call) == f.origin.Call {
		return f.origin.Fails == index+1
	}
	if !strings.HasPrefix(strings.ToLower(calledName(&call.Call)), "reset") {
		return false
	}
	return slices.ContainsFunc(operands(call), func(v ssa.Value) bool { return len(s.refsOf(f.canon(v))) > 0 || f.isTaken(v) || f.ownField(s, v) })
}

// ownField reports whether v is loaded from the object, or from what a field of
// it points to.
func (f *follow) ownField(s *state, v ssa.Value) bool {
	for range 4 {
		load, ok := v.(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			return false
		}
		if _, ok := s.direct(f.canon(load.X)); ok {
			return true
		}
		field, ok := load.X.(*ssa.FieldAddr)
		if !ok {
			return false
		}
		if _, ok := s.direct(f.canon(field.X)); ok {
			return true // its address is needed no longer
		}
		v = field.X
	}
	return false
}

// own reports whether v is the object, memory of it, or loaded from it.
func (f *follow) own(s *state, v ssa.Value) bool {
	_, ok := s.direct(f.canon(v))
	return ok || f.ownField(s, v)
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}

// pure reports whether fn does nothing but compute from what it is given: a
// predicate.
func pure(fn *ssa.Function, depth int) bool {
	if len(fn.Blocks) == 0 || depth > 3 {
		return false
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store, *ssa.MapUpdate, *ssa.Send, *ssa.Go, *ssa.Defer, *ssa.Select:
				return false
			case *ssa.Call:
				if _, ok := instr.Call.Value.(*ssa.Builtin); ok {
					continue
				}
				callee := instr.Call.StaticCallee()
				if callee == nil || !sizeMethod(callee) && !ofTime(callee) && !computes(callee, depth+1) {
					return false
				}
			}
		}
	}
	return true
}

// computes reports whether fn computes from numbers.
func computes(fn *ssa.Function, depth int) bool {
	obj := objectOf(fn)
	return obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "math/bits" || pure(fn, depth)
}

func sizeMethod(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	return ok && obj.Signature().Params().Len() == 0 && (obj.Name() == "Cap" || obj.Name() == "Len" || obj.Name() == "Size")
}

// isAlso reports whether cond, as said, tells that the object is what another
// variable points to of which nothing else is known.
func (f *follow) isAlso(s *state, cond ssa.Value, is effect.Value) bool {
	b, ok := cond.(*ssa.BinOp)
	if !ok || b.Op != token.EQL && b.Op != token.NEQ || (b.Op == token.EQL) != (is == effect.True) {
		return false
	}
	x, y := b.X, b.Y
	if !f.isObject(s, x) {
		x, y = y, x
	}
	return f.isObject(s, x) && !f.isObject(s, y) && isPointer(y.Type()) && !isNil(y) && f.eval(s, y).is != effect.Nil
}
