package content

import (
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// flow is the analysis of one function.
type flow struct {
	a        *Analysis
	root     *ssa.Function // the function itself
	fn       *ssa.Function // that, or a literal in it that runs
	out      *Func
	places   map[ssa.Value]place
	held     map[cell]*ssa.Store // see [flow.noteHeld]
	in       []state             // by block; nil for one that is not reached
	exit     state               // joined over the returns; nil if there is none
	parked   state               // joined over those where an object has been put, see [flow.after]
	success  state               // joined over those that return no error; nil if there is none
	puts     map[cell]state      // by object that is put and is the caller's, joined over the Puts
	gives    map[cell]state      // by cell of the results, joined over the returns
	final    bool                // the states are known, and events are noted
	depth    int                 // of the literal, called where it stands, that this is the flow of
	work     *int                // done so far, see maxWork
	given    map[ssa.Value]given
	targs    []types.Type       // that the function is called with, if that is known
	stores   map[cell][]storing // of the objects that it takes
	saved    map[*ssa.UnOp]bool // loads of what is stored back later
	skipping bool               // it runs a branch to see what skipping it means
	ends     bool               // it has a return
	own      map[cell][]cell    // by variable, the objects that it takes and stores there
	asked    map[question]bool  // what is bounded
	loops    map[*ssa.BasicBlock][]loop
	limits   map[*ssa.Function][]guard
	lens     map[ssa.Value]bool        // calls that tell the size of what has been used, see [flow.sized]
	bound    map[ssa.Value]binding     // what writes to cells, see [flow.bind]
	eaches   map[*ssa.BasicBlock]*each // by head, nil for other blocks
}

// Bounds on the work for one function, past which nothing is claimed of it.
const (
	maxInner  = 3 // literals in literals
	maxBlocks = 10000
	maxVisits = 10 // of a block, on average
	maxCells  = 2000
	maxWork   = 10_000_000 // cells looked at, by a rough count
)

func newFlow(a *Analysis, fn *ssa.Function) *flow {
	f := &flow{
		a:      a,
		root:   fn,
		fn:     fn,
		out:    newFunc(),
		places: map[ssa.Value]place{},
		in:     make([]state, len(fn.Blocks)),
		puts:   map[cell]state{},
		gives:  map[cell]state{},
		work:   new(int),
		stores: map[cell][]storing{},
		ends:   slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool { return len(b.Succs) == 0 && !panics(b) }),
		asked:  map[question]bool{},
		loops:  map[*ssa.BasicBlock][]loop{},
		limits: map[*ssa.Function][]guard{},
		lens:   map[ssa.Value]bool{},
		bound:  map[ssa.Value]binding{},
		eaches: map[*ssa.BasicBlock]*each{},
	}
	f.findOrigins(fn)
	f.noteHeld()
	f.noteSaved()
	return f
}

// panics reports whether b ends in a panic.
func panics(b *ssa.BasicBlock) bool {
	_, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Panic)
	return ok
}

func newFunc() *Func {
	set := func() map[ssa.Value]map[effect.Path]bool { return map[ssa.Value]map[effect.Path]bool{} }
	return &Func{Summary: new(Summary), Writes: map[ssa.Value]map[effect.Path]ssa.Instruction{}, Resets: set(), Adds: set(), Anew: set(), Limits: set(), Drops: set()}
}

// findOrigins lists the calls that take objects, in fn and in the literals that
// it calls.
func (f *flow) findOrigins(fn *ssa.Function) {
	a := f.a
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok {
				for _, r := range lifecycle.Taken(a.prog, call.Common()) {
					path := r.Path
					if call.Call.Signature().Results().Len() > 1 {
						path = effect.Tuple(r.Index) + path
					}
					getter, args := a.prog.Callee(call.Common())
					if getter != nil {
						if op, _, _ := syncpool.OpOfFunc(getter, args); op == syncpool.Get {
							getter = nil
						}
					}
					f.out.Origins = append(f.out.Origins, Origin{Call: call, Path: path, Result: r, Getter: getter})
				}
			}
		}
	}
	for _, lit := range fn.AnonFuncs {
		if f.isInner(lit) {
			f.findOrigins(lit)
		}
	}
}

