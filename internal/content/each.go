package content

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// An each is a loop that goes through all elements of an array or slice, the first
// one first.
type each struct {
	loop
	index  ssa.Value
	size   int64             // of the array; 0 for a slice
	over   cell              // the slice
	listed []cell            // what the elements hold, where they are listed
	rounds []ssa.Instruction // that each round executes
}

// eachAt returns the loop through all elements that has this head, if it is one.
func (f *flow) eachAt(head *ssa.BasicBlock) (each, bool) {
	branch, ok := head.Instrs[len(head.Instrs)-1].(*ssa.If)
	if !ok || !slices.ContainsFunc(head.Preds, head.Dominates) {
		return each{}, false
	}
	cmp, ok := branch.Cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.LSS {
		return each{}, false
	}
	e := each{index: cmp.X, loop: loop{head: head}}
	if e.phi(cmp.X) == nil {
		return each{}, false
	}
	switch n := cmp.Y.(type) {
	case *ssa.Const:
		if n.Value == nil || n.Value.Kind() != constant.Int {
			return each{}, false
		}
		e.size = n.Int64()
	case *ssa.Call:
		of := lenOf(n)
		if of == nil || !isSlice(of.Type()) {
			return each{}, false
		}
		e.over = f.place(of).cell
		e.listed = f.listedIn(of)
	default:
		return each{}, false
	}
	for _, l := range loopsAround(head) {
		if l.head == head {
			e.loop = l
		}
	}
	if !e.counts(cmp.X) || !e.startsAtFirst(cmp.X) {
		return each{}, false
	}
	e.rounds = eachRound(head, branch.Block().Succs[0])
	return e, true
}

// startsAtFirst reports whether index, the variable of the loop or the next of it, is
// zero in the first round.
func (e each) startsAtFirst(index ssa.Value) bool {
	first := int64(0)
	phi, ok := index.(*ssa.Phi)
	if !ok {
		phi, first = e.phi(index), -1
	}
	for i, edge := range phi.Edges {
		if c, ok := edge.(*ssa.Const); !e.body[phi.Block().Preds[i]] && (!ok || c.Value == nil || c.Int64() != first) {
			return false
		}
	}
	return true
}

// elem returns where v, or what it was loaded from, is the element of a round, if it
// is one.
func (f *flow) elemOf(e each, v ssa.Value) (array ssa.Value, ok bool) {
	v = underInterface(v)
	if load, isLoad := v.(*ssa.UnOp); isLoad && load.Op == token.MUL {
		v = load.X
	}
	var index ssa.Value
	switch v := v.(type) {
	case *ssa.IndexAddr:
		array, index = v.X, v.Index
	case *ssa.Index:
		array, index = v.X, v.Index
	default:
		return nil, false
	}
	if index != e.index {
		return nil, false
	}
	if t, isArray := deref(array.Type()).Underlying().(*types.Array); isArray {
		return array, t.Len() == e.size
	}
	return array, e.over.root != nil && f.place(array).cell == e.over
}

// start executes the start of a loop through all elements: what each round resets, or
// compares to a limit, is so for all of them when it ends. What a round does besides
// comes after that.
func (f *flow) start(s state, head *ssa.BasicBlock) {
	e, known := f.eaches[head]
	if !known {
		if found, ok := f.eachAt(head); ok {
			e = &found
		}
		f.eaches[head] = e
	}
	if e == nil {
		return
	}
	for _, instr := range e.rounds {
		v := resetTo(instr)
		if _, own := v.(*ssa.IndexAddr); v == nil || own && e.size == 0 {
			continue // of slices, see [flow.length]
		}
		if array, ok := f.elemOf(*e, v); ok {
			f.eachElem(*e, array, v, func(c cell) {
				f.noteReset(c)
				s.clear(c, contents)
			})
		}
	}
	for i, instr := range e.rounds {
		branch, ok := instr.(*ssa.If)
		if !ok {
			continue
		}
		v, ok := f.limited(*e, branch, e.rounds[:i])
		if !ok {
			continue
		}
		array, ok := f.elemOf(*e, v)
		if !ok {
			continue
		}
		f.eachElem(*e, array, v, func(c cell) {
			f.mark(f.out.Limits, c)
			s.clear(c, Grown|Unchecked)
		})
	}
}

