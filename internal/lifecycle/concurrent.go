package lifecycle

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// execGo executes a go statement.
func (f *follow) execGo(s *state, instr *ssa.Go) { f.spawn(s, instr, instr.Common()) }

// spawn executes common as a goroutine that instr starts.
func (f *follow) spawn(s *state, instr ssa.CallInstruction, common *ssa.CallCommon) {
	fn, args := f.prog.Callee(common)
	if s.life == put && fn != nil && f.inlines(fn) {
		f.usesPut(s, instr, fn, args)
	}
	if s.life != live {
		return
	}
	sum, args := f.summaryOf(s, common, fn, args)
	for i, arg := range args {
		for _, r := range s.refsOf(f.canon(arg)) {
			if sum == nil || r.release {
				s.life = gone
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
			direct := r.is() || r.path == effect.Deref
			f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, goroutine: true, quiet: !direct})
		}
	}
}

// starts returns the literal that common runs as a goroutine, if it is a call of
// a function of a group that does; else nil.
func starts(common *ssa.CallCommon) *ssa.MakeClosure {
	callee := common.StaticCallee()
	if callee == nil || len(common.Args) != 2 {
		return nil
	}
	if obj, ok := callee.Object().(*types.Func); !ok || !effect.Starts(obj) {
		return nil
	}
	closure, _ := common.Args[1].(*ssa.MakeClosure)
	return closure
}

// usesPut reports what the literal fn, which instr runs as a goroutine, does to
// the object, which was put.
func (f *follow) usesPut(s *state, instr ssa.CallInstruction, fn *ssa.Function, args []ssa.Value) {
	events := len(f.events)
	f.inline(s, instr, fn, args, nil)
	if len(f.events) > events {
		s.life = gone
	}
}

// sent executes the sending of r's value.
func (f *follow) sent(s *state, r ref, instr ssa.Instruction) {
	if s.life != live {
		return
	}
	if r.part {
		f.escape(s, escape{at: instr, val: r.val, part: true, quiet: true})
	} else {
		s.life = gone
	}
}

// waited executes the waiting for another goroutine: what goroutines have only
// borrowed they may have given back.
func (f *follow) waited(s *state) {
	s.escapes = slices.DeleteFunc(slices.Clone(s.escapes), func(e escape) bool { return e.goroutine })
}

// execSelect splits s by the case that is chosen where one of them sends the
// object.
func (f *follow) execSelect(s *state, instr *ssa.Select) []*state {
	f.redefine(s, instr)
	if slices.ContainsFunc(instr.States, func(st *ssa.SelectState) bool { return st.Dir == types.RecvOnly }) {
		f.waited(s)
	}
	sends := slices.ContainsFunc(instr.States, func(st *ssa.SelectState) bool {
		return st.Dir == types.SendOnly && len(s.refsOf(f.canon(st.Send))) > 0
	})
	if !sends {
		return []*state{s}
	}
	var list []*state
	for i, st := range instr.States {
		t := *s
		t.setFact(term{v: instr, elem: 1}, number(int64(i)))
		if st.Dir == types.SendOnly {
			if r, ok := s.direct(f.canon(st.Send)); ok && s.life == put {
				f.report(Event{Kind: UseAfter, At: instr, Other: s.end, Value: st.Send, Part: r.part, AtExit: s.atExit})
				t.life = gone
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
