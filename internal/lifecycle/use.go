package lifecycle

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// pending reports whether a deferred call has, or captured, the object.
func (f *follow) pending(s *state) bool {
	for _, d := range s.defers {
		if len(d.refs) > 0 {
			return true
		}
		if closure := closureOf(d.instr); closure != nil {
			for _, b := range closure.Bindings {
				if len(s.refsOf(f.canon(b))) > 0 {
					return true
				}
			}
		}
	}
	return false
}

// usedAfter reports whether v may be used after instr, where no call is pending that
// has it.
func (f *follow) usedAfter(v ssa.Value, instr ssa.Instruction) bool {
	def, ok := v.(ssa.Instruction)
	if !ok || def.Parent() != instr.Parent() {
		return true
	}
	live := func(b *ssa.BasicBlock) bool { return f.liveIn(v, b) }
	if slices.ContainsFunc(*v.Referrers(), isDefer) {
		blocks := liveBlocks(v, false)
		_, phi := v.(*ssa.Phi) // is assigned on the way to its block
		live = func(b *ssa.BasicBlock) bool { return blocks[b] && !(phi && b == def.Block()) }
	}
	return slices.ContainsFunc(instr.Block().Succs, live)
}

func isDefer(instr ssa.Instruction) bool {
	_, ok := instr.(*ssa.Defer)
	return ok
}

// checkUse reports instr if it uses the object, which was put.
func (f *follow) checkUse(s *state, instr ssa.Instruction) {
	if f.isFixed(s, instr) {
		return // whoever has the object finds the same there
	}
	for _, v := range f.used(instr) {
		r, ok := s.direct(f.canon(v))
		if !ok {
			if r, ok = f.listed(s, v); !ok {
				continue
			}
		}
		if call, ok := instr.(ssa.CallInstruction); ok && f.puts(s, call) {
			return // put again, which is the worse of the two
		}
		f.report(Event{Kind: UseAfter, At: instr, Other: s.end, Value: v, Part: r.part, Via: r.via, AtExit: s.atExit})
		f.afterUse(s, instr)
		return
	}
}

// isFixed reports whether instr loads a field of the object that has one value for
// all its life.
func (f *follow) isFixed(s *state, instr ssa.Instruction) bool {
	load, ok := instr.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	r, ok := s.direct(f.canon(addr.X))
	return ok && !r.part && f.prog.Fixed(syncpool.FieldVar(addr.X.Type(), addr.Field))
}

// listed returns the ref of the object in v, the variadic arguments of a call.
func (f *follow) listed(s *state, v ssa.Value) (ref, bool) {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return ref{}, false
	}
	if array, ok := slice.X.(*ssa.Alloc); !ok || array.Comment != "varargs" {
		return ref{}, false
	}
	for _, r := range s.refsOf(v) {
		if r.path == effect.Elem && !r.release && !r.stale {
			return r, true
		}
	}
	return ref{}, false
}

// lasts reports whether addr is that of a package variable, or of a field of what
// the caller or a package variable leads to: whoever looks there later uses what is
// stored.
func (f *follow) lasts(addr ssa.Value) bool {
	switch addr.(type) {
	case *ssa.Global:
		return true
	case *ssa.FieldAddr:
		return f.holder(addr) != nil || rootOf(addr) != nil
	}
	return false
}

// used returns the operands whose memory instr reads, writes or passes on.
func (f *follow) used(instr ssa.Instruction) []ssa.Value {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.MUL || instr.Op == token.ARROW {
			return []ssa.Value{instr.X}
		}
	case *ssa.Store:
		if f.lasts(instr.Addr) {
			return []ssa.Value{instr.Addr, instr.Val}
		}
		return []ssa.Value{instr.Addr}
	case *ssa.Lookup:
		return []ssa.Value{instr.X}
	case *ssa.MapUpdate:
		if load, ok := instr.Map.(*ssa.UnOp); ok {
			if _, ok := load.X.(*ssa.Global); ok {
				return []ssa.Value{instr.Map, instr.Key, instr.Value}
			}
		}
		return []ssa.Value{instr.Map}
	case *ssa.Range:
		return []ssa.Value{instr.X}
	case *ssa.Convert:
		if copies(instr.X.Type(), instr.Type()) {
			return []ssa.Value{instr.X}
		}
	case *ssa.Send:
		return []ssa.Value{instr.Chan, instr.X}
	case *ssa.Call, *ssa.Defer, *ssa.Go:
		common := instr.(ssa.CallInstruction).Common()
		if b, ok := common.Value.(*ssa.Builtin); ok {
			switch b.Name() {
			case "append", "copy", "clear", "delete":
				return common.Args
			}
			return nil
		}
		if op, _, _ := op(f.prog, common); op != syncpool.None {
			return nil
		}
		if common.IsInvoke() {
			return append([]ssa.Value{common.Value}, common.Args...)
		}
		return common.Args
	}
	return nil
}
