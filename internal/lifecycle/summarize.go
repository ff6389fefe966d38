package lifecycle

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// borrowed lists the objects of its callers that the function may do something
// to: what its parameters and captured variables are, and what it reaches
// through them and passes to a Put.
func (a *analysis) borrowed() []Origin {
	var list []Origin
	add := func(o Origin) {
		if !slices.Contains(list, o) && o.Path.Len() <= effect.MaxPath {
			list = append(list, o)
		}
	}
	for i, p := range a.fn.Params {
		if holdsMemory(p.Type()) {
			add(Origin{Param: i})
			a.eachPooledField(p.Type(), func(name string) { add(Origin{Param: i, Path: effect.Deref + effect.Field(name)}) })
		} else if copyShares(p.Type()) {
			add(Origin{Param: i, Path: effect.Copy})
		}
	}
	if last := len(a.fn.Params) - 1; a.fn.Signature.Variadic() && holdsMemory(a.fn.Params[last].Type().Underlying().(*types.Slice).Elem()) {
		add(Origin{Param: last, Path: effect.Elem})
	}
	for i, fv := range a.fn.FreeVars {
		if ptr, ok := fv.Type().Underlying().(*types.Pointer); ok && holdsMemory(ptr.Elem()) {
			add(Origin{Param: len(a.fn.Params) + i, Path: effect.Deref})
		}
	}
	a.eachPut(a.fn, func(v ssa.Value, path effect.Path) {
		t := tracer{fn: a.fn, seen: map[ssa.Value]bool{}, yield: func(index int, path effect.Path) { add(Origin{Param: index, Path: path}) }}
		t.trace(v, path)
	})
	return list
}

// eachPooledField calls yield with the name of each field of the struct that t
// points to, if it does, that holds objects of a pool.
func (a *analysis) eachPooledField(t types.Type, yield func(string)) {
	ptr, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return
	}
	str, ok := ptr.Elem().Underlying().(*types.Struct)
	if !ok {
		return
	}
	for field := range str.Fields() {
		if a.prog.Pooled(field.Origin()) {
			yield(field.Name())
		}
	}
}

// holdsMemory reports whether a value of type t can be, or hold, an object of a
// pool.
func holdsMemory(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Interface:
		return !syncpool.IsPool(t)
	}
	return false
}

// copyShares reports whether t is a struct whose copies share the memory of
// slices or maps.
func copyShares(t types.Type) bool {
	str, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range str.Fields() {
		if isReference(field.Type()) || copyShares(field.Type()) {
			return true
		}
	}
	return false
}

// eachPut calls yield with each value that fn, or a literal in it, passes to
// a Put or to a function that puts what lies at path of it.
func (a *analysis) eachPut(fn *ssa.Function, yield func(ssa.Value, effect.Path)) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if op, _, arg := op(a.prog, call.Common()); op == syncpool.Put {
				yield(arg, "")
				continue
			}
			callee, args := a.prog.Callee(call.Common())
			if callee == nil {
				continue
			}
			sum := a.prog.Brief(callee)
			if sum == nil {
				continue
			}
			for _, p := range sum.Params {
				if p.Put != effect.Never && p.Index < len(args) {
					yield(args[p.Index], p.Path)
				}
			}
		}
	}
	for _, anon := range fn.AnonFuncs {
		a.eachPut(anon, yield)
	}
}

// A tracer finds the parameters and captured variables of a function from
// which a value comes.
type tracer struct {
	fn    *ssa.Function
	seen  map[ssa.Value]bool
	yield func(index int, path effect.Path)
}

// trace calls yield with each source of v, and the path from there to what lies
// at path of v.
func (t *tracer) trace(v ssa.Value, path effect.Path) {
	if t.seen[v] {
		return
	}
	t.seen[v] = true
	switch v := v.(type) {
	case *ssa.Parameter:
		if i := slices.Index(t.fn.Params, v); i >= 0 {
			t.yield(i, path)
		}
	case *ssa.FreeVar:
		if i := slices.Index(t.fn.FreeVars, v); i >= 0 {
			t.yield(len(t.fn.Params)+i, path)
		} else if b := syncpool.Binding(v); b != nil {
			t.trace(b, path)
		}
	case *ssa.Alloc:
		for _, use := range *v.Referrers() {
			if store, ok := use.(*ssa.Store); ok && store.Addr == v {
				if rest, ok := path.Cut(effect.Deref); ok {
					t.trace(store.Val, rest)
				}
			}
		}
	case *ssa.Phi:
		for _, e := range v.Edges {
			t.trace(e, path)
		}
	default:
		if x, path, ok := ascend(v, path); ok {
			t.trace(x, path)
		}
	}
}

