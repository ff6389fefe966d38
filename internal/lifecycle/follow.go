package lifecycle

import (
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// Bounds on the work. A function that exceeds one is skipped.
const (
	maxStates   = 64      // at one block
	baseSteps   = 100_000 // instructions executed for one object, plus
	stepsPer    = 5       // times the instructions of the function
	maxEscapes  = 6       // of one object, on a path
	maxFacts    = 40      // known at a point; the oldest are forgotten
	maxInline   = 4       // literals within literals
	maxDeferred = 2       // times that one defer statement is pending
	maxVariants = 4       // of what is known besides, kept apart where it decides
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
	outs     []outcome
	depth    int // of the definitions being looked through
	skipped  bool
	defined  map[ssa.Value]bool // what has been computed, in any state
	variants int                // of what is known besides, that are kept apart at a point
	events   []Event            // each once
	later    []latecomer
	loans    []effect.Loan // to functions that the function is given
	lentBy   map[ssa.Instruction][]loss
	stored   map[ssa.Instruction]bool // see [follow.forLater]
	reached  map[*ssa.BasicBlock]bool // of literals
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
		a.findSteady()
		a.live = map[ssa.Value]map[*ssa.BasicBlock]bool{}
		a.steps = baseSteps + stepsPer*instrCount(a.fn)
	}
	f := a.attempt(o, 1)
	if !f.skipped && f.unsure() {
		if fine := a.attempt(o, maxVariants); !fine.skipped {
			f = fine
		}
	}
	if f.skipped {
		a.out.Skipped = true
		return
	}
	a.out.Events = append(a.out.Events, f.events...)
	maps.Copy(a.out.reached, f.reached)
	f.summarize()
}

// attempt follows o, and keeps so many variants of what is known besides apart
// at each point.
func (a *analysis) attempt(o Origin, variants int) *follow {
	f := &follow{analysis: a, origin: o, variants: variants, left: a.steps, defined: map[ssa.Value]bool{}, stored: map[ssa.Instruction]bool{}, lentBy: map[ssa.Instruction][]loss{}, reached: map[*ssa.BasicBlock]bool{}}
	entry := new(state)
	if o.Call == nil && o.Item == nil {
		entry.life = live
		_, part := o.Path.Cut(effect.Copy)
		entry.addRef(ref{val: a.input(o.Param), path: o.Path, part: part})
	}
	for _, e := range f.run(a.fn, []*state{entry}) {
		f.outs = append(f.outs, f.leave(e))
	}
	f.reportLater()
	f.reportLost()
	return f
}

// unsure reports whether what was found may be due to paths that cannot be: a
// defect, or something that is done only sometimes.
func (f *follow) unsure() bool {
	if slices.ContainsFunc(f.events, func(e Event) bool { return e.Kind != Parked }) {
		return true
	}
	sometimes := func(is func(outcome) bool) bool {
		when, _ := f.when(f.outs, is)
		return when == effect.Sometimes
	}
	return sometimes(func(o outcome) bool { return o.put }) || sometimes(func(o outcome) bool { return o.kept }) ||
		sometimes(func(o outcome) bool { return len(o.returned) > 0 })
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

	visited := make([]map[string][]*state, len(fn.Blocks))
	states := make([]int, len(fn.Blocks))
	var work queue
	queued := map[item]bool{}
	arrive := func(b *ssa.BasicBlock, s *state) {
		if visited[b.Index] == nil {
			visited[b.Index] = map[string][]*state{}
		}
		key := s.key(f.num)
		list, news := f.join(visited[b.Index][key], s)
		if len(list) > len(visited[b.Index][key]) {
			states[b.Index]++
			if states[b.Index] > maxStates*f.variants {
				f.skipped = true
			}
		}
		visited[b.Index][key] = list
		for _, i := range news {
			if it := (item{b, key, i}); !queued[it] {
				queued[it] = true
				work.add(it)
			}
		}
	}
	for _, s := range entry {
		arrive(fn.Blocks[0], s)
	}
	exits := map[*ssa.Return]map[string][]*state{}
	for work.Len() > 0 && !f.skipped {
		it := work.next()
		queued[it] = false
		if fn != f.fn {
			f.reached[it.block] = true
		}
		start := *visited[it.block.Index][it.key][it.variant]
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
				for _, s := range f.runDeferred(fn, states) {
					if exits[instr] == nil {
						exits[instr] = map[string][]*state{}
					}
					key := s.key(f.num)
					exits[instr][key], _ = f.join(exits[instr][key], s)
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
			for _, s := range exits[ret][key] {
				list = append(list, exit{ret, s})
			}
		}
	}
	return list
}

// join adds s to the states of one key at one point, and returns them and the
// indices of those that this makes a difference to.
func (f *follow) join(list []*state, s *state) ([]*state, []int) {
	for i, old := range list {
		if old.covers(s) {
			if old.meetCut(s) {
				return list, []int{i}
			}
			return list, nil
		}
	}
	if len(list) < f.variants {
		return append(list, s), []int{len(list)}
	}
	i := slices.IndexFunc(list, func(old *state) bool { return f.terms.agree(old, s) })
	if i < 0 {
		if i, k, ok := f.agreeing(list); ok { // to make room
			list[i].meet(list[k])
			list[i].meetCut(list[k])
			list[k] = s
			return list, []int{i, k}
		}
		i = len(list) - 1
	}
	weakened := list[i].meet(s)
	if list[i].meetCut(s) || weakened {
		return list, []int{i}
	}
	return list, nil
}

