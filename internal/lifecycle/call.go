package lifecycle

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// execCall executes an ordinary call.
func (f *follow) execCall(s *state, call *ssa.Call) []*state {
	if call == f.origin.Call {
		return f.take(s, call)
	}
	return f.call(s, call)
}

// take executes the call that takes the object: the states in which it is
// there, and those in which it is not.
func (f *follow) take(s *state, call *ssa.Call) []*state {
	var states []*state
	for _, t := range f.call(s, call) { // it may be given the object before
		if t.life == live && len(t.escapes) == 0 && !t.judged && !f.pending(t) && !slices.ContainsFunc(t.refs, func(r ref) bool { return r.val != call && f.usedAfter(r.val, call) }) {
			f.report(Event{Kind: Leak, At: call})
		}
		t.life, t.end, t.atExit, t.judged, t.escapes, t.refs, t.cut = live, nil, false, false, nil, nil, ""
		t.defers = slices.DeleteFunc(slices.Clone(t.defers), func(d deferred) bool {
			_, closure := d.instr.Call.Value.(*ssa.MakeClosure)
			return !closure // of an earlier object
		})
		for i := range t.defers {
			t.defers[i].refs = nil
		}
		none := *t
		none.life = absent
		tied := f.origin.Tie.Is != effect.Unknown
		if tied {
			t.setFact(resultTerm(call, f.origin.Tie.Result), value{is: f.origin.Tie.Is})
			none.setFact(resultTerm(call, f.origin.Tie.Result), value{is: f.origin.Tie.Is.Not()})
		}
		if op, _, _ := op(f.prog, call.Common()); op == syncpool.Get {
			none.setFact(term{v: call}, value{is: effect.Nil})
		}
		if tied || none.fact(term{v: call}).known() {
			states = append(states, &none)
		}
		t.addRef(ref{val: call, path: f.origin.Path})
		for also := range strings.FieldsSeq(f.origin.Also) {
			path := effect.Path(also)
			if call.Call.Signature().Results().Len() == 1 {
				path, _ = path.Cut(effect.Tuple(0))
			}
			t.addRef(ref{val: call, path: path})
		}
		if f.origin.Release > 0 {
			t.addRef(ref{val: call, path: effect.Tuple(f.origin.Release - 1), release: true, once: f.origin.Once})
		}
		states = append(states, t)
	}
	return states
}

// pending reports whether a deferred call has, or captured, the object.
func (f *follow) pending(s *state) bool {
	for _, d := range s.defers {
		if len(d.refs) > 0 {
			return true
		}
		if closure, ok := d.instr.Call.Value.(*ssa.MakeClosure); ok {
			for _, b := range closure.Bindings {
				if len(s.refsOf(f.canon(b))) > 0 {
					return true
				}
			}
		}
	}
	return false
}

// usedAfter reports whether v may be used after instr.
func (f *follow) usedAfter(v ssa.Value, instr ssa.Instruction) bool {
	def, ok := v.(ssa.Instruction)
	if !ok || def.Parent() != instr.Parent() {
		return true
	}
	return slices.ContainsFunc(instr.Block().Succs, func(b *ssa.BasicBlock) bool { return f.liveIn(v, b) })
}

