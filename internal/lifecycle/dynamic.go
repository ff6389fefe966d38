package lifecycle

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// A function with a parameter of an interface type may put what it is given only
// if that has a certain type, and return another object for anything else.

// putTypes returns the types that the object of a caller has where it is put, see
// [effect.Param]; "" if its parameter tells, or nothing does.
func (f *follow) putTypes(outs []outcome) string {
	if f.origin.Path != "" || !types.IsInterface(f.input(f.origin.Param).Type()) {
		return ""
	}
	var list []string
	for _, o := range outs {
		if !o.put {
			continue
		}
		only := f.putType(o)
		if only == "" {
			return ""
		}
		for _, t := range strings.SplitAfter(only, ";") {
			if t != "" && !slices.Contains(list, t) {
				list = append(list, t)
			}
		}
	}
	slices.Sort(list)
	return strings.Join(list, "")
}

// putType is putTypes for one exit.
func (f *follow) putType(o outcome) string {
	call, ok := o.end.(ssa.CallInstruction)
	if !ok {
		return ""
	}
	fn, args := f.prog.Callee(call.Common())
	if fn == nil {
		return ""
	}
	if op, _, arg := syncpool.OpOfFunc(fn, args); op == syncpool.Put {
		return f.checkedType(arg)
	}
	sum := f.prog.Brief(fn)
	if sum == nil {
		return ""
	}
	only, n := "", 0
	for _, p := range sum.Params {
		if p.Put == effect.Never || p.Index >= len(args) {
			continue
		}
		if n++; p.Path == "" {
			only = p.Only
			if only == "" {
				only = f.checkedType(args[p.Index])
			}
		}
	}
	if n != 1 {
		return ""
	}
	return only
}

// checkedType returns the type of v, if the function does not assert without a check
// that the object has it.
func (f *follow) checkedType(v ssa.Value) string {
	t := dynamicType(v)
	if t == nil || contains(f.fn, func(instr ssa.Instruction) bool {
		assert, ok := instr.(*ssa.TypeAssert)
		return ok && !assert.CommaOk && types.Identical(assert.AssertedType, t)
	}) {
		return ""
	}
	return typeName(t)
}

// typeName returns the name of t in [effect.Param.Only], "" for one that depends on
// type parameters.
func typeName(t types.Type) string {
	ptr, ok := t.(*types.Pointer)
	if ok {
		t = ptr.Elem()
	}
	named, isNamed := types.Unalias(t).(*types.Named)
	if !isNamed || named.TypeArgs().Len() > 0 || named.TypeParams().Len() > 0 {
		return ""
	}
	name := types.TypeString(named, nil) + ";"
	if ok {
		name = "*" + name
	}
	return name
}

// dynamicType returns the type of what v holds, nil if it is an interface of which
// nothing is known.
func dynamicType(v ssa.Value) types.Type {
	for range maxDepth {
		switch w := v.(type) {
		case *ssa.MakeInterface:
			v = w.X
			continue
		case *ssa.ChangeInterface:
			v = w.X
			continue
		}
		break
	}
	if types.IsInterface(v.Type()) {
		return nil
	}
	return v.Type()
}

// accepts tells whether a function that puts an object only if it has one of some
// types puts the one that r leads to, which is passed as arg.
func (f *follow) accepts(only string, r ref, arg ssa.Value) effect.When {
	t := dynamicType(arg)
	if t == nil {
		t = r.typ
	}
	switch {
	case t == nil && f.origin.Call == nil && f.origin.Item == nil && f.origin.Path == "":
		return effect.Always // the callers know
	case t == nil:
		return effect.Sometimes
	case typeName(t) == "" || slices.Contains(strings.SplitAfter(only, ";"), typeName(t)):
		return effect.Always
	}
	return effect.Never
}

// otherType reports whether a, which says that a result of call is an argument, an
// interface, cannot be so, because what is passed is of another type.
func otherType(a effect.Alias, args []ssa.Value, call *ssa.Call) bool {
	if a.Part || a.ResultPath != "" || a.ParamPath != "" || !types.IsInterface(args[a.Param].Type()) {
		return false
	}
	passed, returned := dynamicType(args[a.Param]), call.Call.Signature().Results().At(a.Result).Type()
	return passed != nil && !types.IsInterface(returned) && !types.Identical(passed, returned)
}