// isInner reports whether fn is a literal of the function that does nothing but
// call it where it stands, now or deferred.
func (f *flow) isInner(fn *ssa.Function) bool {
	return fn != nil && fn.Parent() != nil && f.depth < maxInner && Called(fn)
}

// Called reports whether fn is a literal that the function around it calls
// where it stands, now or deferred, and uses for nothing else.
func Called(fn *ssa.Function) bool {
	if fn.Parent() == nil || fn.Referrers() == nil {
		return false
	}
	calls := func(v ssa.Value, use ssa.Instruction) bool {
		switch use := use.(type) {
		case *ssa.Call:
			return use.Call.Value == v
		case *ssa.Defer:
			return use.Call.Value == v
		}
		return false
	}
	uses := *fn.Referrers()
	if len(uses) != 1 {
		return false
	}
	closure, ok := uses[0].(*ssa.MakeClosure)
	if !ok {
		return calls(fn, uses[0])
	}
	return len(*closure.Referrers()) == 1 && calls(closure, (*closure.Referrers())[0])
}

// inline runs a literal from s, and reports whether it returns.
func (f *flow) inline(s state, lit *ssa.Function) bool {
	inner := *f
	inner.fn, inner.depth, inner.final = lit, f.depth+1, false
	inner.in, inner.exit = make([]state, len(lit.Blocks)), nil
	if len(lit.Blocks) > maxBlocks || !inner.solve(maps.Clone(s)) {
		return true
	}
	inner.exit = nil
	inner.final = f.final
	inner.walk()
	if inner.exit == nil {
		return false
	}
	clear(s)
	maps.Copy(s, inner.exit)
	return true
}

func (f *flow) run() *Func {
	if len(f.fn.Blocks) > maxBlocks {
		return &Func{Summary: new(Summary)}
	}
	for known := -1; known < len(f.lens); { // again, if it was not known from the start what a length tells
		known = len(f.lens)
		f.in = make([]state, len(f.fn.Blocks))
		if !f.solve(state{}) {
			return &Func{Summary: new(Summary)}
		}
	}
	f.exit, f.success, f.final, f.out.Clean = nil, nil, true, true
	f.walk()
	f.summarize()
	return f.out
}

// walk runs each block once, from the states that are known.
func (f *flow) walk() {
	for _, b := range f.fn.Blocks {
		if f.in[b.Index] != nil {
			f.block(b, maps.Clone(f.in[b.Index]), func(*ssa.BasicBlock, state) {})
		}
	}
}

// solve finds the state at the start of each block, from that at the first, and reports whether it did
// within the bounds.
func (f *flow) solve(s state) bool {
	f.in[0] = s
	work := []*ssa.BasicBlock{f.fn.Blocks[0]}
	for visits := 0; len(work) > 0; visits++ {
		if visits > maxVisits*len(f.fn.Blocks) {
			return false
		}
		i := 0 // the first in the order of the function
		for k, b := range work {
			if b.Index < work[i].Index {
				i = k
			}
		}
		b := work[i]
		work = slices.Delete(work, i, i+1)
		*f.work += len(b.Instrs) * (1 + len(f.in[b.Index]))
		ok := *f.work <= maxWork
		f.block(b, maps.Clone(f.in[b.Index]), func(succ *ssa.BasicBlock, s state) {
			ok = ok && len(s) <= maxCells
			if f.in[succ.Index] == nil {
				f.in[succ.Index] = s
			} else if !f.in[succ.Index].join(s) {
				return
			}
			if !slices.Contains(work, succ) {
				work = append(work, succ)
			}
		})
		if !ok {
			return false
		}
	}
	return true
}