// call executes a call, now or, for a deferred one, at the exit.
func (f *follow) call(s *state, instr ssa.CallInstruction) []*state {
	common := instr.Common()
	result, _ := instr.(*ssa.Call)
	if result != nil {
		f.redefine(s, result)
	}
	one := []*state{s}
	if op, _, arg := op(f.prog, common); op == syncpool.Put {
		f.putArg(s, instr, arg)
		return one
	} else if op == syncpool.Get {
		return one
	}
	if b, ok := common.Value.(*ssa.Builtin); ok {
		f.builtin(s, b, common, result, instr)
		return one
	}
	for _, r := range s.refsOf(f.canon(common.Value)) {
		if r.release && r.path == "" {
			if s.life == live || !r.once {
				f.doPut(s, instr)
			}
			return one
		}
	}
	if effect.Noreturn(common) {
		return nil
	}
	fn, args := f.prog.Callee(common)
	if fn != nil && fn.Parent() != nil && len(fn.Blocks) > 0 && f.within(fn) && len(f.stack) <= maxInline && !slices.Contains(f.stack, fn) {
		return f.inline(s, instr, fn, args, result)
	}
	sum, args := f.summaryOf(s, common, fn, args)
	if sum != nil && sum.NoReturn {
		return nil
	}
	if !isStdCall(common) {
		f.disturb(s)
	}
	if waits(common) {
		f.waited(s)
	}
	if sum == nil {
		f.unknownCall(s, instr, result)
		return one
	}
	return f.apply(s, instr, sum, args, result)
}

// within reports whether fn is a literal within the function that is followed.
func (f *follow) within(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if fn == f.fn {
			return true
		}
	}
	return false
}

// summaryOf returns what is known of the function that common calls, and what
// stands for its parameters.
func (f *follow) summaryOf(s *state, common *ssa.CallCommon, fn *ssa.Function, args []ssa.Value) (*effect.Summary, []ssa.Value) {
	if common.IsInvoke() {
		args = append([]ssa.Value{common.Value}, common.Args...)
		if sum := f.prog.Method(common.Method); sum != nil {
			return sum, args
		}
		if refs := s.refsOf(f.canon(common.Value)); len(refs) > 0 && !refs[0].part {
			if refs[0].typ != nil {
				return f.prog.Concrete(refs[0].typ, common.Method.Pkg(), common.Method.Name()), args
			}
			if effect.EndsByName(common.Method.Name()) {
				return nil, args // it may put its receiver, or what that holds
			}
		}
		sum, _ := effect.Std(common.Method)
		return sum, args
	}
	if fn == nil {
		return nil, common.Args
	}
	if sum := f.prog.Summary(fn); sum != nil {
		return sum, args
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		if sum, ok := effect.Std(obj); ok {
			return sum, args
		}
	}
	return nil, args
}

// isStdCall reports whether common calls a function of the standard library.
func isStdCall(common *ssa.CallCommon) bool {
	fn := common.StaticCallee()
	if fn == nil {
		return false
	}
	obj, ok := fn.Object().(*types.Func)
	return ok && obj.Pkg() != nil && effect.IsStd(obj.Pkg().Path())
}

func waits(common *ssa.CallCommon) bool {
	if common.IsInvoke() {
		return effect.Waits(common.Method)
	}
	fn := common.StaticCallee()
	if fn == nil {
		return false
	}
	obj, ok := fn.Object().(*types.Func)
	return ok && effect.Waits(obj)
}

// inline executes the body of a literal of the function that is followed.
func (f *follow) inline(s *state, site ssa.Instruction, fn *ssa.Function, args []ssa.Value, result *ssa.Call) []*state {
	entry := *s
	for i, p := range fn.Params {
		f.redefine(&entry, p)
		if i >= len(args) {
			break
		}
		for _, r := range s.refsOf(f.canon(args[i])) {
			r.val = p
			entry.addRef(r)
		}
		val := f.eval(s, args[i])
		if !val.known() {
			same, _ := s.resolve(f.terms.of(args[i]))
			val = value{same: same}
		}
		entry.setFact(term{v: p}, val)
	}
	outer := entry.defers
	entry.defers = nil
	if len(f.stack) == 1 {
		f.site = site
		defer func() { f.site = nil }()
	}
	deferred := f.deferred
	if f.deferred == nil {
		defer func() { f.deferred = deferred }()
	}
	var states []*state
	for _, e := range f.run(fn, []*state{&entry}) {
		t := *e.state
		t.defers = outer
		if result != nil {
			for i, v := range e.ret.Results {
				step := effect.Path("")
				if len(e.ret.Results) > 1 {
					step = effect.Tuple(i)
				}
				for _, r := range t.refsOf(f.canon(v)) {
					r.val, r.path = result, step+r.path
					t.addRef(r)
				}
				t.setFact(resultTerm(result, i), f.eval(&t, v))
			}
		}
		t.dropRefs(func(r ref) bool { return r.val.Parent() == fn })
		states = append(states, &t)
	}
	return states
}

