package lifecycle

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// closurePuts reports whether v is a literal that puts or keeps what it
// captured of the object, or one that captured such a literal, or the variable
// of one.
func (f *follow) closurePuts(s *state, v ssa.Value) bool {
	if !f.enter() {
		return false
	}
	defer f.exit()
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return f.closurePuts(s, v.X)
	case *ssa.ChangeType:
		return f.closurePuts(s, v.X)
	case *ssa.Alloc:
		val := syncpool.OnlyStore(v)
		return val != nil && f.closurePuts(s, val)
	case *ssa.MakeClosure:
		fn := v.Fn.(*ssa.Function)
		sum := f.prog.Summary(fn)
		if sum == nil {
			return true
		}
		for i, b := range v.Bindings {
			b = f.canon(b)
			if len(s.refsOf(b)) == 0 {
				continue
			}
			if f.closurePuts(s, b) || slices.ContainsFunc(sum.Params, func(p effect.Param) bool {
				return p.Index == capturedIndex(fn, i) && (p.Put != effect.Never || p.Keep != effect.Never)
			}) {
				return true
			}
		}
	}
	return false
}

// putArg executes a Put of arg.
func (f *follow) putArg(s *state, instr ssa.Instruction, arg ssa.Value) {
	for _, r := range s.refsOf(f.canon(arg)) {
		switch {
		case r.stale:
			if s.life == live {
				s.life = gone // if it is this one
			}
		case r.part && r.via == "" && isArrayPointer(arg):
			if s.life == live {
				s.life = gone // the array behind the slice that was taken
			}
		case r.part:
			// memory of the object that has a pool of its own
		case s.life == live && f.origin.Call == nil && f.origin.Item == nil && isReference(f.input(f.origin.Param).Type()) && f.origin.Path == "" && (r.path == "" || carries(arg)):
			f.doPut(s, instr, false) // a slice of the caller's, in whatever holds it while it is in the pool
			return
		case r.path == "" || r.path == effect.Deref: // the object, or the variable that holds its header
			f.doPut(s, instr, false)
			return
		default:
			if s.life == live {
				s.life = gone // with what holds it
			}
			return
		}
	}
}

// isArrayPointer reports whether v is a pointer to an array, in an interface or
// not.
func isArrayPointer(v ssa.Value) bool {
	if box, ok := v.(*ssa.MakeInterface); ok {
		v = box.X
	}
	ptr, ok := v.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	_, ok = ptr.Elem().Underlying().(*types.Array)
	return ok
}

// carries reports whether v, which is put, or what it points to, is only set and
// not used otherwise: it is there to take something to the pool.
func carries(v ssa.Value) bool {
	if box, ok := v.(*ssa.MakeInterface); ok {
		v = box.X
	}
	if v.Referrers() == nil {
		return false
	}
	for _, use := range *v.Referrers() {
		switch use := use.(type) {
		case *ssa.Store:
			if use.Addr != v {
				return false
			}
		case *ssa.FieldAddr:
			for _, use := range *use.Referrers() {
				if _, ok := use.(*ssa.Store); !ok {
					return false
				}
			}
		case *ssa.MakeInterface, *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// doPut puts the object, or perhaps drops it for what it is.
func (f *follow) doPut(s *state, instr ssa.Instruction, drops bool) {
	if f.origin.Path == effect.Elem {
		s.life = gone // one of the arguments is put; whether this one is, is not known
		return
	}
	switch s.life {
	case live:
		for _, e := range s.escapes {
			if !e.quiet && !f.removed(e) {
				f.report(f.escaped(e, instr))
			}
		}
		f.leftLater(s, instr)
		f.noteLent(s)
		s.life, s.end, s.atExit, s.drops, s.escapes = put, instr, f.deferred != nil, drops, nil
	case put:
		at, other := instr, s.end
		if at == other && f.site != nil && !f.isInLoop(instr) {
			at = f.site // the literal is called twice
		}
		if f.deferred != nil && !s.atExit {
			at, other = s.end, f.deferred // the explicit one is the one too many
		}
		f.report(Event{Kind: Twice, At: at, Other: other, AtExit: f.deferred != nil})
		switch {
		case s.drops: // and may have been put only now
			s.end, s.atExit, s.drops = instr, f.deferred != nil, drops
		case !drops:
			s.life = gone
		}
	case gone:
		if s.taker == nil {
			return
		}
		at, other := instr, s.taker
		if f.deferred != nil {
			at, other = s.taker, f.deferred
		}
		f.report(Event{Kind: Twice, At: at, Other: other, AtExit: f.deferred != nil})
		s.taker = nil
	}
}

// afterUse ends that the object is put where a use of it, by instr, was reported:
// one defect is told once. If the Put may have dropped it instead, this was no
// defect then, and others may follow.
func (f *follow) afterUse(s *state, instr ssa.Instruction) {
	if !s.drops {
		s.life = gone
		return
	}
	s.life, s.end, s.atExit, s.drops, s.judged = live, nil, false, false, true
	f.escape(s, escape{at: instr, quiet: true, held: true}) // who has it now is not asked
}

// escaped returns the event that e is where the object is put by instr.
func (f *follow) escaped(e escape, instr ssa.Instruction) Event {
	return Event{Kind: Escape, At: e.at, Other: instr, Value: e.val, Part: e.part, Via: e.via, AtExit: f.deferred != nil, Stored: !e.goroutine}
}

// puts reports whether call puts the object.
func (f *follow) puts(s *state, call ssa.CallInstruction) bool {
	if op, _, _ := op(f.prog, call.Common()); op == syncpool.Put {
		return true
	}
	fn, args := f.prog.Callee(call.Common())
	sum, args := f.summaryOf(s, call.Common(), fn, args)
	if sum == nil {
		return false
	}
	for i, arg := range args {
		for _, r := range s.refsOf(f.canon(arg)) {
			if p, ok := sum.Param(i, r.path); ok && p.Put != effect.Never && !r.part && !r.stale && (p.Only == "" || f.accepts(p.Only, r, arg) == effect.Always) {
				return true
			}
		}
	}
	return false
}

// PutTo returns the pool to which call puts an object, if it is known.
func PutTo(prog Program, call ssa.CallInstruction) syncpool.Ref {
	common := call.Common()
	if op, pool, _ := op(prog, common); op == syncpool.Put {
		return syncpool.RefOf(pool)
	}
	callee, args := prog.Callee(common)
	if callee == nil {
		return syncpool.Ref{}
	}
	if sum := prog.Brief(callee); sum != nil {
		for _, p := range sum.Params {
			if p.Put != effect.Never {
				return p.Pool.Bind(args)
			}
		}
	}
	return syncpool.Ref{}
}