// ascend returns the value that v is a part or another form of, and the path
// from it to what lies at path of v; false where v is neither.
func ascend(v ssa.Value, path effect.Path) (ssa.Value, effect.Path, bool) {
	switch v := v.(type) {
	case *ssa.FieldAddr:
		rest, ok := path.Cut(effect.Deref)
		return v.X, effect.Deref + effect.Field(fieldName(v.X.Type(), v.Field)) + rest, ok
	case *ssa.Field:
		return v.X, effect.Field(fieldName(v.X.Type(), v.Field)) + path, true
	case *ssa.IndexAddr:
		rest, ok := path.Cut(effect.Deref)
		if _, array := v.X.Type().Underlying().(*types.Pointer); array {
			return v.X, effect.Deref + effect.Elem + rest, ok
		}
		return v.X, effect.Elem + rest, ok
	case *ssa.UnOp:
		return v.X, effect.Deref + path, v.Op == token.MUL
	case *ssa.ChangeType:
		return v.X, path, true
	case *ssa.ChangeInterface:
		return v.X, path, true
	case *ssa.MakeInterface:
		return v.X, path, true
	case *ssa.Slice:
		_, array := v.X.Type().Underlying().(*types.Pointer)
		return v.X, path, !array
	case *ssa.TypeAssert:
		return v.X, path, !v.CommaOk
	case *ssa.Extract:
		if assert, ok := v.Tuple.(*ssa.TypeAssert); ok && v.Index == 0 {
			return assert.X, path, true
		}
	}
	return nil, "", false
}

// outcome is what became of the object at one exit.
type outcome struct {
	exit
	put, kept bool
	returned  []ref // the results by which the caller has the object; val is the result's value
	index     []int // of these results
}

// summarize turns the exits into events and a part of the summary.
func (f *follow) summarize() {
	var outs []outcome
	for _, e := range f.exits {
		if e.life == absent {
			outs = append(outs, outcome{exit: e})
			continue
		}
		outs = append(outs, f.leave(e))
	}
	if f.origin.Call != nil {
		f.addResults(outs)
	} else {
		f.addParam(outs)
	}
}

// leave says what becomes of the object at an exit.
func (f *follow) leave(e exit) outcome {
	o := outcome{exit: e, put: e.life == put}
	o.kept = e.life == gone || slices.ContainsFunc(e.escapes, func(e escape) bool {
		return !e.goroutine || f.origin.Call == nil // it is not for a goroutine that borrows it to put it
	})
	if e.life == gone {
		return o // to someone else
	}
	leaves := o.kept
	held := slices.ContainsFunc(e.escapes, func(e escape) bool { return e.held && !e.part }) // what is returned is only lent
	for i, v := range e.ret.Results {
		for _, r := range e.refsOf(f.canon(v)) {
			if _, isCopy := r.path.Cut(effect.Copy); isCopy {
				continue // what is returned is a copy, though of slices only their headers
			}
			if r.moved {
				if r.path == "" && f.origin.Call != nil {
					o.returned, o.index = append(o.returned, r), append(o.index, i) // it is what the pool is for
				}
				leaves = true
				continue
			}
			if e.life == put {
				if !r.release && (!isCapture(r.path) || !f.closurePuts(v)) {
					f.report(Event{Kind: Escape, At: e.ret, Other: e.end, Value: v, Part: r.part, AtExit: e.atExit})
				}
				break
			}
			leaves = true
			if !r.part && !r.release && !held {
				o.returned, o.index = append(o.returned, r), append(o.index, i)
			}
		}
	}
	if f.origin.Call != nil && e.life == live && !leaves && !e.judged {
		f.report(Event{Kind: Leak, At: e.ret})
	}
	if f.origin.Call != nil && e.life == live {
		f.parked(o)
	}
	return o
}

// parked notes the fields in which the object is left at o.
func (f *follow) parked(o outcome) {
	for _, e := range o.escapes {
		store, ok := e.at.(*ssa.Store)
		if !ok || e.part || !e.held || !e.whole {
			continue // in a collection, whose elements are not told apart
		}
		if addr, ok := store.Addr.(*ssa.FieldAddr); ok {
			f.report(Event{Kind: Parked, At: o.ret, Field: syncpool.FieldVar(addr.X.Type(), addr.Field)})
		}
	}
	for k, r := range o.returned {
		if field := fieldAt(f.fn.Signature.Results().At(o.index[k]).Type(), r.path); field != nil {
			f.report(Event{Kind: Parked, At: o.ret, Field: field})
		}
	}
}