// apply executes a call of which the summary is known.
func (f *follow) apply(s *state, instr ssa.CallInstruction, sum *effect.Summary, args []ssa.Value, result *ssa.Call) []*state {
	states := []*state{s}
	putHere := false // one call puts an object once, by however many of its arguments
	for i, arg := range args {
		for _, r := range s.refsOf(f.canon(arg)) {
			if r.release {
				s.life = gone
				continue
			}
			p, ok := sum.Param(i, r.path)
			if ok && !r.part {
				for name := range strings.SplitSeq(strings.TrimSuffix(p.Cuts, ","), ",") {
					if name != "" {
						f.cutOff(s, name)
					}
				}
			}
			switch {
			case !ok || r.part || p.Put == effect.Never && p.Keep == effect.Never:
				f.lend(s, sum, i, r, arg, instr)
			case putHere:
			case p.Put == effect.Always:
				putHere = true
				f.doPut(s, instr)
				if p.Clears {
					f.forget(s, arg, r.path)
				}
			case p.Put == effect.Tied && result != nil:
				if known := f.passedThrough(s, sum, p.PutTie.Result, args); known != effect.Unknown {
					if putHere = known == p.PutTie.Is; putHere {
						f.doPut(s, instr)
					}
					continue
				}
				v := resultTerm(result, p.PutTie.Result)
				t := *s
				t.setFact(v, value{is: p.PutTie.Is.Not()})
				s.setFact(v, value{is: p.PutTie.Is})
				f.doPut(s, instr)
				if p.Keep != effect.Never {
					f.lose(&t, r, instr)
				}
				states = append(states, &t)
			case p.Keep == effect.Tied && p.Put == effect.Never && result != nil && s.life == live:
				v := resultTerm(result, p.KeepTie.Result)
				t := *s
				t.setFact(v, value{is: p.KeepTie.Is.Not()})
				s.setFact(v, value{is: p.KeepTie.Is})
				f.keep(s, r, instr)
				states = append(states, &t)
			case p.Put == effect.Never:
				f.keep(s, r, instr)
			default:
				s.life = gone
			}
		}
	}
	if result != nil {
		for _, t := range states {
			f.alias(t, sum, args, result)
		}
	}
	return states
}

// passedThrough returns what is known of result i of a call where that is one of
// the arguments.
func (f *follow) passedThrough(s *state, sum *effect.Summary, i int, args []ssa.Value) effect.Value {
	for _, a := range sum.Aliases {
		if a.Result == i && a.ResultPath == "" && a.ParamPath == "" && !a.Part && a.Param < len(args) {
			return f.eval(s, args[a.Param]).is
		}
	}
	return effect.Unknown
}

// lend passes r's value to a function whose summary does not list it.
func (f *follow) lend(s *state, sum *effect.Summary, i int, r ref, arg ssa.Value, instr ssa.Instruction) {
	if s.life != live || r.part {
		return
	}
	if f.closurePuts(arg) {
		s.life = gone
		return
	}
	for _, p := range sum.Params {
		if p.Index != i {
			continue
		}
		if p.Put == effect.Never && p.Keep == effect.Never {
			continue
		}
		if rest, ok := r.path.Cut(p.Path); ok && rest != "" || p.Path == "" && r.path != "" {
			f.lose(s, r, instr) // what holds it is put or kept
			return
		}
	}
	_, byValue := arg.Type().Underlying().(*types.Struct)
	_, listed := r.path.Cut(effect.Elem)
	if listed {
		common := instr.(ssa.CallInstruction).Common()
		listed = !common.Signature().Variadic() && !isStdCall(common)
	}
	if byValue || listed || !sum.Borrows {
		f.lose(s, r, instr)
	}
}

