package lifecycle

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// appended gives the result of an unknown function that by its name, or by that
// of its parameter, appends to or writes over a slice the refs of that slice.
func (f *follow) appended(s *state, common *ssa.CallCommon, result *ssa.Call) {
	sig := common.Signature()
	if sig.Results().Len() == 0 {
		return
	}
	names := []string{calledName(common)}
	for _, fn := range f.prog.Candidates(common) {
		names = append(names, fn.Name())
		if sum := f.prog.Summary(fn); sum != nil {
			f.alias(s, sum, common.Args, result)
		}
	}
	if slices.ContainsFunc(names, effect.UnsafeByName) && sig.Results().Len() == 1 && len(common.Args) == 1 {
		for _, r := range s.refsOf(f.canon(common.Args[0])) {
			if r.is() {
				s.addRef(ref{val: result, part: true, via: r.via})
			}
		}
		return
	}
	if !isReference(sig.Results().At(0).Type()) {
		return
	}
	args := common.Args
	if !common.IsInvoke() && sig.Recv() != nil {
		args = args[1:]
	}
	name := calledName(common)
	for i := range sig.Params().Len() {
		p := sig.Params().At(i)
		if i >= len(args) || !types.Identical(p.Type(), sig.Results().At(0).Type()) || p.Name() != "dst" && !(i == 0 && strings.HasPrefix(name, "Append")) {
			continue
		}
		for _, r := range s.refsOf(f.canon(args[i])) {
			r.val = result
			if sig.Results().Len() > 1 {
				r.path = effect.Tuple(0) + r.path
			}
			s.addRef(r)
		}
	}
}

// builtin executes a call of a built-in function.
func (f *follow) builtin(s *state, b *ssa.Builtin, common *ssa.CallCommon, result *ssa.Call, instr ssa.Instruction) {
	switch b.Name() {
	case "append":
		if result == nil {
			return
		}
		if !f.isFull(common.Args[0]) {
			for _, r := range s.refsOf(f.canon(common.Args[0])) {
				r.val = result
				s.addRef(r)
			}
		}
		if len(common.Args) < 2 {
			return
		}
		for _, r := range s.refsOf(f.canon(common.Args[1])) {
			if _, ok := r.path.Cut(effect.Elem); ok && !r.release {
				if s.life == live && !r.part {
					f.lose(s, r, instr) // to a collection
				}
				r.val = result
				s.addRef(r)
			}
		}
	case "delete", "clear":
		place := f.variable(common.Args[0])
		s.escapes = slices.Clone(s.escapes)
		for i, e := range s.escapes {
			if e.place == place {
				s.escapes[i].quiet = true // it may be this element
			}
		}
	case "Slice", "SliceData", "String", "StringData", "Add", "ssa:wrapnilchk":
		if result != nil {
			for _, r := range s.refsOf(f.canon(common.Args[0])) {
				r.val = result
				s.addRef(r)
			}
		}
	}
}

// isFull reports whether v is a slice without room after its last element, by
// the expression that makes it: what is appended to it is appended to a copy.
func (f *follow) isFull(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.ChangeType:
		return f.isFull(v.X)
	case *ssa.Slice:
		return v.Max != nil && v.High != nil && (f.terms.of(v.Max) == f.terms.of(v.High) || sameLen(f.terms, v.Max, v.High))
	case *ssa.Call:
		fn := v.Call.StaticCallee()
		return fn != nil && objectOf(fn) != nil && effect.IsClip(objectOf(fn))
	}
	return false
}

// sameLen reports whether x and y are the length of one variable, asked for twice
// in an expression.
func sameLen(t *terms, x, y ssa.Value) bool {
	variable := func(v ssa.Value) ssa.Value {
		call, ok := v.(*ssa.Call)
		if !ok {
			return nil
		}
		if b, ok := call.Call.Value.(*ssa.Builtin); !ok || b.Name() != "len" {
			return nil
		}
		load, ok := call.Call.Args[0].(*ssa.UnOp)
		if !ok || load.Op != token.MUL || load.Block() != call.Block() {
			return nil
		}
		return t.value(load.X)
	}
	a, b := variable(x), variable(y)
	return a != nil && a == b && x.(*ssa.Call).Block() == y.(*ssa.Call).Block()
}
