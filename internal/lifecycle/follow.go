package lifecycle

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// Bounds on the work. A function that exceeds one is skipped.
const (
	maxStates   = 64      // at one block
	baseSteps   = 100_000 // instructions executed for one object, plus
	stepsPer    = 20      // times the instructions of the function
	maxEscapes  = 6       // of one object, on a path
	maxFacts    = 40      // known at a point; the oldest are forgotten
	maxInline   = 4       // literals within literals
	maxDeferred = 2       // times that one defer statement is pending
	maxDepth    = 16      // of the definitions that are looked through for what is known of a value
)

// follow is the work on one object.
type follow struct {
	*analysis
	origin   Origin
	left     int // of the steps
	stack    []*ssa.Function
	deferred *ssa.Defer      // whose call is being executed
	site     ssa.Instruction // the call that runs the literal being executed
	exits    []exit
	depth    int // of the definitions being looked through
	skipped  bool
	seen     map[Event]bool
}

// An exit is the state at a return of the function, with its results.
type exit struct {
	ret *ssa.Return
	*state
}

// follow follows one object through the function and adds what happens to it
// to the events and the summary.
func (a *analysis) follow(o Origin) {
	if a.out.Skipped {
		return
	}
	if a.terms == nil {
		a.num = newNumbering()
		a.terms = newTerms(a.num, a.fn)
		a.live = map[ssa.Value]map[*ssa.BasicBlock]bool{}
		a.steps = baseSteps + stepsPer*instrCount(a.fn)
	}
	f := &follow{analysis: a, origin: o, seen: map[Event]bool{}, left: a.steps}
	entry := new(state)
	if o.Call == nil {
		entry.life = live
		_, part := o.Path.Cut(effect.Copy)
		entry.addRef(ref{val: a.input(o.Param), path: o.Path, part: part})
	}
	f.exits = f.run(a.fn, []*state{entry})
	if f.skipped {
		a.out.Skipped = true
		return
	}
	f.summarize()
}

// input returns the parameter, or after these the captured variable, at index.
func (a *analysis) input(index int) ssa.Value {
	if index < len(a.fn.Params) {
		return a.fn.Params[index]
	}
	return a.fn.FreeVars[index-len(a.fn.Params)]
}

func instrCount(fn *ssa.Function) int {
	n := 0
	for _, b := range fn.Blocks {
		n += len(b.Instrs)
	}
	for _, anon := range fn.AnonFuncs {
		n += instrCount(anon)
	}
	return n
}

// run executes fn from the entry states and returns the states at its returns.
func (f *follow) run(fn *ssa.Function, entry []*state) []exit {
	f.stack = append(f.stack, fn)
	defer func() { f.stack = f.stack[:len(f.stack)-1] }()

	type item struct {
		block *ssa.BasicBlock
		key   string
	}
	visited := make([]map[string]*state, len(fn.Blocks))
	var work []item
	queued := map[item]bool{}
	arrive := func(b *ssa.BasicBlock, s *state) {
		if visited[b.Index] == nil {
			visited[b.Index] = map[string]*state{}
		}
		key := s.key(f.num)
		old, ok := visited[b.Index][key]
		switch {
		case !ok:
			visited[b.Index][key] = s
			if len(visited[b.Index]) > maxStates {
				f.skipped = true
			}
		case !old.meet(s):
			return
		}
		if it := (item{b, key}); !queued[it] {
			queued[it] = true
			work = append(work, it)
		}
	}
	for _, s := range entry {
		arrive(fn.Blocks[0], s)
	}
	exits := map[*ssa.Return]map[string]*state{}
	for len(work) > 0 && !f.skipped {
		it := work[0]
		work = work[1:]
		queued[it] = false
		start := *visited[it.block.Index][it.key]
		states := []*state{&start}
		for _, instr := range it.block.Instrs {
			f.left -= len(states)
			if f.left < 0 {
				f.skipped = true
			}
			switch instr := instr.(type) {
			case *ssa.Phi, *ssa.DebugRef:
				// phis are assigned on the edge
			case *ssa.Return:
				for _, s := range states {
					if exits[instr] == nil {
						exits[instr] = map[string]*state{}
					}
					key := s.key(f.num)
					if old, ok := exits[instr][key]; ok {
						old.meet(s)
					} else {
						exits[instr][key] = s
					}
				}
			case *ssa.If:
				for _, s := range states {
					f.branch(s, instr, arrive)
				}
			case *ssa.Jump:
				for _, s := range states {
					f.edge(s, instr.Block(), 0, arrive)
				}
			case *ssa.Panic:
			default:
				var next []*state
				for _, s := range states {
					next = append(next, f.exec(s, instr)...)
				}
				states = next
			}
			if f.skipped || len(states) == 0 {
				break
			}
		}
	}
	var list []exit
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		keys := make([]string, 0, len(exits[ret]))
		for key := range exits[ret] {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			list = append(list, exit{ret, exits[ret][key]})
		}
	}
	return list
}

