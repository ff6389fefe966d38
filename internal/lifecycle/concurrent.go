package lifecycle

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// execGo executes a go statement.
func (f *follow) execGo(s *state, instr *ssa.Go) {
	common := instr.Common()
	fn, args := f.prog.Callee(common)
	if fn != nil {
		f.usesPut(s, instr, fn, args)
	}
	sum, args := f.summaryOf(s, common, fn, args)
	released := func(r ref) bool { return r.release }
	if fn == nil && s.life == live && slices.ContainsFunc(s.refsOf(f.canon(common.Value)), released) {
		s.life = gone // the goroutine puts it
		return
	}
	f.start(s, instr, sum, args)
}

// startLiteral executes a call that runs a literal in a goroutine, and reports
// whether it is one.
func (f *follow) startLiteral(s *state, instr ssa.CallInstruction) bool {
	lit := startedBy(instr.Common())
	if lit == nil {
		return false
	}
	fn := lit.Fn.(*ssa.Function)
	args := make([]ssa.Value, len(fn.Params), len(fn.Params)+len(lit.Bindings))
	args = append(args, lit.Bindings...)
	f.usesPut(s, instr, fn, args)
	f.start(s, instr, f.prog.Summary(fn), args)
	return true
}

// startedBy returns the literal that call runs in a goroutine, or nil.
func startedBy(call *ssa.CallCommon) *ssa.MakeClosure {
	fn := call.StaticCallee()
	if fn == nil || objectOf(fn) == nil {
		return nil
	}
	i, ok := effect.Starts(objectOf(fn))
	if !ok {
		return nil
	}
	lit, _ := call.Args[i].(*ssa.MakeClosure)
	return lit
}

// start executes the start of a goroutine, by instr, that runs a function with
// a summary, which is nil if nothing is known of it, and with arguments.
func (f *follow) start(s *state, instr ssa.Instruction, sum *effect.Summary, args []ssa.Value) {
	if s.life != live && s.taker == nil {
		return
	}
	if f.startsPut(s, sum, args) {
		if s.taker != nil {
			f.doPut(s, instr, false) // the second one
			return
		}
		s.life, s.taker = gone, instr
		return
	}
	if s.life != live {
		return
	}
	for i, arg := range args {
		if arg == nil {
			continue
		}
		for _, r := range s.refsOf(f.canon(arg)) {
			if sum == nil && !r.part || r.release || f.closurePuts(s, f.canon(arg)) {
				s.life = gone // the goroutine may put it, or call what does
				return
			}
			if !r.part && slices.ContainsFunc(sum.Params, func(p effect.Param) bool {
				return p.Index == i && (p.Path == r.path || p.Path == "") && (p.Put != effect.Never || p.Keep != effect.Never)
			}) {
				s.life = gone // the goroutine puts or keeps it
				return
			}
			if r.path.Len() > maxHeld {
				f.lose(s, r, instr) // with what holds it
				continue
			}
			_, listed := f.listed(s, arg)
			direct := r.is() || r.path == effect.Deref || listed && r.part
			f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, goroutine: true, quiet: !direct})
		}
	}
}

// usesPut reports what fn, which instr runs as a goroutine, does to the object
// after it was put, if fn is a literal.
func (f *follow) usesPut(s *state, instr ssa.CallInstruction, fn *ssa.Function, args []ssa.Value) {
	if s.life != put || !f.inlines(fn) {
		return
	}
	events := len(f.events)
	f.inline(s, instr, fn, args, nil)
	if len(f.events) > events {
		f.afterUse(s, instr)
	}
}

// startsPut reports whether a goroutine that runs a function with this summary
// and these arguments puts the object in any case.
func (f *follow) startsPut(s *state, sum *effect.Summary, args []ssa.Value) bool {
	if sum == nil {
		return false
	}
	for i, arg := range args {
		if arg == nil {
			continue
		}
		for _, r := range s.refsOf(f.canon(arg)) {
			if p, ok := sum.Param(i, r.path); ok && p.Put == effect.Always && !p.Clears && !r.part && !r.release && !r.stale {
				return true
			}
		}
	}
	return false
}

// sent executes the sending of r's value.
func (f *follow) sent(s *state, r ref, instr ssa.Instruction) {
	if s.life != live {
		return
	}
	if r.release || strings.Contains(string(r.path), "$") {
		s.life = gone // whoever receives it may call what puts the object
		return
	}
	quiet := r.moved || r.stale || r.path.Len() > maxSent || f.origin.Item != nil || f.origin.Call == nil && f.origin.Path != ""
	f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, goroutine: true, sent: true, held: true, quiet: quiet})
}

// maxSent is the length of the paths by which what is sent can be said to be for the
// sake of the object that it holds.
const maxSent = 2

// shareSent executes a branch on cond. If that counts the owners of the object, then
// who was sent it is one of them.
func (f *follow) shareSent(s *state, cond ssa.Value) {
	isSent := func(e escape) bool { return e.sent && !e.quiet }
	if s.life != live || !slices.ContainsFunc(s.escapes, isSent) || !f.counts(s, cond) {
		return
	}
	s.escapes = slices.Clone(s.escapes)
	for i := range s.escapes {
		s.escapes[i].quiet = s.escapes[i].quiet || s.escapes[i].sent
	}
}

// execSelect splits s by the case that is chosen where that makes a difference:
// one of them sends the object, or does not wait for a goroutine that has it.
func (f *follow) execSelect(s *state, instr *ssa.Select) []*state {
	f.redefine(s, instr)
	sends := slices.ContainsFunc(instr.States, func(st *ssa.SelectState) bool {
		return st.Dir == types.SendOnly && len(s.refsOf(f.canon(st.Send))) > 0
	})
	waits := slices.ContainsFunc(s.escapes, func(e escape) bool { return e.goroutine && f.waitsFor(instr, e.at) })
	if !sends && !waits {
		return []*state{s}
	}
	var list []*state
	for i, st := range instr.States {
		t := *s
		t.setFact(term{v: instr, elem: 1}, number(int64(i)))
		f.undo(&t, func(e escape) bool { return f.caseWaitsFor(st, e.at) })
		if st.Dir == types.SendOnly {
			if r, ok := s.direct(f.canon(st.Send)); ok && s.life == put {
				f.report(Event{Kind: UseAfter, At: instr, Other: s.end, Value: st.Send, Part: r.part, AtExit: s.atExit})
				f.afterUse(&t, instr)
			}
			for _, r := range s.refsOf(f.canon(st.Send)) {
				f.sent(&t, r, instr)
			}
		}
		list = append(list, &t)
	}
	if !instr.Blocking {
		t := *s
		t.setFact(term{v: instr, elem: 1}, number(-1)) // the default case
		list = append(list, &t)
	}
	return list
}