// block runs a block from s, and calls leave with the state on each edge out of
// it.
func (f *flow) block(b *ssa.BasicBlock, s state, leave func(*ssa.BasicBlock, state)) {
	for _, instr := range b.Instrs {
		if !f.exec(s, instr) {
			return // it does not return
		}
	}
	for i, succ := range b.Succs {
		t := maps.Clone(s)
		if cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
			if is, known := f.decide(cond.Cond); known && is != (i == 0) {
				continue
			}
			f.limit(t, cond.Cond, i == 0, succ, b.Succs[1-i])
			f.unlimited(t, cond.Cond, i == 0, b.Succs[1-i])
			f.branch(t, cond, i == 0)
		}
		f.replaced(t, b, succ)
		if !succ.Dominates(b) {
			f.start(t, succ)
			f.undoEach(t, succ)
		}
		leave(succ, t)
	}
}

// runDefers runs the deferred calls, the last first, as they stand: those in
// blocks that need not have been passed may have been registered or not.
func (f *flow) runDefers(s state, at *ssa.BasicBlock) {
	for i := len(f.fn.Blocks) - 1; i >= 0; i-- {
		b := f.fn.Blocks[i]
		if f.in[b.Index] == nil || !hasDefer(b) || !Reaches(b, at) {
			continue
		}
		t := maps.Clone(s)
		for j := len(b.Instrs) - 1; j >= 0; j-- {
			if d, ok := b.Instrs[j].(*ssa.Defer); ok {
				f.call(t, d)
			}
		}
		if b.Dominates(at) {
			clear(s)
			maps.Copy(s, t)
		} else {
			s.join(t)
		}
	}
}

func hasDefer(b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
		_, ok := instr.(*ssa.Defer)
		return ok
	})
}

// reaches reports whether b can be executed after a; where they are in different
// functions, that is taken for granted.
func reaches(a, b ssa.Instruction) bool {
	from, to := a.Block(), b.Block()
	switch {
	case from.Parent() != to.Parent():
		return true
	case from != to:
		return Reaches(from, to)
	case slices.Index(from.Instrs, a) < slices.Index(from.Instrs, b):
		return true
	}
	return slices.ContainsFunc(from.Succs, func(succ *ssa.BasicBlock) bool { return Reaches(succ, to) })
}

// Reaches reports whether there is a path from one block to another.
func Reaches(from, to *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{}
	var visit func(b *ssa.BasicBlock) bool
	visit = func(b *ssa.BasicBlock) bool {
		if b == to {
			return true
		}
		if seen[b] {
			return false
		}
		seen[b] = true
		return slices.ContainsFunc(b.Succs, visit)
	}
	return visit(from)
}

// note records an event once the states are known.
func (f *flow) note(e Event) {
	if f.final {
		f.out.Events = append(f.out.Events, e)
	}
}

// noteWrite records that instr writes c.
func (f *flow) noteWrite(c cell, instr ssa.Instruction) {
	if !f.final {
		return
	}
	byPath := f.out.Writes[c.root]
	if byPath == nil {
		byPath = map[effect.Path]ssa.Instruction{}
		f.out.Writes[c.root] = byPath
	}
	if byPath[c.path] == nil {
		byPath[c.path] = instr
	}
}

// noteReset records that c is reset.
func (f *flow) noteReset(c cell) { f.mark(f.out.Resets, c) }

// mark adds c to a set of cells.
func (f *flow) mark(set map[ssa.Value]map[effect.Path]bool, c cell) {
	if !f.final || c.root == nil {
		return
	}
	if set[c.root] == nil {
		set[c.root] = map[effect.Path]bool{}
	}
	set[c.root][c.path] = true
}

