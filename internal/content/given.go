package content

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A given says what a call is known to pass for a parameter.
type given struct {
	c   *ssa.Const // the constant, or nil
	own bool       // what the receiver refers to already
	new bool       // memory that has just been made, with nothing in it
}

// maxGiven bounds the number of analyses of one function for what its callers
// pass.
const maxGiven = 8

// summaryOf returns what is known of the callee of a call. That a function in
// view stores a parameter is no writing if what it is given is zero, or is the
// object's own; so it is analysed anew for such arguments.
func (f *flow) summaryOf(callee *ssa.Function, args []ssa.Value) *Summary {
	sum := f.a.summary(callee)
	source := f.a.Source(callee)
	if sum == nil || source == nil || len(sum.Params) == 0 {
		return sum
	}
	if f.a.funcs[source] == nil || f.a.funcs[source].open {
		return sum
	}
	var key strings.Builder
	known := map[ssa.Value]given{}
	branches := false
	for i, p := range source.Params {
		if i >= len(args) {
			break
		}
		switch g := f.givenOf(args, i); {
		case g.c != nil:
			known[p] = g
			branches = branches || g.c.Value != nil && g.c.Value.Kind() == constant.Bool
			fmt.Fprintf(&key, "%d=%v ", i, g.c.Value)
		case g.own:
			known[p] = g
			fmt.Fprintf(&key, "%d own ", i)
		case g.new:
			known[p] = g
			fmt.Fprintf(&key, "%d new ", i)
		}
	}
	targs := f.typeArgs(callee, source)
	if len(targs) == 0 && (len(known) == 0 || !branches && !writesAny(sum)) {
		return sum
	}
	for _, t := range targs {
		fmt.Fprintf(&key, "%v ", t)
	}
	return f.a.specialized(source, key.String(), known, targs).Summary
}

// getterSummary returns what is known of the getter of o; if it is in view, for the
// constants that it is called with.
func (f *flow) getterSummary(o Origin) *Summary {
	sum := f.a.summary(o.Getter)
	source := f.a.Source(o.Getter)
	if sum == nil || source == nil || f.a.funcs[source] == nil || f.a.funcs[source].open {
		return sum
	}
	_, args := f.a.prog.Callee(o.Call.Common())
	var key strings.Builder
	known := map[ssa.Value]given{}
	for i, p := range source.Params {
		if i < len(args) && comparedToConst(p) {
			if c := f.constant(args[i]); c != nil && c.Value != nil {
				known[p] = given{c: c}
				fmt.Fprintf(&key, "get %d=%v ", i, c.Value)
			}
		}
	}
	if len(known) == 0 {
		return sum
	}
	return f.a.specialized(source, key.String(), known, nil).Summary
}

// comparedToConst reports whether the function branches on p, or on how it compares
// to a constant.
func comparedToConst(p *ssa.Parameter) bool {
	return slices.ContainsFunc(*p.Referrers(), func(use ssa.Instruction) bool {
		switch use := use.(type) {
		case *ssa.If:
			return true
		case *ssa.BinOp:
			return isConst(use.X) || isConst(use.Y)
		}
		return false
	})
}

// typeArgs returns the types that callee, an instance of source, is for, if that
// calls one of several functions by these.
func (f *flow) typeArgs(callee, source *ssa.Function) []types.Type {
	if len(callee.TypeArgs()) == 0 || !f.a.chooses(source) {
		return nil
	}
	targs := slices.Clone(callee.TypeArgs())
	for i, t := range targs {
		if param, ok := t.(*types.TypeParam); ok && param.Index() < len(f.targs) {
			targs[i] = f.targs[param.Index()]
		}
	}
	return targs
}

// chooses reports whether fn calls a field that one of several functions is
// assigned to.
func (a *Analysis) chooses(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok && len(a.prog.Candidates(call.Common())) > 1 {
				return true
			}
		}
	}
	return false
}

// candidates lists the functions that may be in the field that a call calls: of
// those that the package assigns, the ones for the types that the function is
// called with.
func (f *flow) candidates(common *ssa.CallCommon) []*ssa.Function {
	list := f.a.prog.Candidates(common)
	if len(f.targs) == 0 {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(fn *ssa.Function) bool {
		params := fn.Signature.Params()
		for i, arg := range common.Args {
			param, ok := arg.Type().(*types.TypeParam)
			if !ok || param.Index() >= len(f.targs) || i >= params.Len() {
				continue
			}
			if t := f.targs[param.Index()]; !types.Identical(t, params.At(i).Type()) && !isTypeParam(t) {
				return true
			}
		}
		return false
	})
}