// branch sends s along the edges of a conditional that it may take.
func (f *follow) branch(s *state, instr *ssa.If, arrive func(*ssa.BasicBlock, *state)) {
	for i, is := range [...]effect.Value{effect.True, effect.False} {
		t := *s
		if !f.assume(&t, instr.Cond, is) {
			continue
		}
		if t.life == live && (f.judges(&t, instr.Cond, is) || f.raised(instr, i)) {
			t.judged = true
		}
		f.edge(&t, instr.Block(), i, arrive)
	}
}

// edge sends s along edge i out of b.
func (f *follow) edge(s *state, b *ssa.BasicBlock, i int, arrive func(*ssa.BasicBlock, *state)) {
	succ := b.Succs[i]
	pred := predIndex(b, i)
	t := *s
	f.assignPhis(&t, s, succ, pred)
	fn := b.Parent()
	t.dropRefs(func(r ref) bool {
		def, ok := r.val.(ssa.Instruction)
		if !ok || def.Parent() != fn {
			return false
		}
		return !f.liveIn(r.val, succ)
	})
	f.ageFacts(&t, succ)
	arrive(succ, &t)
}

// ageFacts drops the facts that have served their purpose at the end of a
// block, before next, and the oldest if there are too many.
func (f *follow) ageFacts(s *state, next *ssa.BasicBlock) {
	passing := func(fc *fact) bool {
		if phi, ok := fc.term.v.(*ssa.Phi); ok && phi.Block() == next {
			return false // just assigned
		}
		return f.terms.passing(fc.term) && !slices.ContainsFunc(s.facts, func(other *fact) bool { return other.val.same == fc.term })
	}
	facts := s.facts
	if slices.ContainsFunc(facts, passing) {
		facts = slices.DeleteFunc(slices.Clone(facts), passing)
	}
	if n := len(facts) - maxFacts; n > 0 {
		facts = facts[n:]
	}
	s.facts = facts
}

// predIndex returns the index among the predecessors of b's successor i of the
// edge that leads there.
func predIndex(b *ssa.BasicBlock, i int) int {
	nth := 0
	for _, s := range b.Succs[:i] {
		if s == b.Succs[i] {
			nth++
		}
	}
	for j, p := range b.Succs[i].Preds {
		if p == b {
			if nth == 0 {
				return j
			}
			nth--
		}
	}
	return 0
}