// keep records that instr gave the object to someone who is known to keep it.
func (f *follow) keep(s *state, r ref, instr ssa.Instruction) {
	f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, quiet: true, held: true})
}

// lose records that instr may have given the object to someone else. If it is
// put here all the same, it was only lent.
func (f *follow) lose(s *state, r ref, instr ssa.Instruction) {
	f.escape(s, escape{at: instr, val: r.val, part: r.part, via: r.via, quiet: true})
}

// alias gives the result of a call the refs that the summary tells of.
func (f *follow) alias(s *state, sum *effect.Summary, args []ssa.Value, result *ssa.Call) {
	tuple := result.Call.Signature().Results().Len() > 1
	for _, a := range sum.Aliases {
		if a.Param >= len(args) {
			continue
		}
		for _, r := range s.refsOf(f.canon(args[a.Param])) {
			rest, ok := r.path.Cut(a.ParamPath)
			if !ok || a.Part && rest != "" {
				continue
			}
			path := a.ResultPath + rest
			if tuple {
				path = effect.Tuple(a.Result) + path
			}
			r.val, r.path, r.part = result, path, r.part || a.Part
			s.addRef(r)
		}
	}
}

// unknownCall executes a call of which nothing is known: it may keep what it is
// given, but not its receiver.
func (f *follow) unknownCall(s *state, instr ssa.CallInstruction, result *ssa.Call) {
	common := instr.Common()
	if result != nil {
		f.appended(s, common, result)
	}
	if s.life != live || isReset(common) {
		return
	}
	args := common.Args
	method := common.IsInvoke()
	if method {
		args = append([]ssa.Value{common.Value}, args...)
	} else {
		method = common.Signature().Recv() != nil
	}
	for i, arg := range args {
		for _, r := range s.refsOf(f.canon(arg)) {
			if r.part || i == 0 && method && r.is() && !(common.IsInvoke() && effect.EndsByName(common.Method.Name())) {
				continue
			}
			f.lose(s, r, instr) // as an argument, or held by the receiver, whose method may put it
		}
	}
	if !common.IsInvoke() {
		for _, r := range s.refsOf(f.canon(common.Value)) { // captured by what is called
			f.lose(s, r, instr)
		}
	}
}

// appended gives the result of an unknown function that by its name, or by that
// of its parameter, appends to or writes over a slice the refs of that slice.
func (f *follow) appended(s *state, common *ssa.CallCommon, result *ssa.Call) {
	sig := common.Signature()
	if sig.Results().Len() == 0 {
		return
	}
	names := []string{calledName(common)}
	for _, fn := range f.prog.Candidates(common) {
		names = append(names, fn.Name())
		if sum := f.prog.Summary(fn); sum != nil {
			f.alias(s, sum, common.Args, result)
		}
	}
	if slices.ContainsFunc(names, effect.UnsafeByName) && sig.Results().Len() == 1 && len(common.Args) == 1 {
		for _, r := range s.refsOf(f.canon(common.Args[0])) {
			if r.is() {
				s.addRef(ref{val: result, part: true, via: r.via})
			}
		}
		return
	}
	if !isReference(sig.Results().At(0).Type()) {
		return
	}
	args := common.Args
	if !common.IsInvoke() && sig.Recv() != nil {
		args = args[1:]
	}
	name := calledName(common)
	for i := range sig.Params().Len() {
		p := sig.Params().At(i)
		if i >= len(args) || !types.Identical(p.Type(), sig.Results().At(0).Type()) || p.Name() != "dst" && !(i == 0 && strings.HasPrefix(name, "Append")) {
			continue
		}
		for _, r := range s.refsOf(f.canon(args[i])) {
			r.val = result
			if sig.Results().Len() > 1 {
				r.path = effect.Tuple(0) + r.path
			}
			s.addRef(r)
		}
	}
}

