package content

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

func (f *flow) builtin(s state, b *ssa.Builtin, instr ssa.CallInstruction) {
	args := instr.Common().Args
	switch b.Name() {
	case "clear":
		p := f.place(args[0])
		f.noteReset(f.step(p, effect.Elem))
		s.clear(f.step(p, effect.Elem), contents)
		if p.root != nil {
			s[p.cell] = s.get(p.cell) &^ (Foreign | Held)
			if _, isMap := args[0].Type().Underlying().(*types.Map); isMap {
				s[p.cell] &^= stale // an empty map, whoever made it
			}
		}
	case "len":
		f.sized(s, instr, args[0])
		f.length(s, instr)
	}
}

// length executes the start of a loop over a slice, which compiles to a comparison
// to its length: one that empties or resets its elements, or those of slices beside
// it in the same object, which are as long.
func (f *flow) length(s state, instr ssa.CallInstruction) {
	over := f.place(instr.Common().Args[0]).cell
	n := instr.Value()
	if n == nil || over.root == nil {
		return
	}
	for _, use := range *n.Referrers() {
		cmp, ok := use.(*ssa.BinOp)
		if !ok {
			continue
		}
		branch, ok := cmp.Block().Instrs[len(cmp.Block().Instrs)-1].(*ssa.If)
		if !ok || branch.Cond != ssa.Value(cmp) {
			continue
		}
		for _, instr := range eachRound(cmp.Block(), cmp.Block().Succs[0]) {
			elem := f.resetBy(instr)
			header, ok := strings.CutSuffix(string(elem.path), string(effect.Elem))
			if !ok || elem.root != over.root {
				continue
			}
			f.noteReset(elem)
			s.clear(elem, contents)
			if _, store := instr.(*ssa.Store); store {
				c := cell{over.root, effect.Path(header)}
				s[c] = s.get(c) &^ (Foreign | Held)
			}
		}
	}
}

// eachRound lists the instructions that each round of the loop with that head and
// that first block of its body executes.
func eachRound(head, body *ssa.BasicBlock) []ssa.Instruction {
	var list []ssa.Instruction
	for _, b := range head.Parent().Blocks {
		if !body.Dominates(b) {
			continue
		}
		if b == body || slices.ContainsFunc(head.Preds, body.Dominates) && !slices.ContainsFunc(head.Preds, func(latch *ssa.BasicBlock) bool { return body.Dominates(latch) && !b.Dominates(latch) }) {
			list = append(list, b.Instrs...)
		}
	}
	return list
}

// resetBy returns the element of a slice that instr empties, or resets.
func (f *flow) resetBy(instr ssa.Instruction) cell {
	switch instr := instr.(type) {
	case *ssa.Store:
		if isElem(instr.Addr) && isNothing(instr.Val) {
			return f.place(instr.Addr).cell
		}
	case *ssa.Call:
		if recv := receiver(&instr.Call); recv != nil && IsResetName(calledName(&instr.Call)) {
			return f.place(underInterface(recv)).cell
		}
	}
	return cell{}
}

// growsBy reports whether a call that appends to the slice at an index of its
// arguments can grow memory by more than a bounded amount. Adds tells that it
// adds to what earlier calls appended.
func (f *flow) growsBy(call *ssa.Call, index int, adds bool) bool {
	dst := call.Call.Args[index]
	if adds && f.accumulates(f.place(dst).cell, dst, call.Block()) {
		return true
	}
	args := slices.Delete(slices.Clone(call.Call.Args), index, index+1)
	if fn := callee(&call.Call); fn != nil && receiver(&call.Call) != nil && index > 0 && !(fn.Pkg() != nil && effect.IsStd(fn.Pkg().Path())) {
		args = args[1:] // the receiver: it may be anything
	}
	_, builtin := call.Call.Value.(*ssa.Builtin)
	if calledName(&call.Call) == "Grow" && len(args) == 1 {
		return !f.few(args[0], call.Block())
	}
	return slices.ContainsFunc(args, func(v ssa.Value) bool {
		if slice, ok := v.(*ssa.Slice); ok && builtin && isPointer(slice.X.Type()) {
			return false // single elements, or an array
		}
		return !drains(v.Type()) && !f.small(v, call.Block()) // a source is not data
	})
}

// inLoop reports whether b can be reached from itself.
func inLoop(b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(b.Succs, func(s *ssa.BasicBlock) bool { return Reaches(s, b) })
}