// fieldAt returns the field of a value of type t to which path leads; nil if
// it does not end at a field.
func fieldAt(t types.Type, path effect.Path) *types.Var {
	var last *types.Var
	for path != "" {
		last = nil
		rest := path[1:]
		end := strings.IndexAny(string(rest), "*.[#$~")
		if end < 0 {
			end = len(rest)
		}
		switch u := t.Underlying().(type) {
		case *types.Pointer:
			if path[0] != '*' {
				return nil
			}
			t = u.Elem()
		case *types.Struct:
			if path[0] != '.' {
				return nil
			}
			for field := range u.Fields() {
				if field.Name() == string(rest[:end]) {
					last, t = field.Origin(), field.Type()
				}
			}
			if last == nil {
				return nil
			}
		default:
			return nil
		}
		path = rest[end:]
	}
	return last
}

// addParam adds what becomes of an object of the caller to the summary.
func (f *follow) addParam(outs []outcome) {
	sum := f.out.Summary
	p := effect.Param{Index: f.origin.Param, Path: f.origin.Path}
	isPut := func(o outcome) bool { return o.put }
	if slices.ContainsFunc(outs, isPut) {
		// dropping it for what it is counts as putting it
		p.Put, p.PutTie = f.when(outs, func(o outcome) bool { return o.put || o.judged && !o.kept })
		p.Pool = f.putPool(outs)
		p.Clears = p.Path != "" && !slices.ContainsFunc(outs, func(o outcome) bool {
			return o.put && slices.ContainsFunc(o.refs, func(r ref) bool { return r.val == f.input(p.Index) && r.path == p.Path })
		})
	}
	p.Keep, p.KeepTie = f.when(outs, func(o outcome) bool { return o.kept })
	p.Cuts = cuts(outs)
	if p.Put != effect.Never || p.Keep != effect.Never || p.Cuts != "" {
		sum.Params = append(sum.Params, p)
	}
	f.addAliases(outs)
}

// addAliases adds to the summary which results are the object or memory of it.
// That a result can be the object is enough, since whoever has it may then put
// it. That a result can be memory of the object is not: it must be so on each
// return that gives one.
func (f *follow) addAliases(outs []outcome) {
	sum := f.out.Summary
	for i := range f.fn.Signature.Results().Len() {
		var parts []effect.Alias
		always := true
		for _, o := range outs {
			v := o.ret.Results[i]
			if o.put || f.eval(o.state, v).is == effect.Nil || isFixed(v) {
				continue
			}
			part := false
			for _, r := range o.refsOf(f.canon(v)) {
				if r.release || r.moved || strings.Contains(string(r.path), "$") {
					continue
				}
				a := effect.Alias{Result: i, ResultPath: r.path, Param: f.origin.Param, ParamPath: f.origin.Path, Part: r.part}
				if r.part {
					part = true
					parts = append(parts, a)
				} else {
					sum.Aliases = append(sum.Aliases, a)
				}
			}
			always = always && part
		}
		if always {
			sum.Aliases = append(sum.Aliases, parts...)
		}
	}
}

// isFixed reports whether v is a constant, or a package variable or what it
// holds: nothing that a function makes of what it is given.
func isFixed(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const, *ssa.Global:
		return true
	case *ssa.UnOp:
		_, ok := v.X.(*ssa.Global)
		return ok && v.Op == token.MUL
	}
	return false
}

// cuts returns the names of the fields that are given other memory on every
// path, each with a comma after it.
func cuts(outs []outcome) string {
	all := ""
	for i, o := range outs {
		if i == 0 {
			all = o.cut
			continue
		}
		var b strings.Builder
		for name := range strings.SplitAfterSeq(all, ",") {
			if name != "" && strings.Contains(","+o.cut, ","+name) {
				b.WriteString(name)
			}
		}
		all = b.String()
	}
	names := strings.SplitAfter(all, ",")
	slices.Sort(names)
	return strings.Join(names, "")
}

