package lifecycle

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// fromPool returns what is known of result i of call: that it is not nil where it
// is always a pointer that is an object of a pool, and how it is where another
// result tells whether there is an object, or is told by it. Get itself gives nil
// if the pool is empty and has no New.
func (f *follow) fromPool(s *state, call *ssa.Call, i int) value {
	for _, r := range Taken(f.prog, call.Common()) {
		switch {
		case r.Path != "" && r.Path != effect.Deref:
		case r.Index == i && r.When == effect.Always:
			if isPointer(call.Call.Signature().Results().At(i).Type()) {
				return value{is: effect.NonNil}
			}
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

// isObjectOf reports whether v, what an unchecked assertion made of a result of
// call, is an object of a pool, and so not nil.
func (f *follow) isObjectOf(v *ssa.TypeAssert, call *ssa.Call) bool {
	return isPointer(v.AssertedType) && slices.ContainsFunc(Taken(f.prog, call.Common()), func(r effect.Result) bool {
		return r.Index == 0 && r.Path == "" && r.When == effect.Always
	})
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
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
	if !isPointer(assert.AssertedType) {
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

// givenBack returns the argument that call returns, whatever it is; nil for none.
func givenBack(call *ssa.Call) ssa.Value {
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Signature.Results().Len() != 1 {
		return nil
	}
	var param ssa.Value
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if param != nil && param != ret.Results[0] {
			return nil
		}
		param = ret.Results[0]
	}
	for i, p := range fn.Params {
		if p == param {
			return call.Call.Args[i]
		}
	}
	return nil
}