// assignPhis gives the phis of block what their operands for pred have in old.
func (f *follow) assignPhis(s, old *state, block *ssa.BasicBlock, pred int) {
	var phis []*ssa.Phi
	for _, instr := range block.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		phis = append(phis, phi)
	}
	vals := make([]value, len(phis))
	for i, phi := range phis {
		vals[i] = f.eval(old, phi.Edges[pred])
		if !vals[i].known() {
			tm, _ := old.resolve(f.terms.of(phi.Edges[pred]))
			vals[i] = value{same: tm}
		}
	}
	for _, phi := range phis {
		f.redefine(s, phi)
	}
	for i, phi := range phis {
		for _, r := range old.refsOf(f.canon(phi.Edges[pred])) {
			r.val = phi
			s.addRef(r)
		}
		if same := vals[i].same; same != (term{}) {
			// what an operand of this very block equals is no longer so
			if slices.ContainsFunc(phis, func(p *ssa.Phi) bool { return f.terms.dependsOn(same, p) }) {
				continue
			}
		}
		s.setFact(term{v: phi}, vals[i])
	}
}

// redefine forgets what was known of v before it is computed anew. A place that
// it leads to is then another one.
func (f *follow) redefine(s *state, v ssa.Value) {
	moved := func(e escape) bool { return f.terms.dependsOn(e.place, v) }
	if slices.ContainsFunc(s.escapes, moved) {
		s.escapes = slices.Clone(s.escapes)
		for i, e := range s.escapes {
			if moved(e) {
				s.escapes[i].place = term{}
			}
		}
	}
	s.dropRefs(func(r ref) bool { return r.val == v })
	if f.terms.isLeaf[v] {
		s.dropFacts(func(fc *fact) bool { return f.terms.dependsOn(fc.term, v) || f.terms.dependsOn(fc.val.same, v) })
	} else {
		s.dropFacts(func(fc *fact) bool { return fc.term.v == v || fc.val.same.v == v })
	}
}

// canon returns the value that v is within the function that is followed:
// for a variable captured by a literal in it, the variable's address.
func (f *follow) canon(v ssa.Value) ssa.Value {
	if fv, ok := v.(*ssa.FreeVar); ok && fv.Parent() != f.fn {
		return f.terms.value(fv)
	}
	return v
}

// liveIn reports whether v may be used in block or after it. What a deferred
// call uses is live to the end.
func (f *follow) liveIn(v ssa.Value, block *ssa.BasicBlock) bool {
	blocks, ok := f.live[v]
	if !ok {
		blocks = liveBlocks(v)
		f.live[v] = blocks
	}
	return blocks[block]
}

func liveBlocks(v ssa.Value) map[*ssa.BasicBlock]bool {
	blocks := map[*ssa.BasicBlock]bool{}
	def := v.(ssa.Instruction).Block()
	var walk func(b *ssa.BasicBlock)
	walk = func(b *ssa.BasicBlock) { // v is used in b, or after it
		work := []*ssa.BasicBlock{b}
		for len(work) > 0 {
			b := work[len(work)-1]
			work = work[:len(work)-1]
			if blocks[b] || b == def { // where it is computed, it is not needed before
				continue
			}
			blocks[b] = true
			work = append(work, b.Preds...)
		}
	}
	if v.Referrers() == nil {
		return blocks
	}
	for _, use := range *v.Referrers() {
		switch use := use.(type) {
		case *ssa.Phi:
			for i, e := range use.Edges {
				if e == v {
					walk(use.Block().Preds[i])
				}
			}
		case *ssa.Defer, *ssa.MakeClosure:
			for _, b := range use.Parent().Blocks {
				walk(b)
			}
		default:
			walk(use.Block())
		}
	}
	if _, ok := v.(*ssa.Phi); ok && len(*v.Referrers()) > 0 {
		blocks[def] = true
	}
	return blocks
}

// report adds an event, once.
func (f *follow) report(e Event) {
	e.Origin = f.origin
	if !f.seen[e] {
		f.seen[e] = true
		f.out.Events = append(f.out.Events, e)
	}
}

// enter begins to look through a definition, and reports whether that is not
// too deep in others. Definitions can be circular.
func (f *follow) enter() bool {
	if f.depth >= maxDepth {
		return false
	}
	f.depth++
	return true
}

// exit ends what enter began.
func (f *follow) exit() { f.depth-- }