// summarize turns the states at the returns and Puts into the summary.
func (f *flow) summarize() {
	f.settle()
	sum := f.out.Summary
	f.out.Exit = map[ssa.Value][]Cell{}
	roots := map[ssa.Value]bool{}
	for k := range f.exit {
		roots[k.root] = true
	}
	for _, e := range f.out.Events {
		if e.Kind == Read {
			roots[e.Root] = true
		}
	}
	for root := range roots {
		cells := f.exit.cells(cell{root: root})
		f.out.Exit[root] = cells
		index := inputIndex(f.fn, root)
		if index < 0 {
			continue
		}
		exposed, tests := map[effect.Path]bool{}, map[effect.Path]effect.Path{}
		adds, counts := map[effect.Path]bool{}, map[effect.Path]bool{}
		for _, e := range f.out.Events {
			if e.Kind == Add && e.Root == root {
				adds[e.Path] = true
			}
			if e.Kind != Read || e.Root != root {
				continue
			}
			test := effect.Path("")
			if len(e.Tests) > 0 {
				test = e.Tests[0]
			}
			if !exposed[e.Path] || test != tests[e.Path] && tests[e.Path] != "" {
				tests[e.Path] = test
			}
			counts[e.Path] = e.Counts && (counts[e.Path] || !exposed[e.Path])
			exposed[e.Path] = true
		}
		for path := range exposed {
			if !slices.ContainsFunc(cells, func(c Cell) bool { return c.Path == path }) {
				cells = append(cells, Cell{path, Lookup(cells, path)})
			}
		}
		for _, c := range cells {
			if c.Path != "" && (c.Bits != lookupAbove(cells, c.Path) || exposed[c.Path]) || c.Path == "" && c.Bits != Untouched {
				sum.Params = append(sum.Params, Effect{Index: index, Path: c.Path, Bits: c.Bits, Exposed: exposed[c.Path], Adds: adds[c.Path], If: tests[c.Path], Counts: counts[c.Path]})
			}
		}
	}
	for c, s := range f.puts {
		for _, index := range inputsAt(f.fn, c.root) {
			sum.Puts = append(sum.Puts, PutState{index, c.path, s.cells(c)})
		}
	}
	for c, s := range f.gives {
		for _, k := range s.cells(c) {
			index, path := splitTuple(c.path + k.Path)
			sum.Results = append(sum.Results, Effect{Index: index, Path: path, Bits: k.Bits})
		}
	}
	sum.Decides = f.measures()
	sum.sort()
}

// lookupAbove returns the bits that the cell at path would have were it not in
// the list.
func lookupAbove(cells []Cell, path effect.Path) Bits {
	others := slices.DeleteFunc(slices.Clone(cells), func(c Cell) bool { return c.Path == path })
	return Lookup(others, path)
}

// inputsAt lists the parameters and then the captured variables of fn that root
// is or, if it is a variable of several values, may be.
func inputsAt(fn *ssa.Function, root ssa.Value) []int {
	edges := []ssa.Value{root}
	if phi, ok := root.(*ssa.Phi); ok {
		edges = phi.Edges
	}
	var list []int
	for _, edge := range edges {
		if i := inputIndex(fn, unasserted(edge)); i >= 0 && !slices.Contains(list, i) {
			list = append(list, i)
		}
	}
	return list
}

// unasserted returns the interface that v was asserted from, or v.
func unasserted(v ssa.Value) ssa.Value {
	w := v
	if e, ok := v.(*ssa.Extract); ok && e.Index == 0 {
		w = e.Tuple
	}
	if assert, ok := w.(*ssa.TypeAssert); ok {
		return assert.X
	}
	return v
}

// inputIndex returns the index of root among the parameters and then the
// captured variables of fn, -1 if it is none.
func inputIndex(fn *ssa.Function, root ssa.Value) int {
	for i, p := range fn.Params {
		if ssa.Value(p) == root {
			return i
		}
	}
	for i, v := range fn.FreeVars {
		if ssa.Value(v) == root {
			return len(fn.Params) + i
		}
	}
	return -1
}