// resetTo returns what instr resets, or a pointer to it; nil if it resets nothing.
func resetTo(instr ssa.Instruction) ssa.Value {
	switch instr := instr.(type) {
	case *ssa.Store:
		if isNothing(instr.Val) {
			return instr.Addr
		}
	case *ssa.Call:
		if b, ok := instr.Call.Value.(*ssa.Builtin); ok {
			if b.Name() == "clear" {
				return instr.Call.Args[0]
			}
			return nil
		}
		if IsResetName(calledName(&instr.Call)) {
			return receiver(&instr.Call)
		}
	}
	return nil
}

// eachElem calls do for the cells in which the elements of array hold what v, one of
// them, does.
func (f *flow) eachElem(e each, array, v ssa.Value, do func(cell)) {
	cells := e.listed
	if lit := literal(array); lit != nil {
		cells = f.contentsOfEach(storedIn(lit))
	}
	if cells == nil {
		cells = []cell{f.contentsOf(v)}
	}
	for _, c := range cells {
		if c.root != nil && followed(c.root) {
			do(c)
		}
	}
}

// listedIn returns what the elements of list hold, if the function lists them, or a
// function in view does that returns the list: []*bytes.Buffer{&x.a, &x.b}.
func (f *flow) listedIn(list ssa.Value) []cell {
	if elems := elementsOf(list, "slicelit"); elems != nil {
		return f.contentsOfEach(elems)
	}
	call, ok := list.(*ssa.Call)
	if !ok {
		return nil
	}
	source, args := f.a.inView(&call.Call)
	if source == nil || len(source.Blocks) != 1 {
		return nil
	}
	ret, ok := source.Blocks[0].Instrs[len(source.Blocks[0].Instrs)-1].(*ssa.Return)
	if !ok {
		return nil
	}
	var cells []cell
	for _, elem := range elementsOf(ret.Results[0], "slicelit") {
		addr, ok := elem.(*ssa.FieldAddr)
		if !ok {
			return nil
		}
		for i, p := range source.Params {
			if addr.X == ssa.Value(p) && i < len(args) {
				cells = append(cells, f.step(f.place(args[i]), effect.Deref+effect.Field(FieldOf(addr.X.Type(), addr.Field).Name())))
			}
		}
	}
	return cells
}

// contentsOfEach is [flow.contentsOf] for each of some elements.
func (f *flow) contentsOfEach(elems []ssa.Value) []cell {
	cells := []cell{}
	for _, v := range elems {
		cells = append(cells, f.contentsOf(v))
	}
	return cells
}

// resetListed executes what a callee resets of each element of the list that it is
// given as the argument at index.
func (f *flow) resetListed(s state, sum *Summary, index int, list []ssa.Value) {
	for _, e := range sum.Params {
		rest, ok := e.Path.Cut(effect.Elem)
		if e.Index != index || !ok || e.Bits&stale != 0 {
			continue
		}
		for _, v := range list {
			if c := f.step(f.place(underInterface(v)), rest); c.root != nil && followed(c.root) {
				f.noteReset(c)
				s.apply(c, []Cell{{"", e.Bits}}, false)
			}
		}
	}
}

// contentsOf returns the cell of what v holds: the elements of a map, what a pointer
// points to, or the variable that v was loaded from.
func (f *flow) contentsOf(v ssa.Value) cell {
	p := f.place(underInterface(v))
	switch v.Type().Underlying().(type) {
	case *types.Map:
		return f.step(p, effect.Elem)
	case *types.Slice:
		return p.cell
	}
	return p.pointee()
}

// limited returns the element whose size branch, which each round passes after the
// instructions before, compares to a limit, past which the round leaves the loop or
// does something to it. A length says nothing of what has just been reset.
func (f *flow) limited(e each, branch *ssa.If, before []ssa.Instruction) (ssa.Value, bool) {
	cmp, ok := branch.Cond.(*ssa.BinOp)
	if !ok {
		return nil, false
	}
	for _, size := range []ssa.Value{cmp.X, cmp.Y} {
		call, ok := size.(*ssa.Call)
		if !ok || len(callArgs(&call.Call)) == 0 {
			continue
		}
		v := callArgs(&call.Call)[0]
		name := strings.ToLower(calledName(&call.Call))
		if b, ok := call.Call.Value.(*ssa.Builtin); ok {
			name = b.Name()
		}
		if name != "cap" && slices.ContainsFunc(before, func(instr ssa.Instruction) bool {
			to := resetTo(instr)
			return to != nil && f.contentsOf(to) == f.contentsOf(v)
		}) {
			continue
		}
		if f.limitsAt(e.loop, branch.Block(), f.contentsOf(v)) {
			return v, true
		}
	}
	return nil, false
}
