package content

import (
	"go/token"
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
	listed := elementsOf(instr.Common().Args[0], "slicelit") // []*bytes.Buffer{&x.a, &x.b}
	n := instr.Value()
	if n == nil || over.root == nil && len(listed) == 0 {
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
			if len(listed) > 0 && f.resetsElem(instr) {
				for _, v := range listed {
					f.resetListed(s, v)
				}
			}
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

// resetsElem reports whether instr resets what an element of a list, which it has
// loaded, is or points to.
func (f *flow) resetsElem(instr ssa.Instruction) bool {
	isElement := func(v ssa.Value) bool {
		load, ok := underInterface(v).(*ssa.UnOp)
		return ok && load.Op == token.MUL && isElem(load.X)
	}
	switch instr := instr.(type) {
	case *ssa.Store:
		return isNothing(instr.Val) && isElement(instr.Addr)
	case *ssa.Call:
		if b, ok := instr.Call.Value.(*ssa.Builtin); ok {
			return b.Name() == "clear" && isElement(instr.Call.Args[0])
		}
		recv := receiver(&instr.Call)
		return recv != nil && IsResetName(calledName(&instr.Call)) && isElement(recv)
	}
	return false
}

// resetListed resets what v, an element of a list, is or points to.
func (f *flow) resetListed(s state, v ssa.Value) {
	p := f.place(underInterface(v))
	c := p.pointee()
	if _, isMap := v.Type().Underlying().(*types.Map); isMap {
		c = f.step(p, effect.Elem)
	}
	if c.root != nil && followed(c.root) {
		f.noteReset(c)
		s.clear(c, contents)
	}
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