func isTypeParam(t types.Type) bool {
	_, ok := t.(*types.TypeParam)
	return ok
}

// writesAny reports whether something is written to a parameter.
func writesAny(sum *Summary) bool {
	for _, e := range sum.Params {
		if e.Bits&(Written|Foreign) != 0 {
			return true
		}
	}
	return false
}

// givenOf returns what is known of argument i: only of values that are likely
// to be a reset.
func (f *flow) givenOf(args []ssa.Value, i int) given {
	if c := f.constant(args[i]); c != nil {
		if IsZero(c) || c.Value.Kind() == constant.Bool {
			return given{c: c}
		}
		return given{}
	}
	if i == 0 || !isPointer(args[0].Type()) {
		return given{}
	}
	if _, basic := args[i].Type().Underlying().(*types.Basic); basic {
		return given{}
	}
	if isNew(args[i]) {
		return given{new: true}
	}
	p, recv := f.place(args[i]), f.place(args[0])
	return given{own: p.root != nil && p.root == recv.root && followed(p.root) && !p.addr && below(p.path, recv.pointee().path)}
}

// isNew reports whether v points to memory that has just been made, and with nothing in
// it: new(T), or a buffer around empty memory.
func isNew(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Alloc:
		return v.Heap && !slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool {
			_, call := use.(ssa.CallInstruction)
			return !call
		})
	case *ssa.Call:
		fn := v.Call.StaticCallee()
		if fn == nil || fn.Pkg == nil || fn.Pkg.Pkg.Path() != "bytes" || fn.Name() != "NewBuffer" {
			return false
		}
		switch memory := v.Call.Args[0].(type) {
		case *ssa.Slice:
			return isZeroLen(memory)
		case *ssa.MakeSlice:
			return isZeroConst([]ssa.Value{memory.Len})
		}
		return isNil(v.Call.Args[0])
	}
	return false
}

// constant returns the constant that v is, as far as the callers tell, or nil.
func (f *flow) constant(v ssa.Value) *ssa.Const {
	if c, ok := v.(*ssa.Const); ok {
		return c
	}
	return f.given[v].c
}

// specialized is [Analysis.Func] for calls that pass what is known, or that are of
// an instance for targs.
func (a *Analysis) specialized(fn *ssa.Function, key string, known map[ssa.Value]given, targs []types.Type) (f *Func) {
	general := a.Func(fn)
	if f, ok := general.special[key]; ok {
		return f
	}
	if len(general.special) >= maxGiven {
		return general
	}
	if general.special == nil {
		general.special = map[string]*Func{}
	}
	general.special[key] = general // of a recursive call
	defer func() {
		if recover() != nil {
			f = general
		}
	}()
	flow := newFlow(a, fn)
	flow.given, flow.targs = known, targs
	f = flow.run()
	general.special[key] = f
	return f
}

// decide returns the value of cond where what the callers pass tells it.
func (f *flow) decide(cond ssa.Value) (is, known bool) {
	if len(f.given) == 0 {
		return false, false
	}
	switch cond := cond.(type) {
	case *ssa.Parameter:
		if c := f.given[cond].c; c != nil && c.Value != nil && c.Value.Kind() == constant.Bool {
			return constant.BoolVal(c.Value), true
		}
	case *ssa.UnOp:
		if cond.Op == token.NOT {
			is, known = f.decide(cond.X)
			return !is, known
		}
	case *ssa.BinOp:
		x, y := f.constant(cond.X), f.constant(cond.Y)
		if x == nil || y == nil || (x.Value == nil) != (y.Value == nil) {
			return false, false
		}
		if x.Value == nil {
			return cond.Op == token.EQL, cond.Op == token.EQL || cond.Op == token.NEQ
		}
		switch cond.Op {
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			if x.Value.Kind() == y.Value.Kind() && (x.Value.Kind() != constant.Bool || cond.Op == token.EQL || cond.Op == token.NEQ) {
				return constant.Compare(x.Value, cond.Op, y.Value), true
			}
		}
	}
	return false, false
}
