package content

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// A loop is a natural loop: the blocks from which control gets back to head
// without leaving it.
type loop struct {
	head *ssa.BasicBlock
	body map[*ssa.BasicBlock]bool
}

// loopsAround lists the loops that b is in, the innermost first.
func loopsAround(b *ssa.BasicBlock) []loop {
	var list []loop
	for head := b; head != nil; head = head.Idom() {
		l := loop{head, map[*ssa.BasicBlock]bool{head: true}}
		var add func(*ssa.BasicBlock)
		add = func(b *ssa.BasicBlock) {
			if !l.body[b] {
				l.body[b] = true
				for _, p := range b.Preds {
					add(p)
				}
			}
		}
		for _, latch := range head.Preds {
			if head.Dominates(latch) {
				add(latch)
			}
		}
		if len(l.body) > 1 && l.body[b] || slices.Contains(head.Preds, head) && head == b {
			list = append(list, l)
		}
	}
	return list
}

// accumulates reports whether what an instruction of b adds to c, or to dst that
// becomes the contents of c, can add up over the rounds of a loop without a
// bound.
func (f *flow) accumulates(c cell, dst ssa.Value, b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(f.endless(b), func(l loop) bool {
		*f.work += len(l.body)
		return !f.takes(l, c) && !f.anew(l, c, dst, b) && !f.allPass(l, b, func(b *ssa.BasicBlock) bool { return f.limitsAt(l, b, c) })
	})
}

// takes reports whether each round of l takes the object of c anew.
func (f *flow) takes(l loop, c cell) bool {
	call, ok := c.root.(*ssa.Call)
	return ok && l.body[call.Block()] && slices.ContainsFunc(f.out.Origins, func(o Origin) bool { return o.Call == ssa.CallInstruction(call) && below(c.path, o.Path) })
}

// endless lists the loops around b of which the number of rounds has no bound.
func (f *flow) endless(b *ssa.BasicBlock) []loop {
	list, ok := f.loops[b]
	if ok || !inLoop(b) {
		return list
	}
	list = loopsAround(b)
	if len(list) == 0 { // made by goto
		list = []loop{{b, map[*ssa.BasicBlock]bool{b: true}}}
		for _, other := range b.Parent().Blocks {
			list[0].body[other] = true
		}
	}
	list = slices.DeleteFunc(list, f.bounds)
	f.loops[b] = list
	return list
}

// blocks returns the blocks of l in the order of the function.
func (l loop) blocks() []*ssa.BasicBlock {
	return slices.DeleteFunc(slices.Clone(l.head.Parent().Blocks), func(b *ssa.BasicBlock) bool { return !l.body[b] })
}

// allPass reports whether each round of l through b passes a block of which is
// holds.
func (f *flow) allPass(l loop, b *ssa.BasicBlock, is func(*ssa.BasicBlock) bool) bool {
	if is(b) {
		return true
	}
	seen := map[*ssa.BasicBlock]bool{}
	var avoids func(*ssa.BasicBlock) bool
	avoids = func(at *ssa.BasicBlock) bool {
		for _, succ := range at.Succs {
			if succ == b {
				return true
			}
			if !l.body[succ] || seen[succ] || is(succ) {
				continue
			}
			seen[succ] = true
			if avoids(succ) {
				return true
			}
		}
		return false
	}
	return !avoids(b)
}

// bounds reports whether a condition that each round meets bounds their number.
func (f *flow) bounds(l loop) bool {
	for _, b := range l.blocks() {
		cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || l.body[b.Succs[0]] == l.body[b.Succs[1]] || !f.allPass(l, l.head, func(at *ssa.BasicBlock) bool { return at == b }) {
			continue
		}
		if f.stays(l, cond.Cond, l.body[b.Succs[0]]) {
			return true
		}
	}
	return false
}

// stays reports whether cond is as said in a bounded number of rounds of l only.
func (f *flow) stays(l loop, cond ssa.Value, is bool) bool {
	at := point{to: l.head}
	switch cond := cond.(type) {
	case *ssa.Extract:
		next, ok := cond.Tuple.(*ssa.Next)
		if !ok || cond.Index != 0 {
			return false
		}
		over, ok := next.Iter.(*ssa.Range)
		return ok && (f.bounder().data(over.X, at) || isGlobal(over.X))
	case *ssa.BinOp:
		if l.shrinks(cond.X) || l.shrinks(cond.Y) {
			return true
		}
		size, limit := upper(cond, is)
		if size == nil && is == (cond.Op == token.NEQ) {
			size, limit = cond.X, cond.Y
		}
		if size == nil {
			return false
		}
		// counted up to the limit, or down from where it starts
		return l.counts(size) && f.bounder().number(limit, at) || l.startsSmall(f, limit, token.SUB) ||
			cond.Op == token.NEQ && l.startsSmall(f, size, token.SUB) || f.consumes(l, size) || f.consumes(l, limit)
	}
	return false
}