// agreeing returns the indices of two of list that know the same but for numbers.
func (f *follow) agreeing(list []*state) (i, k int, ok bool) {
	for k, s := range list {
		if i := slices.IndexFunc(list[:k], func(old *state) bool { return f.terms.agree(old, s) }); i >= 0 {
			return i, k, true
		}
	}
	return 0, 0, false
}

// branch sends s along the edges of a conditional that it may take.
func (f *follow) branch(s *state, instr *ssa.If, arrive func(*ssa.BasicBlock, *state)) {
	for i, is := range [...]effect.Value{effect.True, effect.False} {
		t := *s
		if !f.assume(&t, instr.Cond, is) {
			continue
		}
		if t.life == live && (f.judges(&t, instr.Cond, is) || f.raised(&t, instr, i) || f.withheld(&t, instr, i) || f.told(&t, instr, i) || f.fitsNowhere(&t, instr, i) || f.sharedByCount(instr, i)) {
			t.judged = true
		}
		t.marked = t.marked || t.life == live && f.marks(&t, instr, i)
		if t.life == live && f.isAlso(&t, instr.Cond, is) {
			t.life = gone // to whom it is that refers to it
		}
		if t.life == live && f.origin.Item == nil && f.origin.Call == nil && f.counts(&t, instr.Cond) {
			t.counted = true
		}
		f.shareSent(&t, instr.Cond)
		f.tellLoss(&t, instr.Cond, is)
		f.edge(&t, instr.Block(), i, arrive)
	}
}

// edge sends s along edge i out of b.
func (f *follow) edge(s *state, b *ssa.BasicBlock, i int, arrive func(*ssa.BasicBlock, *state)) {
	succ := b.Succs[i]
	pred := predIndex(b, i)
	t := *s
	f.ageFacts(&t)
	f.assignPhis(&t, s, succ, pred)
	fn := b.Parent()
	t.dropRefs(func(r ref) bool {
		def, ok := r.val.(ssa.Instruction)
		if !ok || def.Parent() != fn {
			return false
		}
		return !f.liveIn(r.val, succ)
	})
	f.leaveLoop(&t, b, succ)
	arrive(succ, &t)
}

// ageFacts drops the facts that have served their purpose at the end of a
// block, and the oldest if there are too many. The block around the call of a literal
// that is being executed is not at its end.
func (f *follow) ageFacts(s *state) {
	around := f.stack[:len(f.stack)-1]
	passing := func(fc *fact) bool {
		return f.terms.passing(fc.term) && !slices.Contains(around, fc.term.v.Parent()) && !slices.ContainsFunc(s.facts, func(other *fact) bool { return other.val.same == fc.term })
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
		s.judged = s.judged || f.givenUp(old, phi, pred)
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
		if !f.terms.idle(phi) {
			s.setFact(term{v: phi}, vals[i])
		}
	}
}

// redefine forgets what was known of v, and of the elements of a tuple, before it is
// computed anew. A place that it leads to is then another one.
func (f *follow) redefine(s *state, v ssa.Value) {
	if _, tuple := v.Type().(*types.Tuple); tuple {
		for _, use := range *v.Referrers() {
			if e, ok := use.(*ssa.Extract); ok {
				f.redefine(s, e)
			}
		}
	}
	if !f.defined[v] {
		f.defined[v] = true
		return // nothing can be known of it
	}
	moved := func(e escape) bool {
		update, ok := e.at.(*ssa.MapUpdate)
		return f.terms.dependsOn(e.place, v) || ok && e.place != term{} && f.terms.dependsOn(f.terms.of(update.Key), v)
	}
	if slices.ContainsFunc(s.escapes, moved) {
		s.escapes = slices.Clone(s.escapes)
		for i, e := range s.escapes {
			if moved(e) {
				s.escapes[i].place = term{}
			}
		}
	}
	s.dropRefs(func(r ref) bool { return r.val == v })
	f.settleEarlier(s, v)
	s.dropFacts(func(fc *fact) bool { return f.terms.dependsOn(fc.term, v) || f.terms.dependsOn(fc.val.same, v) })
}

// canon returns the value that v is within the function that is followed:
// for a variable captured by a literal in it, the variable's address.
func (f *follow) canon(v ssa.Value) ssa.Value {
	for {
		fv, ok := v.(*ssa.FreeVar)
		if !ok || fv.Parent() == f.fn {
			return v
		}
		b := syncpool.Binding(fv)
		if b == nil {
			return v
		}
		v = b
	}
}

// report adds an event, once.
func (f *follow) report(e Event) {
	e.Origin = f.origin
	if !slices.Contains(f.events, e) {
		f.events = append(f.events, e)
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
