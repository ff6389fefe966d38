package lifecycle

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

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
			if p := (place{o.index[k], r.path}); !slices.Contains(places, p) && !strings.Contains(string(r.path), "$") && r.path.Len() <= maxHeld && !linked(f.fn.Signature.Results().At(p.index).Type(), p.path) {
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
		setTies(&r, f.necessary(outs, p, has))
		if r.When == effect.Sometimes && (f.sharedAt(outs, p, has) || isToldBeside(f.fn.Signature.Results().At(p.index).Type(), p.path)) {
			continue
		}
		if f.origin.When == effect.Sometimes && r.When == effect.Always {
			r.When = effect.Sometimes
		}
		var ok bool
		if r.Release, r.Once, r.Maybe, ok = f.releaser(outs, has); ok {
			r.Lent, r.Fails = f.lentAt(outs, p), f.fails(outs, has)
			r.Given = f.given(outs, has)
			f.addResult(r)
		}
	}
}

// lentAt returns the fields of the object at p that hold memory which is not its
// own, wherever the object is there.
func (f *follow) lentAt(outs []outcome, p place) names {
	yes, _ := split(outs, func(o outcome) bool { return o.has(p) })
	return shared(yes, func(o outcome) names {
		if slices.ContainsFunc(o.returned, func(r ref) bool { return r.moved }) {
			return "" // what is returned is memory of the object
		}
		return o.lent
	})
}

// isToldBeside reports whether path leads from a value of type t to a field of a
// struct that also has a field of type error or bool, which may tell whether the
// object is there.
func isToldBeside(t types.Type, path effect.Path) bool {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
		path, _ = path.Cut(effect.Deref)
	}
	str, ok := t.Underlying().(*types.Struct)
	if !ok || path.Len() != 1 {
		return false
	}
	for field := range str.Fields() {
		if types.Identical(field.Type(), types.Universe.Lookup("error").Type()) || types.Identical(field.Type().Underlying(), types.Typ[types.Bool]) {
			return true
		}
	}
	return false
}

// sharedAt reports whether what the function returns at p where is does not hold
// may be someone else's: neither nil nor made for the caller. Who calls the
// function cannot then tell whether it is his.
func (f *follow) sharedAt(outs []outcome, p place, is func(outcome) bool) bool {
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
// loaded from memory that others share, nor the receiver.
func (f *follow) made(v ssa.Value, depth int) bool {
	const maxDepth, maxEdges = 8, 4 // the work grows with their power
	if depth > maxDepth {
		return true
	}
	depth++
	switch v := v.(type) {
	case *ssa.Phi:
		return len(v.Edges) > maxEdges || !slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return !f.made(e, depth) })
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
	case *ssa.Parameter:
		return v.Parent().Signature.Recv() == nil || v != v.Parent().Params[0]
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
			if old.Fails != r.Fails {
				sum.Results[i].Fails = 0
			}
			if old.Given != r.Given {
				sum.Results[i].Given = effect.Tie{}
			}
			if old.When != r.When || old.Tie != r.Tie || old.Needs != r.Needs {
				known := ties(r)
				both := slices.DeleteFunc(ties(old), func(tie effect.Tie) bool { return !slices.Contains(known, tie) })
				sum.Results[i].When, sum.Results[i].Tie = effect.Sometimes, effect.Tie{}
				setTies(&sum.Results[i], both)
			}
			if old.Lent != r.Lent {
				sum.Results[i].Lent = ""
			}
			return
		}
	}
	sum.Results = append(sum.Results, r)
}

// given returns what a parameter is wherever has says that the object is returned.
func (f *follow) given(outs []outcome, has func(outcome) bool) effect.Tie {
	yes, _ := split(outs, has)
	for i, param := range f.fn.Params {
		if basic, ok := param.Type().Underlying().(*types.Basic); !ok || basic.Info()&types.IsBoolean == 0 {
			continue
		}
		if val := f.eval(yes[0].state, param).is; val != effect.Unknown && !slices.ContainsFunc(yes, func(o outcome) bool { return f.eval(o.state, param).is != val }) {
			return effect.Tie{Result: i, Is: val}
		}
	}
	return effect.Tie{}
}

// setTies notes in r what results are wherever the object is there: by Tie,
// unless that says more, and by Needs.
func setTies(r *effect.Result, needs []effect.Tie) {
	if r.When == effect.Tied {
		needs = slices.DeleteFunc(needs, func(tie effect.Tie) bool { return tie.Result == r.Tie.Result })
	} else if len(needs) > 0 {
		r.Tie, needs = needs[0], needs[1:]
	}
	r.Needs = [effect.MaxNeeds]effect.Tie{}
	copy(r.Needs[:], needs)
}

// ties lists what r says results are wherever the object is there.
func ties(r effect.Result) []effect.Tie {
	return slices.DeleteFunc(append([]effect.Tie{r.Tie}, r.Needs[:]...), func(tie effect.Tie) bool { return tie.Is == effect.Unknown })
}

// fails returns one more than the index of the result that, unless it is nil, is
// the error of resetting the object, wherever has says that this is returned; zero
// for none.
func (f *follow) fails(outs []outcome, has func(outcome) bool) int {
	results := f.fn.Signature.Results()
	index := results.Len() - 1
	if !types.Identical(results.At(index).Type(), types.Universe.Lookup("error").Type()) {
		return 0
	}
	found := false
	for _, o := range outs {
		if v := o.ret.Results[index]; has(o) && f.eval(o.state, v).is != effect.Nil {
			if !f.isOwnError(o.state, v) {
				return 0
			}
			found = true
		}
	}
	if !found {
		return 0
	}
	return index + 1
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

func objectOf(fn *ssa.Function) *types.Func {
	obj, _ := fn.Object().(*types.Func)
	return obj
}
