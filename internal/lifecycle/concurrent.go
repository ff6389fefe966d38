package lifecycle

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// execGo executes a go statement.
func (f *follow) execGo(s *state, instr *ssa.Go) {
	if s.life != live && s.taker == nil {
		return
	}
	common := instr.Common()
	fn, args := f.prog.Callee(common)
	sum, args := f.summaryOf(s, common, fn, args)
	if f.startsPut(s, sum, args) {
		if s.taker != nil {
			f.doPut(s, instr) // the second one
			return
		}
		s.life, s.taker = gone, instr
		return
	}
	if s.life != live {
		return
	}
	for i, arg := range args {
		for _, r := range s.refsOf(f.canon(arg)) {
			if sum == nil {
				s.life = gone
				return
			}
			if r.release || f.closurePuts(s, f.canon(arg)) {
				s.life = gone // the goroutine calls what puts it
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

// startsPut reports whether a goroutine that runs a function with this summary
// and these arguments puts the object in any case.
func (f *follow) startsPut(s *state, sum *effect.Summary, args []ssa.Value) bool {
	if sum == nil {
		return false
	}
	for i, arg := range args {
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
		t.setFact(term{v: instr, elem: 1}, value{isN: true, n: int64(i)})
		if st.Dir == types.SendOnly {
			for _, r := range s.refsOf(f.canon(st.Send)) {
				f.sent(&t, r, instr)
			}
		}
		list = append(list, &t)
	}
	if !instr.Blocking {
		t := *s
		t.setFact(term{v: instr, elem: 1}, value{isN: true, n: -1}) // the default case
		list = append(list, &t)
	}
	return list
}