// calledName returns the name of what common calls, "" for a function value.
func calledName(common *ssa.CallCommon) string {
	if common.IsInvoke() {
		return common.Method.Name()
	}
	if fn := common.StaticCallee(); fn != nil {
		return fn.Name()
	}
	return ""
}

// isReset reports whether common calls a method that by its name and signature
// attaches its receiver to a stream until the next such call, as
// (*gzip.Writer).Reset does: it borrows the stream.
func isReset(common *ssa.CallCommon) bool {
	return calledName(common) == "Reset" && (common.IsInvoke() || common.Signature().Recv() != nil)
}

// closurePuts reports whether v is a literal that puts or keeps what it
// captured.
func (f *follow) closurePuts(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return f.closurePuts(v.X)
	case *ssa.ChangeType:
		return f.closurePuts(v.X)
	case *ssa.MakeClosure:
		fn := v.Fn.(*ssa.Function)
		sum := f.prog.Summary(fn)
		if sum == nil {
			return true
		}
		return slices.ContainsFunc(sum.Params, func(p effect.Param) bool {
			return p.Index >= len(fn.Params) && (p.Put != effect.Never || p.Keep != effect.Never)
		})
	}
	return false
}

// putArg executes a Put of arg.
func (f *follow) putArg(s *state, instr ssa.Instruction, arg ssa.Value) {
	for _, r := range s.refsOf(f.canon(arg)) {
		switch {
		case r.part:
			// memory of the object that has a pool of its own
		case s.life == live && f.origin.Call == nil && isReference(f.input(f.origin.Param).Type()) && f.origin.Path == "":
			f.doPut(s, instr) // a slice of the caller's, in whatever holds it while it is in the pool
			return
		case r.path == "" || r.path == effect.Deref: // the object, or the variable that holds its header
			f.doPut(s, instr)
			return
		default:
			if s.life == live {
				s.life = gone // with what holds it
			}
			return
		}
	}
}

// doPut puts the object.
func (f *follow) doPut(s *state, instr ssa.Instruction) {
	if f.origin.Path == effect.Elem {
		s.life = gone // one of the arguments is put; whether this one is, is not known
		return
	}
	switch s.life {
	case live:
		for _, e := range s.escapes {
			if !e.quiet {
				f.report(Event{Kind: Escape, At: e.at, Other: instr, Value: e.val, Part: e.part, AtExit: f.deferred != nil})
			}
		}
		s.life, s.end, s.atExit, s.escapes = put, instr, f.deferred != nil, nil
	case put:
		at, other := instr, s.end
		if at == other && f.site != nil {
			at = f.site // the literal is called twice
		}
		if f.deferred != nil && !s.atExit {
			at, other = s.end, f.deferred // the explicit one is the one too many
		}
		f.report(Event{Kind: Twice, At: at, Other: other, AtExit: f.deferred != nil})
		s.life = gone
	}
}

// builtin executes a call of a built-in function.
func (f *follow) builtin(s *state, b *ssa.Builtin, common *ssa.CallCommon, result *ssa.Call, instr ssa.Instruction) {
	switch b.Name() {
	case "append":
		if result == nil {
			return
		}
		for _, r := range s.refsOf(f.canon(common.Args[0])) {
			r.val = result
			s.addRef(r)
		}
		if len(common.Args) < 2 {
			return
		}
		for _, r := range s.refsOf(f.canon(common.Args[1])) {
			if _, ok := r.path.Cut(effect.Elem); ok && !r.release {
				if s.life == live && !r.part {
					f.lose(s, r, instr) // to a collection
				}
				r.val = result
				s.addRef(r)
			}
		}
	case "delete", "clear":
		place := f.variable(common.Args[0])
		s.escapes = slices.Clone(s.escapes)
		for i, e := range s.escapes {
			if e.place == place {
				s.escapes[i].quiet = true // it may be this element
			}
		}
	case "Slice", "SliceData", "String", "StringData", "Add", "ssa:wrapnilchk":
		if result != nil {
			for _, r := range s.refsOf(f.canon(common.Args[0])) {
				r.val = result
				s.addRef(r)
			}
		}
	}
}