// putPool returns the pool of the Put that ends the object, if it is one.
func (f *follow) putPool(outs []outcome) syncpool.Ref {
	for _, o := range outs {
		call, ok := o.end.(ssa.CallInstruction)
		if !o.put || !ok {
			continue
		}
		common := call.Common()
		if op, pool, _ := op(f.prog, common); op == syncpool.Put {
			return syncpool.RefOf(pool)
		}
		callee, args := f.prog.Callee(common)
		if callee == nil {
			continue
		}
		if sum := f.prog.Brief(callee); sum != nil {
			for _, p := range sum.Params {
				if p.Put != effect.Never {
					return p.Pool.Bind(args)
				}
			}
		}
	}
	return syncpool.Ref{}
}

// when says on which of the outcomes is holds.
func (f *follow) when(outs []outcome, is func(outcome) bool) (effect.When, effect.Tie) {
	yes, no := split(outs, is)
	switch {
	case len(yes) == 0:
		return effect.Never, effect.Tie{}
	case len(no) == 0:
		return effect.Always, effect.Tie{}
	}
	for i := f.fn.Signature.Results().Len() - 1; i >= 0; i-- {
		val := f.common(yes, i)
		if val != effect.Unknown && f.common(no, i) == val.Not() {
			return effect.Tied, effect.Tie{Result: i, Is: val}
		}
	}
	return effect.Sometimes, effect.Tie{}
}

// split parts the outcomes for which is holds from the others.
func split(outs []outcome, is func(outcome) bool) (yes, no []outcome) {
	for _, o := range outs {
		if is(o) {
			yes = append(yes, o)
		} else {
			no = append(no, o)
		}
	}
	return yes, no
}

// necessary returns what another result than that of p always is where is
// holds.
func (f *follow) necessary(outs []outcome, p place, is func(outcome) bool) effect.Tie {
	yes, _ := split(outs, is)
	for i := f.fn.Signature.Results().Len() - 1; i >= 0; i-- {
		if i == p.index {
			continue
		}
		if val := f.common(yes, i); val != effect.Unknown {
			return effect.Tie{Result: i, Is: val}
		}
	}
	return effect.Tie{}
}

// common returns the value that result i has at each of outs, if it is one.
func (f *follow) common(outs []outcome, i int) effect.Value {
	val := effect.Unknown
	for k, o := range outs {
		v := f.eval(o.state, o.ret.Results[i]).is
		if k > 0 && v != val {
			return effect.Unknown
		}
		val = v
	}
	return val
}

// maxHeld is the length of the paths by which a result can be said to hold an
// object for its caller. Who owns what lies deeper is anyone's guess.
const maxHeld = 5

// A place is where the results of a function hold an object.
type place struct {
	index int
	path  effect.Path
}

// addResults adds to the summary by which results the caller gets the object.
func (f *follow) addResults(outs []outcome) {
	var places []place
	for _, o := range outs {
		for k, r := range o.returned {
			if p := (place{o.index[k], r.path}); !slices.Contains(places, p) && !strings.Contains(string(r.path), "$") && r.path.Len() <= maxHeld {
				places = append(places, p)
			}
		}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Or(cmp.Compare(a.index, b.index), cmp.Compare(a.path, b.path)) })
	for len(places) > 0 {
		p := places[0]
		r := effect.Result{Index: p.index, Path: p.path, Pool: f.origin.Pool}
		rest := places[:0:0]
		for _, other := range places[1:] {
			if slices.ContainsFunc(outs, func(o outcome) bool { return o.has(p) != o.has(other) }) {
				rest = append(rest, other)
				continue
			}
			r.Also += string(effect.Tuple(other.index)+other.path) + " "
		}
		places = rest
		has := func(o outcome) bool { return o.has(p) }
		r.When, r.Tie = f.when(outs, has)
		if r.When != effect.Tied {
			r.Tie = f.necessary(outs, p, has)
		}
		if r.When == effect.Sometimes && f.shared(outs, p, has) {
			continue
		}
		if f.origin.When == effect.Sometimes && r.When == effect.Always {
			r.When = effect.Sometimes
		}
		r.Release, r.Once = f.releaser(outs, has)
		f.addResult(r)
	}
}

// shared reports whether what the function returns at p where is does not hold
// may be someone else's: neither nil nor made for the caller. Who calls the
// function cannot then tell whether it is his.
func (f *follow) shared(outs []outcome, p place, is func(outcome) bool) bool {
	for _, o := range outs {
		v := o.ret.Results[p.index]
		if is(o) || o.life == put || f.eval(o.state, v).is == effect.Nil || len(o.refsOf(f.canon(v))) > 0 {
			continue
		}
		if !f.made(v, 0) {
			return true
		}
	}
	return false
}

