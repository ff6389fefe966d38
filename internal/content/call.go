package content

import (
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// call executes a call, and reports whether it returns.
func (f *flow) call(s state, instr ssa.CallInstruction) bool {
	common := instr.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		f.builtin(s, b, instr)
		return true
	}
	if name := strings.ToLower(calledName(common)); name == "len" || name == "length" {
		if recv := receiver(common); recv != nil {
			f.sized(s, instr, recv)
		}
	}
	f.wired(s, instr)
	f.writeBound(s, instr)
	if f.write(s, instr) || f.copyMap(s, instr) {
		return true
	}
	callee, args := f.a.prog.Callee(common)
	if f.isInner(callee) {
		return f.inline(s, callee)
	}
	if callee != nil {
		if op, _, arg := syncpool.OpOfFunc(callee, args); op == syncpool.Put {
			f.put(s, instr, arg)
			return true
		}
		if sum := f.a.prog.Brief(callee); sum != nil && sum.NoReturn {
			return false
		}
	}
	f.lend(s, instr)
	if recv := receiver(common); IsResetName(calledName(common)) {
		f.late(s, instr, recv)
	}
	if callee != nil {
		if sum := f.summaryOf(callee, args); sum != nil && (f.a.prog.Source(callee) != nil || !sum.Empty()) {
			f.putBy(s, instr, sum, callee, args)
			f.storeBy(s, instr, callee, args)
			f.applyCall(s, instr, sum, args, false)
		} else {
			f.unknown(s, instr)
		}
	} else if candidates := f.candidates(common); len(candidates) > 0 {
		before := maps.Clone(s)
		for i, fn := range candidates {
			t := maps.Clone(before)
			if sum := f.a.summary(fn); sum != nil {
				f.applyCall(t, instr, sum, common.Args, false)
			} else {
				f.unknown(t, instr)
			}
			if i == 0 {
				clear(s)
				maps.Copy(s, t)
			} else {
				s.join(t)
			}
		}
	} else {
		f.unknown(s, instr)
	}
	f.undo(s, instr)
	f.take(s, instr)
	return true
}

// take starts a new life of the objects that a call takes from a pool.
func (f *flow) take(s state, instr ssa.CallInstruction) {
	for _, o := range f.out.Origins {
		if o.Call != instr {
			continue
		}
		c := cell{o.Call.Value(), o.Path}
		s.each(c, func(k cell, _ Bits) { delete(s, k) })
		s[cell{c.root, taken}] = Written
		if o.Getter == nil {
			continue // Get itself
		}
		s[c] = 0 // unless the getter tells
		if sum := f.getterSummary(o); sum != nil {
			for _, e := range sum.Results {
				if rest, ok := cut(e.Path, o.Result.Path); ok && e.Index == o.Result.Index {
					s[cell{c.root, c.path + rest}] = e.Bits
				}
			}
		}
	}
}

// cut returns the path that leads from top to path, if one does.
func cut(path, top effect.Path) (effect.Path, bool) {
	if !below(path, top) {
		return "", false
	}
	return path[len(top):], true
}

// put executes a Put of v.
func (f *flow) put(s state, at ssa.Instruction, v ssa.Value) {
	c := f.object(f.place(v).cell)
	f.putSlices(s, c.root)
	if c.root == nil || isFresh(c.root) {
		return
	}
	f.letGo(s, c.root)
	t := maps.Clone(s)
	holder, part := f.gather(t, c)
	if f.isUnlinked(underInterface(v), c, at) {
		t.set(cell{c.root, c.path + effect.Deref}, Untouched)
	}
	if _, slice := underInterface(v).Type().Underlying().(*types.Slice); slice {
		t.set(c, f.bitsOf(s, underInterface(v), c))
	}
	for _, k := range f.meant(at, c) {
		t.clear(k, stale)
	}
	f.notePut(t, Event{At: at, Direct: at, Holder: holder, Part: part}, c)
	s[cell{c.root, c.path + parked}] = Written
}

// isUnlinked reports whether v was loaded from c before that was given another
// value, before at, so that what is known of c now is not of v: the head of a list that is
// taken off.
func (f *flow) isUnlinked(v ssa.Value, c cell, at ssa.Instruction) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || f.isVariable(load.X) {
		return false
	}
	seen := false
	for _, instr := range load.Block().Instrs {
		if instr == ssa.Instruction(load) {
			seen = true
		}
		if instr == at {
			break
		}
		if store, ok := instr.(*ssa.Store); ok && seen && !isNil(store.Val) && f.place(store.Addr).pointee() == c {
			return true
		}
	}
	return false
}

// late notes a reset of an object that has been put. A call that is deferred
// may be one that was meant to come first: its order is that of the defers.
func (f *flow) late(s state, instr ssa.CallInstruction, recv ssa.Value) {
	if _, deferred := instr.(*ssa.Defer); deferred || recv == nil {
		return
	}
	c := f.place(recv).cell
	if c.root != nil && s[cell{c.root, c.path + parked}]&Written != 0 {
		f.note(Event{Kind: Late, At: instr, Root: c.root, Path: c.path})
	}
}

