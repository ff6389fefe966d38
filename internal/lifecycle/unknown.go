package lifecycle

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// unknownCall executes a call of which nothing is known: it may keep what it is
// given, but not its receiver.
func (f *follow) unknownCall(s *state, instr ssa.CallInstruction, result *ssa.Call) {
	common := instr.Common()
	if result != nil {
		f.appended(s, common, result)
	}
	if s.life != live || isReset(common) {
		return
	}
	f.lendTo(s, common)
	args := common.Args
	method := common.IsInvoke()
	if method {
		args = append([]ssa.Value{common.Value}, args...)
	} else {
		method = common.Signature().Recv() != nil
	}
	for i, arg := range args {
		for _, r := range s.refsOf(f.canon(arg)) {
			if r.part && !(method && i == len(args)-1 && f.listsShared(common, r)) || i == 0 && method && r.is() && !(common.IsInvoke() && (effect.EndsByName(common.Method.Name()) || f.mayEnd(common.Method))) {
				continue
			}
			f.loseTo(s, r, instr, false) // as an argument, or held by the receiver, whose method may put it
		}
	}
	if !common.IsInvoke() {
		for _, r := range s.refsOf(f.canon(common.Value)) { // captured by what is called
			f.lose(s, r, instr)
		}
	}
}

// failedCall returns the state in which the call that result is has failed, nil if
// that makes no difference, and makes s the one in which it has not. It is of a
// function of a package that knows no pools and is given a slice of bytes or
// numbers: nobody there could put what it kept in spite of its failure, so it has
// kept nothing. What has methods, or is of any type, may come to where it is put.
func (f *follow) failedCall(s *state, fn *ssa.Function, result *ssa.Call) *state {
	if fn == nil || result == nil || s.life != live || !f.isForeign(fn) {
		return nil
	}
	index := fn.Signature.Results().Len() - 1
	if index < 0 || !isErrorType(fn.Signature.Results().At(index).Type()) {
		return nil
	}
	err := resultValue(result, index)
	if err == nil || !f.terms.compared(err) || !slices.ContainsFunc(result.Call.Args, func(arg ssa.Value) bool {
		r, ok := s.direct(f.canon(arg))
		_, slice := arg.Type().(*types.Slice)
		return ok && !r.part && slice && isPlain(arg.Type())
	}) {
		return nil
	}
	failed := *s
	failed.setFact(resultTerm(result, index), value{is: effect.NonNil})
	s.setFact(resultTerm(result, index), value{is: effect.Nil})
	return &failed
}

// isForeign reports whether fn is a function of another package of which nothing is
// known, since that does not use pools.
func (f *follow) isForeign(fn *ssa.Function) bool {
	obj := objectOf(fn)
	return obj != nil && fn.Origin() == nil && obj.Pkg() != nil && obj.Pkg() != f.fn.Package().Pkg && !effect.IsStd(obj.Pkg().Path()) && f.prog.Brief(fn) == nil
}

// mayEnd reports whether a type of the package has a method like m, of an
// interface of the package, that may put its receiver or give it to someone.
func (f *follow) mayEnd(m *types.Func) bool {
	pkg := f.fn.Package().Pkg
	if m.Pkg() != pkg || f.origin.Call == nil {
		return false
	}
	for _, name := range pkg.Scope().Names() {
		decl, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || decl.IsAlias() || types.IsInterface(decl.Type()) {
			continue
		}
		if method, _, _ := types.LookupFieldOrMethod(decl.Type(), true, pkg, m.Name()); method == nil {
			continue
		}
		sum := f.prog.Concrete(types.NewPointer(decl.Type()), pkg, m.Name())
		if sum == nil || slices.ContainsFunc(sum.Params, func(p effect.Param) bool {
			return p.Index == 0 && p.Path == "" && (p.Put != effect.Never || p.Keep != effect.Never)
		}) {
			return true
		}
	}
	return false
}

// listsShared reports whether common passes on a list, memory of the object, in
// place of variadic arguments to a method which the package does not know: what
// it gives the list to may still read it when it has failed.
func (f *follow) listsShared(common *ssa.CallCommon, r ref) bool {
	return common.IsInvoke() && r.is() && common.Signature().Variadic() && common.Method.Pkg() != nil && !effect.IsStd(common.Method.Pkg().Path())
}

// calledName returns the name of what common calls, "" for a function value.
func calledName(common *ssa.CallCommon) string {
	if common.IsInvoke() {
		return common.Method.Name()
	}
	if fn := common.StaticCallee(); fn != nil {
		return fn.Name()
	}
	return ""
}

// isReset reports whether common calls a method that by its name and signature
// attaches its receiver to a stream until the next such call, as
// (*gzip.Writer).Reset does: it borrows the stream.
func isReset(common *ssa.CallCommon) bool {
	return calledName(common) == "Reset" && (common.IsInvoke() || common.Signature().Recv() != nil)
}