// execGo executes a go statement.
func (f *follow) execGo(s *state, instr *ssa.Go) {
	if s.life != live {
		return
	}
	common := instr.Common()
	fn, args := f.prog.Callee(common)
	sum, args := f.summaryOf(s, common, fn, args)
	for i, arg := range args {
		for _, r := range s.refsOf(f.canon(arg)) {
			if sum == nil {
				s.life = gone
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

// pushDefer executes a defer statement: what it calls is fixed now.
func (f *follow) pushDefer(s *state, instr *ssa.Defer) {
	n := 0
	for _, d := range s.defers {
		if d.instr == instr {
			n++
		}
	}
	if n >= maxDeferred {
		return
	}
	d := deferred{instr: instr}
	for _, v := range operands(instr) {
		d.refs = append(d.refs, s.refsOf(f.canon(v))...)
	}
	_, closure := instr.Call.Value.(*ssa.MakeClosure)
	if !closure && len(d.refs) == 0 {
		return // it has nothing of the object
	}
	s.defers = append(slices.Clip(s.defers), d)
}

// operands returns the values that instr uses.
func operands(instr ssa.Instruction) []ssa.Value {
	var list []ssa.Value
	for _, p := range instr.Operands(nil) {
		if *p != nil {
			list = append(list, *p)
		}
	}
	return list
}

// runDefers executes the pending calls of this function, the last first.
func (f *follow) runDefers(s *state) []*state {
	states := []*state{s}
	for {
		var next []*state
		pending := false
		for _, t := range states {
			if len(t.defers) == 0 {
				next = append(next, t)
				continue
			}
			pending = true
			d := t.defers[len(t.defers)-1]
			u := *t
			u.defers = u.defers[:len(u.defers)-1]
			f.restore(&u, d)
			outer := f.deferred
			if outer == nil {
				f.deferred = d.instr
			}
			if u.life == put {
				f.checkUse(&u, d.instr)
			}
			next = append(next, f.call(&u, d.instr)...)
			f.deferred = outer
		}
		states = next
		if !pending || len(states) > maxStates {
			return states
		}
	}
}

// restore makes the arguments of a deferred call what they were when the defer
// statement was executed. What they only lead to is as it is now.
func (f *follow) restore(s *state, d deferred) {
	args := operands(d.instr)
	for i := range args {
		args[i] = f.canon(args[i])
	}
	s.dropRefs(func(r ref) bool { return r.path == "" && slices.Contains(args, r.val) })
	for _, r := range d.refs {
		if r.path == "" {
			s.addRef(r)
		}
	}
}

// checkUse reports instr if it uses the object, which was put.
func (f *follow) checkUse(s *state, instr ssa.Instruction) {
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
		f.report(Event{Kind: UseAfter, At: instr, Other: s.end, Value: v, Part: r.part, AtExit: s.atExit})
		s.life = gone
		return
	}
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
		if r.path == effect.Elem && !r.release {
			return r, true
		}
	}
	return ref{}, false
}

// puts reports whether call puts the object.
func (f *follow) puts(s *state, call ssa.CallInstruction) bool {
	if op, _, _ := op(f.prog, call.Common()); op == syncpool.Put {
		return true
	}
	fn, args := f.prog.Callee(call.Common())
	sum, args := f.summaryOf(s, call.Common(), fn, args)
	if sum == nil {
		return false
	}
	for i, arg := range args {
		for _, r := range s.refsOf(f.canon(arg)) {
			if p, ok := sum.Param(i, r.path); ok && p.Put != effect.Never && !r.part {
				return true
			}
		}
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
		if _, ok := instr.Addr.(*ssa.Global); ok {
			return []ssa.Value{instr.Addr, instr.Val}
		}
		return []ssa.Value{instr.Addr}
	case *ssa.Lookup:
		return []ssa.Value{instr.X}
	case *ssa.MapUpdate:
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
