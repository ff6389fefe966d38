package lifecycle

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// containerOf returns the map or the variable, of a type of the standard library, in
// which call stores what it is given; nil if it stores nothing.
func containerOf(call *ssa.CallCommon) ssa.Value {
	if stores, _ := containerMethod(call); stores {
		return call.Args[0]
	}
	return nil
}

// containerMethod is [effect.Container] for what call calls.
func containerMethod(call *ssa.CallCommon) (stores, removes bool) {
	fn := call.StaticCallee()
	if fn == nil {
		return false, false
	}
	if origin := fn.Origin(); origin != nil {
		fn = origin
	}
	if objectOf(fn) == nil {
		return false, false
	}
	return effect.Container(objectOf(fn))
}

// storeIn executes, for what r refers to, a call that stores it in container.
func (f *follow) storeIn(s *state, container ssa.Value, r ref, instr ssa.Instruction) {
	e := escape{at: instr, val: unwrap(r.val), part: r.part, via: r.via, place: f.terms.of(container), root: rootOf(container), whole: r.is(), held: true}
	e.quiet = e.root == nil || r.moved || r.stale || isCapture(r.path)
	f.escape(s, e)
}

// rootOf returns the package variable in which v lies, or from which it was loaded;
// nil for none.
func rootOf(v ssa.Value) *ssa.Global {
	for range maxDepth {
		if g, ok := v.(*ssa.Global); ok {
			return g
		}
		if v == nil {
			return nil
		}
		v = container(v)
	}
	return nil
}

// takesOut reports whether call removes something from a container of type t.
func takesOut(call *ssa.CallCommon, t types.Type) bool {
	_, removes := containerMethod(call)
	return removes && types.Identical(call.Args[0].Type(), t)
}
