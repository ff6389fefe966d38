package lifecycle

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// capture gives closure, which captured as variable i what r refers to at path,
// the refs of that: it holds the object and, if its body puts that, releases it.
func (f *follow) capture(s *state, closure *ssa.MakeClosure, i int, path effect.Path, r ref) {
	held := r
	held.val, held.path = closure, effect.Captured(i)+path
	s.addRef(held)
	if r.part || r.release || r.stale {
		return
	}
	fn := closure.Fn.(*ssa.Function)
	if sum := f.prog.Brief(fn); sum != nil {
		if p, ok := sum.Param(capturedIndex(fn, i), path); ok && p.Put != effect.Never {
			s.addRef(ref{val: closure, release: true, once: p.Clears, maybe: p.Put != effect.Always, shared: p.Keep != effect.Never})
		}
	}
}

// capturedIndex returns the index in the summary of fn, the function of a
// closure, of the variable that it captured as number i.
func capturedIndex(fn *ssa.Function, i int) int {
	if fn.Object() != nil {
		return i // a method value: the receiver
	}
	return len(fn.Params) + i
}

// release executes a call of a function value that puts the object, and reports
// whether it is one.
func (f *follow) release(s *state, instr ssa.CallInstruction) bool {
	for _, r := range s.refsOf(f.canon(instr.Common().Value)) {
		if !r.release || r.path != "" {
			continue
		}
		switch {
		case r.maybe:
			s.life = gone
		case s.life == live || !r.once:
			f.doPut(s, instr, false)
		}
		return true
	}
	return false
}

// storeRelease executes the assignment of a function that puts the object, or
// of what holds it, to addr, and reports whether the object is still followed.
func (f *follow) storeRelease(s *state, addr, val ssa.Value) bool {
	if f.isLocal(addr) || slices.ContainsFunc(s.refsOf(val), func(r ref) bool { return isCapture(r.path) }) {
		return true
	}
	s.life = gone
	return false
}

// isLocal reports whether addr lies in a local variable, or in what the only
// assignment to one made.
func (f *follow) isLocal(addr ssa.Value) bool {
	for range maxDepth {
		switch v := f.canon(addr).(type) {
		case *ssa.Alloc:
			return true
		case *ssa.FieldAddr:
			addr = v.X
		case *ssa.UnOp:
			cell, ok := f.canon(v.X).(*ssa.Alloc)
			if !ok {
				return false
			}
			addr = syncpool.OnlyStore(cell)
		default:
			return false
		}
	}
	return false
}

// releaser returns the path from the results to a function that puts the object
// wherever has says it is returned, "" for none, whether that does so once, and
// whether it does so only sometimes. It reports false if the function leaves the
// object to other owners.
func (f *follow) releaser(outs []outcome, has func(outcome) bool) (path effect.Path, once, maybe, ok bool) {
	for _, o := range outs {
		if !has(o) {
			continue
		}
		var found effect.Path
		var by ref
		for i, v := range o.ret.Results {
			v, isOnce := onceOf(v)
			for _, r := range o.refsOf(f.canon(v)) {
				if r.release && (found == "" || r.path == "") {
					found, by = effect.Tuple(i)+r.path, r
					by.once = by.once || isOnce
				}
			}
		}
		switch {
		case by.shared:
			return "", false, false, false
		case found == "" || path != "" && found != path:
			return "", false, false, true
		}
		path, once, maybe = found, by.once, maybe || by.maybe
	}
	return path, once, maybe, true
}