// consumes reports whether v is the length of a bounded slice of which each
// round takes something off.
func (f *flow) consumes(l loop, v ssa.Value) bool {
	phi, ok := lenOf(v).(*ssa.Phi)
	return ok && phi.Block() == l.head && f.bounder().data(phi, point{to: l.head})
}

// phi returns the variable of the loop that v is, or is computed from with a
// constant.
func (l loop) phi(v ssa.Value) *ssa.Phi {
	for {
		switch w := v.(type) {
		case *ssa.Phi:
			if w.Block() == l.head {
				return w
			}
			return nil
		case *ssa.Convert:
			v = w.X
		case *ssa.BinOp:
			if !isConst(w.Y) {
				return nil
			}
			v = w.X
		default:
			return nil
		}
	}
}

// counts reports whether v is a variable that rounds of l add to.
func (l loop) counts(v ssa.Value) bool { return l.steps(l.phi(v), token.ADD) }

// sums reports whether v is a variable that rounds of l add to, or that and
// more.
func (l loop) sums(v ssa.Value) bool {
	if sum, ok := v.(*ssa.BinOp); ok && sum.Op == token.ADD {
		return l.sums(sum.X) || l.sums(sum.Y)
	}
	return l.counts(v)
}

// shrinks reports whether v is a number of which rounds of l take a part.
func (l loop) shrinks(v ssa.Value) bool {
	phi := l.phi(v)
	return l.steps(phi, token.QUO) || l.steps(phi, token.SHR)
}

// startsSmall reports whether v is a variable that starts bounded and is counted
// down.
func (l loop) startsSmall(f *flow, v ssa.Value, op token.Token) bool {
	phi := l.phi(v)
	if !l.steps(phi, op) {
		return false
	}
	for i, e := range phi.Edges {
		from := phi.Block().Preds[i]
		if !l.body[from] && !f.bounder().number(e, point{from, l.head}) {
			return false
		}
	}
	return true
}

// steps reports whether a round of l changes phi by op.
func (l loop) steps(phi *ssa.Phi, op token.Token) bool {
	if phi == nil {
		return false
	}
	seen := map[ssa.Value]bool{}
	var by func(v ssa.Value) bool
	by = func(v ssa.Value) bool {
		if seen[v] {
			return false
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.BinOp:
			return v.Op == op && l.body[v.Block()] && (isConst(v.Y) || isConst(v.X) || op == token.ADD)
		case *ssa.Phi:
			return l.body[v.Block()] && slices.ContainsFunc(v.Edges, by)
		}
		return false
	}
	return by(phi)
}

// anew reports whether each round of l through b begins with nothing in c, or
// in dst.
func (f *flow) anew(l loop, c cell, dst ssa.Value, b *ssa.BasicBlock) bool {
	if dst != nil {
		switch f.begins(l, dst, map[ssa.Value]bool{}) {
		case yes:
			return true
		case no:
			return false
		}
	}
	return c.root != nil && f.allPass(l, b, func(at *ssa.BasicBlock) bool {
		return slices.ContainsFunc(at.Instrs, func(instr ssa.Instruction) bool { return f.leavesNothing(instr, c) })
	})
}

// An answer is yes, no, or neither where it depends on memory.
type answer uint8

const (
	no answer = iota
	yes
	depends
)

// begins tells whether v, to which something is appended, begins empty in each
// round of l.
func (f *flow) begins(l loop, v ssa.Value, seen map[ssa.Value]bool) answer {
	if seen[v] {
		return yes
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Const:
		return yes
	case *ssa.MakeSlice:
		if l.body[v.Block()] {
			return yes
		}
	case *ssa.ChangeType:
		return f.begins(l, v.X, seen)
	case *ssa.Slice:
		if isZeroLen(v) && l.body[v.Block()] {
			return yes
		}
		return f.begins(l, v.X, seen)
	case *ssa.Phi:
		if v.Block() == l.head || !l.body[v.Block()] {
			return no
		}
		for _, e := range v.Edges {
			if a := f.begins(l, e, seen); a != yes {
				return a
			}
		}
		return yes
	case *ssa.Call:
		if calledName(&v.Call) == "AvailableBuffer" {
			return yes
		}
		for _, arg := range callArgs(&v.Call) {
			if types.Identical(arg.Type(), v.Type()) {
				return f.begins(l, arg, seen)
			}
		}
	case *ssa.UnOp:
		if v.Op == token.MUL && l.body[v.Block()] {
			return depends
		}
	}
	return no
}