// notePut notes that the object at c is put as s says.
func (f *flow) notePut(s state, e Event, c cell) {
	e.Kind, e.Root, e.Path, e.Cells = Put, c.root, c.path, s.cells(c)
	f.note(e)
	if !f.final {
		return
	}
	merge(f.puts, c, s)
}

// merge joins s to the state at c.
func merge(m map[cell]state, c cell, s state) {
	if m[c] == nil {
		m[c] = maps.Clone(s)
	} else {
		m[c].join(s)
	}
}

// putBy executes the Puts of a callee.
func (f *flow) putBy(s state, at ssa.Instruction, sum *Summary, callee *ssa.Function, args []ssa.Value) {
	brief := f.a.prog.Summary(callee)
	if brief == nil {
		return
	}
	if source := f.a.Source(callee); source != nil && f.a.Func(source).open {
		return // it calls itself, and is judged where it is
	}
	for _, p := range brief.Params {
		if p.Put == effect.Never || p.Index >= len(args) {
			continue
		}
		c := f.object(f.step(f.place(args[p.Index]), p.Path))
		if c.root == nil || isFresh(c.root) {
			continue
		}
		f.letGo(s, c.root)
		puts := sum.putsOf(p)
		if isSlice(args[p.Index].Type()) && puts == nil && len(sum.Puts) > 0 {
			continue // it goes into the object that is put
		}
		t := maps.Clone(s)
		holder, part := f.gather(t, c)
		if p.Path == "" && f.isUnlinked(args[p.Index], c, at) {
			t.set(cell{c.root, c.path + effect.Deref}, Untouched)
		}
		if p.Path == "" && isSlice(args[p.Index].Type()) {
			t.set(c, f.bitsOf(s, args[p.Index], c))
		}
		f.tell(t, args)
		for _, k := range f.meant(at, c) {
			t.clear(k, stale)
		}
		for _, put := range puts {
			t.apply(c, put.Cells, false)
		}
		f.notePut(t, Event{At: at, Direct: f.direct(at, callee, p), By: true, Param: p.Index, Sub: p.Path, Holder: holder, Part: part}, c)
		s[cell{c.root, c.path + parked}] = Written
	}
}

// putsOf lists what sum tells of the Puts of p.
func (sum *Summary) putsOf(p effect.Param) (puts []PutState) {
	for _, put := range sum.Puts {
		if put.Index == p.Index && put.Path == p.Path {
			puts = append(puts, put)
		}
	}
	return puts
}

// tell notes what the arguments that a putter is given tell it of the size of
// the object: whether to keep it, or the size.
func (f *flow) tell(s state, args []ssa.Value) {
	for _, arg := range args {
		basic, ok := arg.Type().Underlying().(*types.Basic)
		switch {
		case !ok:
		case basic.Info()&types.IsBoolean != 0:
			f.decidedEdge(s, arg)
		case basic.Info()&types.IsInteger != 0:
			f.measured(s, arg, 0)
		}
	}
}

// direct returns the Put by which a callee, called at an instruction, puts what
// a parameter leads to.
func (f *flow) direct(at ssa.Instruction, callee *ssa.Function, p effect.Param) ssa.Instruction {
	source := f.a.prog.Source(callee)
	if source == nil {
		return at
	}
	for _, e := range f.a.Func(source).Events {
		if e.Kind == Put && e.Path == p.Path && slices.Contains(inputsAt(source, e.Root), p.Index) {
			return e.Direct
		}
	}
	return at
}

// storeBy notes the objects that a callee in view lets go where they are not
// followed.
func (f *flow) storeBy(s state, at ssa.Instruction, callee *ssa.Function, args []ssa.Value) {
	source := f.a.prog.Source(callee)
	if source == nil {
		return
	}
	for _, e := range f.a.Func(source).Events {
		if i := inputIndex(source, e.Root); e.Kind == Leave && e.Path == "" && i >= 0 && i < len(args) {
			t := maps.Clone(s)
			if c := f.place(args[i]).cell; c.root != nil {
				t.apply(c, e.Cells, false)
			}
			f.leavesAs(t, at, args[i], e.Field, e.As)
		}
	}
}

// applyCall executes what a callee does to its parameters.
func (f *flow) applyCall(s state, instr ssa.CallInstruction, sum *Summary, args []ssa.Value, sometimes bool) {
	for i, arg := range args {
		f.applyParam(s, instr, sum, i, arg, args, sometimes)
	}
}