// made reports whether v can be taken for a value of its own: not one that is
// loaded from memory that others share.
func (f *follow) made(v ssa.Value, depth int) bool {
	if depth > 8 {
		return true
	}
	depth++
	switch v := v.(type) {
	case *ssa.Phi:
		return !slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return !f.made(e, depth) })
	case *ssa.UnOp:
		if cell, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL {
			for _, use := range *cell.Referrers() {
				if store, ok := use.(*ssa.Store); ok && store.Addr == cell && !f.made(store.Val, depth) {
					return false
				}
			}
			return true
		}
		return v.Op != token.MUL
	case *ssa.Lookup, *ssa.Index, *ssa.Next:
		return false
	case *ssa.Call: // of a function that looks up what others have, too
		if len(Taken(f.prog, &v.Call)) > 0 {
			return true // of a pool: a failed assertion gives nil
		}
		name := calledName(&v.Call)
		return !slices.ContainsFunc([]string{"Get", "Load", "Lookup", "Find"}, func(verb string) bool { return strings.HasPrefix(name, verb) })
	case *ssa.MakeInterface:
		return f.made(v.X, depth)
	case *ssa.ChangeInterface:
		return f.made(v.X, depth)
	case *ssa.TypeAssert:
		return f.made(v.X, depth)
	case *ssa.Extract:
		return f.made(v.Tuple, depth)
	}
	return true
}

// has reports whether the caller has the object at p.
func (o outcome) has(p place) bool {
	for k, r := range o.returned {
		if o.index[k] == p.index && r.path == p.path {
			return true
		}
	}
	return false
}

// addResult adds r to the summary, or merges it with what another object said
// of the same place.
func (f *follow) addResult(r effect.Result) {
	sum := f.out.Summary
	for i, old := range sum.Results {
		if old.Index == r.Index && old.Path == r.Path {
			if old.When != r.When || old.Tie != r.Tie {
				sum.Results[i].When, sum.Results[i].Tie = effect.Sometimes, effect.Tie{}
			}
			return
		}
	}
	sum.Results = append(sum.Results, r)
}

// releaser returns one more than the index of the result that is a function
// which puts the object wherever has says it is returned, zero for none, and
// whether that does so once.
func (f *follow) releaser(outs []outcome, has func(outcome) bool) (index int, once bool) {
	for _, o := range outs {
		if !has(o) {
			continue
		}
		found := 0
		for i, v := range o.ret.Results {
			v, isOnce := onceOf(v)
			given := slices.IndexFunc(o.refs, func(r ref) bool { return r.val == f.canon(v) && r.release })
			if given >= 0 || f.closureReleases(o, v) {
				found, once = i+1, isOnce || given >= 0 && o.refs[given].once
			}
		}
		if found == 0 || index != 0 && found != index {
			return 0, false
		}
		index = found
	}
	return index, once
}

// onceOf returns the argument of sync.OnceFunc if v is its result, and else v.
func onceOf(v ssa.Value) (ssa.Value, bool) {
	if call, ok := v.(*ssa.Call); ok {
		if fn := call.Call.StaticCallee(); fn != nil && objectOf(fn) != nil && effect.IsOnceFunc(objectOf(fn)) {
			return call.Call.Args[0], true
		}
	}
	return v, false
}

// isCapture reports whether path begins at a variable that a literal captured.
func isCapture(path effect.Path) bool { return path != "" && path[0] == '$' }

// closureReleases reports whether v is a literal that puts the object.
func (f *follow) closureReleases(o outcome, v ssa.Value) bool {
	closure, ok := v.(*ssa.MakeClosure)
	if !ok {
		return false
	}
	fn := closure.Fn.(*ssa.Function)
	if op := syncpool.OpOf(objectOf(fn)); op != syncpool.None {
		return false
	}
	sum := f.prog.Summary(fn)
	if sum == nil {
		return false
	}
	for i, b := range closure.Bindings {
		for _, r := range o.refsOf(f.canon(b)) {
			if p, ok := sum.Param(len(fn.Params)+i, r.path); ok && p.Put == effect.Always && !r.part {
				return true
			}
		}
	}
	return false
}

func objectOf(fn *ssa.Function) *types.Func {
	obj, _ := fn.Object().(*types.Func)
	return obj
}