// leavesNothing reports whether instr leaves nothing in c.
func (f *flow) leavesNothing(instr ssa.Instruction, c cell) bool {
	covers := func(v ssa.Value) bool {
		at := f.place(v).pointee()
		return at.root == c.root && below(c.path, at.path)
	}
	switch instr := instr.(type) {
	case *ssa.Store:
		if !covers(instr.Addr) {
			return false
		}
		if slice, ok := instr.Val.(*ssa.Slice); ok && isZeroLen(slice) {
			return true
		}
		return literal(instr.Val) != nil || isNil(instr.Val)
	case *ssa.Call:
		common := &instr.Call
		if b, ok := common.Value.(*ssa.Builtin); ok {
			return b.Name() == "clear" && f.step(f.place(common.Args[0]), effect.Elem) == c
		}
		args := callArgs(common)
		if recv := receiver(common); recv != nil && covers(recv) && (IsResetName(calledName(common)) || mannerOf(underInterface(recv).Type()) == buffer && calledName(common) == "WriteTo") {
			return true
		}
		callee, _ := f.a.prog.Callee(common)
		if callee == nil {
			return false
		}
		sum := f.a.summary(callee)
		if sum == nil {
			return false
		}
		for _, e := range sum.Params {
			if e.Index < len(args) && e.Bits&stale == 0 {
				if at := f.step(f.place(args[e.Index]), e.Path); at.root == c.root && below(c.path, at.path) {
					return true
				}
			}
		}
	}
	return false
}

// limitsAt reports whether b ends with a comparison of the size of c to a limit,
// and where it is larger leaves l or does something to the object.
func (f *flow) limitsAt(l loop, b *ssa.BasicBlock, c cell) bool {
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok || c.root == nil {
		return false
	}
	cond, ok := branch.Cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	for i, succ := range b.Succs {
		size, limit := upper(cond, i == 1)
		if size == nil && (i == 0) == (cond.Op == token.EQL) && cond.Op != token.NEQ {
			size, limit = cond.X, cond.Y
		}
		if size == nil || !f.bounder().isLimit(limit, 0) || !f.isSizeOf(size, c, 0) && !f.isSizeOf(limit, c, 0) && !(l.sums(size) && isConst(limit)) {
			continue // if it is the limit, it is the room that is left
		}
		return !l.body[succ] || f.touches(l, succ, c)
	}
	return false
}

// touches reports whether something is done to the object of c in a block, or
// in one that it dominates in l.
func (f *flow) touches(l loop, top *ssa.BasicBlock, c cell) bool {
	for _, b := range l.blocks() {
		if !top.Dominates(b) {
			continue
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if to := f.place(instr.Addr).pointee(); to.root == c.root && below(c.path, to.path) {
					return true
				}
			case *ssa.Call:
				if _, builtin := instr.Call.Value.(*ssa.Builtin); builtin {
					continue
				}
				if slices.ContainsFunc(callArgs(&instr.Call), func(v ssa.Value) bool { return f.place(v).root == c.root }) {
					return true
				}
			}
		}
	}
	return false
}

// isSizeOf reports whether v is computed from the size of c.
func (f *flow) isSizeOf(v ssa.Value, c cell, depth int) bool {
	const maxDepth = 5
	if depth > maxDepth {
		return false
	}
	switch v := v.(type) {
	case *ssa.Convert:
		return f.isSizeOf(v.X, c, depth+1)
	case *ssa.BinOp:
		return f.isSizeOf(v.X, c, depth+1) || f.isSizeOf(v.Y, c, depth+1)
	case *ssa.Call:
		args := callArgs(&v.Call)
		name := strings.ToLower(calledName(&v.Call))
		if b, ok := v.Call.Value.(*ssa.Builtin); ok {
			name = b.Name()
		}
		if !sizeName(name) || len(args) == 0 {
			return false
		}
		p := f.place(args[0])
		return p.cell == c || p.pointee() == c || f.step(p, effect.Elem) == c
	}
	return false
}