// applyParam executes what a callee does to one parameter. What it sets there
// may come from the others.
func (f *flow) applyParam(s state, instr ssa.Instruction, sum *Summary, index int, arg ssa.Value, others []ssa.Value, sometimes bool) {
	if list := elementsOf(arg, "varargs"); len(list) > 0 {
		f.resetListed(s, sum, index, list)
	}
	p := f.place(arg)
	if p.root == nil {
		return
	}
	byRoot := map[cell][]Cell{}
	for _, e := range sum.Params {
		if e.Index != index {
			continue
		}
		c := f.step(p, e.Path)
		if c.root == nil || isFresh(c.root) {
			continue
		}
		if f.writeBy(s, instr, e, arg) {
			continue
		}
		if e.Exposed && !(e.Bits&Entry == 0 && isReset(instr)) { // a reset may look at what it resets
			var tests []effect.Path
			if t := f.step(p, e.If); e.If != "" && t.root == c.root {
				tests = append(tests, t.path)
			}
			f.noteRead(s, c, Event{At: instr, Tests: tests, Counts: e.Counts})
		}
		if e.Adds && s.get(c)&Entry != 0 {
			f.note(Event{Kind: Add, At: instr, Root: c.root, Path: c.path})
		}
		if e.Bits&Foreign != 0 && slices.ContainsFunc(others, func(v ssa.Value) bool { return v != arg && f.place(v).root == c.root }) {
			e.Bits &^= Foreign
			if f.partsOf(c.root, others, arg) {
				e.Bits &^= Written // in each use the same
			}
		}
		if e.Bits&Entry == 0 && !sometimes {
			f.renew(s, c)
		}
		if e.Bits&(Written|Grown) != 0 {
			f.noteWrite(c, instr)
		} else if e.Bits&stale == 0 {
			f.noteReset(c)
		}
		at := cell{root: c.root}
		byRoot[at] = append(byRoot[at], Cell{c.path, e.Bits})
		for _, k := range f.alsoAt(c) {
			byRoot[at] = append(byRoot[at], Cell{k.path, e.Bits})
		}
	}
	for at, effects := range byRoot {
		s.apply(at, effects, sometimes)
	}
}

// isReset reports whether instr calls a function that resets something, by its name.
func isReset(instr ssa.Instruction) bool {
	call, ok := instr.(ssa.CallInstruction)
	return ok && IsResetName(calledName(call.Common()))
}

// firstBound returns the index, among the parameters that a summary of fn tells of, of
// the first variable that a closure of it captures.
func firstBound(fn *ssa.Function) int {
	if fn.Object() != nil {
		return 0 // a method value
	}
	return len(fn.Params)
}

// lend executes what the functions that a callee is given do, which it may or
// may not call.
func (f *flow) lend(s state, instr ssa.CallInstruction) {
	for _, arg := range instr.Common().Args {
		closure, ok := arg.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		fn := closure.Fn.(*ssa.Function)
		sum := f.a.summary(fn)
		if sum == nil {
			continue
		}
		first := firstBound(fn)
		for i, v := range closure.Bindings {
			if f.isAnew(s, v) {
				continue
			}
			f.applyParam(s, instr, sum, first+i, v, nil, true)
		}
	}
}

// isAnew reports whether addr is that of a local slice that has, at the start,
// nothing of what it takes its memory from. What is appended to it there is
// another matter.
func (f *flow) isAnew(s state, addr ssa.Value) bool {
	alloc, ok := addr.(*ssa.Alloc)
	if !ok || !isSlice(deref(alloc.Type())) {
		return false
	}
	vals := storedTo(alloc, 0)
	for _, v := range vals {
		if fn := v.Parent(); fn != f.root && !Called(fn) {
			continue // of a closure that adds to what there is
		}
		if f.bitsOf(s, v, f.place(v).cell)&Entry != 0 {
			return false
		}
	}
	return len(vals) > 0
}

// underInterface returns the value that v, an interface, was made of.
func underInterface(v ssa.Value) ssa.Value {
	for {
		switch w := v.(type) {
		case *ssa.MakeInterface:
			v = w.X
		case *ssa.ChangeInterface:
			v = w.X
		default:
			return v
		}
	}
}

func callOperands(common *ssa.CallCommon) []ssa.Value {
	list := slices.Clone(common.Args)
	if closure, ok := common.Value.(*ssa.MakeClosure); ok {
		list = append(list, closure.Bindings...)
	}
	return list
}

func calledName(common *ssa.CallCommon) string {
	if common.IsInvoke() {
		return common.Method.Name()
	}
	if fn := common.StaticCallee(); fn != nil {
		return fn.Name()
	}
	return ""
}

func resultType(common *ssa.CallCommon) types.Type {
	results := common.Signature().Results()
	if results.Len() == 0 {
		return types.Typ[types.Invalid]
	}
	return results.At(0).Type()
}

// IsResetName reports whether a method called name by convention resets its
// receiver, where no more is known of it.
func IsResetName(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"reset", "clear", "init", "truncate"} {
		if strings.HasPrefix(name, word) {
			return true
		}
	}
	return false
}
