package content

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// unknown executes a call of a function of which only the name and type are
// known.
func (f *flow) unknown(s state, instr ssa.CallInstruction) {
	common := instr.Common()
	fn := callee(common)
	keeps := fn != nil && fn.Pkg() != nil && effect.IsStd(fn.Pkg().Path()) && isMaker(common)
	for _, arg := range common.Args {
		if keeps {
			break // what it is given is used later
		}
		if IsResetName(nameOfValue(common.Value)) {
			break
		}
		if named := namedOf(underInterface(arg).Type()); named != nil && named.Obj().Pkg() == f.a.pkg && (receiver(common) == nil || f.place(arg) != f.place(receiver(common))) {
			f.leaves(s, instr, arg, nil)
		}
	}
	if !IsResetName(calledName(common)) {
		for _, arg := range common.Args {
			if !types.Identical(resultType(common), arg.Type()) {
				f.readAppended(s, arg, instr)
			}
		}
	}
	if f.stdCall(s, instr) {
		return
	}
	name := calledName(common)
	args := common.Args
	if common.IsInvoke() {
		args = append([]ssa.Value{common.Value}, args...)
	}
	if load, ok := receiver(common).(*ssa.UnOp); ok && (common.IsInvoke() || IsResetName(name)) {
		for _, o := range f.own[f.place(load.X).pointee()] { // which of them it is, if any, is not known
			s.clear(cell{o.root, o.path + effect.Deref}, stale|Foreign|Held)
		}
	}
	dynamic := !common.IsInvoke() && common.StaticCallee() == nil
	for i, arg := range args {
		p := f.place(arg)
		c := p.pointee()
		if c.root == nil || isFresh(c.root) {
			continue
		}
		switch {
		case i == 0 && IsResetName(name):
			f.noteReset(c)
			s.clear(c, contents|Grown|Unchecked)
		case isWrite(common):
			// see [flow.write]
		case i == 0 && common.IsInvoke():
			f.hand(s, c)
		case dynamic && writes(paramType(common, i)) && mannerOf(underInterface(arg).Type()) != none:
			f.leaves(s, instr, arg, nil)
			f.noteWrite(c, instr)
			s.add(c, Written|Grown)
		case dynamic:
			if IsResetName(nameOfValue(common.Value)) {
				f.hand(s, c)
				break
			}
			f.leaves(s, instr, arg, nil)
			switch {
			case f.isPart(c):
				f.apply(s, instr, i, c)
			case f.isOwn(arg):
				f.handOut(s, instr, i, c)
			default:
				f.hand(s, c)
			}
		case writes(paramType(common, i)):
			if !f.bind(instr, c, Written|Grown) {
				f.addTo(s, c, Written|Grown, instr)
			}
		case !p.addr && f.isOrigin(p.cell):
			s.add(c, Handed)
		}
	}
}

// nameOfValue returns the name of the parameter, variable or field that holds a
// function.
func nameOfValue(fn ssa.Value) string {
	switch fn := fn.(type) {
	case *ssa.Parameter, *ssa.FreeVar:
		return fn.Name()
	case *ssa.UnOp:
		if field := fieldAt(fn.X); field != nil {
			return field.Name()
		}
		if global, ok := fn.X.(*ssa.Global); ok {
			return global.Name()
		}
		return nameOfValue(fn.X)
	}
	return ""
}

// hand executes a call, of a function out of view, that may fill c and may as
// well reset it.
func (f *flow) hand(s state, c cell) {
	s.clear(c, contents)
	s.add(c, Handed)
}

// namedOf returns the named type that t is or points to, or nil.
func namedOf(t types.Type) *types.Named {
	named, _ := deref(t).(*types.Named)
	return named
}

// paramType returns the type of parameter i, the receiver first.
func paramType(common *ssa.CallCommon, i int) types.Type {
	sig := common.Signature()
	if fn := common.StaticCallee(); fn != nil && fn.Origin() != nil {
		sig = fn.Origin().Signature // what it does with any type
	}
	if common.IsInvoke() || sig.Recv() != nil {
		if i == 0 {
			return types.Typ[types.Invalid]
		}
		i--
	}
	params := sig.Params()
	if i >= params.Len() {
		return types.Typ[types.Invalid]
	}
	return params.At(i).Type()
}

// writes reports whether t is an interface through which data is written.
func writes(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for m := range iface.Methods() {
		if m.Name() == "Write" {
			return true
		}
	}
	return false
}
