package lifecycle

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// outcome is what became of the object at one exit.
type outcome struct {
	exit
	put, kept bool
	returned  []ref // the results by which the caller has the object; val is the result's value
	index     []int // of these results
	lost      bool  // nobody has it, unless a function kept it of which nothing is known
}

// summarize turns the outcomes into a part of the summary.
func (f *follow) summarize() {
	switch {
	case f.origin.Call != nil:
		outs := slices.DeleteFunc(slices.Clone(f.outs), outcome.isLostElder)
		f.addResults(outs)
		f.addLoans(outs)
	case f.origin.Item == nil:
		f.addParam(f.outs)
	}
}

// isLostElder reports whether the object was lost, after which the same call took
// another one: what is returned is told of that.
func (o outcome) isLostElder() bool {
	return o.elder && o.life == live && !o.kept && len(o.returned) == 0
}

// leave says what becomes of the object at an exit.
func (f *follow) leave(e exit) outcome {
	o := outcome{exit: e, put: e.life == put}
	if e.life == absent {
		return o
	}
	o.kept = e.life == gone || slices.ContainsFunc(e.escapes, func(e escape) bool {
		return !e.goroutine || e.sent || f.origin.Call == nil // it is not for a goroutine that borrows it to put it
	})
	if e.life == gone {
		return o // to someone else
	}
	leaves := f.pendingUse(e.state)
	held := slices.ContainsFunc(e.escapes, func(e escape) bool { return e.held && !e.part }) // what is returned is only lent
	for i, v := range e.ret.Results {
		if e.life == put && f.leftOver(e) {
			break
		}
		for _, r := range e.refsOf(f.canon(v)) {
			if r.isCopy() && (e.life == put || !isPointer(v.Type())) {
				if e.life == put && f.origin.Path == "" && f.copyIsShared(e.state, r, v) {
					f.report(Event{Kind: Escape, At: e.ret, Other: e.end, Value: v, Part: true, AtExit: e.atExit})
					break
				}
				continue
			}
			if r.moved {
				if r.path == "" && f.origin.Call != nil {
					o.returned, o.index = append(o.returned, r), append(o.index, i) // it is what the pool is for
				}
				leaves = true
				continue
			}
			if e.life == put {
				if !r.release && !r.stale && (!isCapture(r.path) || !f.closurePuts(e.state, v)) {
					f.report(Event{Kind: Escape, At: e.ret, Other: e.end, Value: v, Part: r.part, Via: r.via, AtExit: e.atExit})
				}
				break
			}
			leaves = true
			if !r.part && !r.release && !r.stale && !held {
				o.returned, o.index = append(o.returned, r), append(o.index, i)
			}
		}
	}
	if f.origin.Call != nil && e.life == live && !leaves && !e.dropped() {
		if o.lost = o.kept; !o.kept {
			f.report(Event{Kind: Leak, At: e.ret})
		}
	}
	if f.origin.Call != nil && e.life == live {
		f.parked(o)
	}
	return o
}

// leftOver reports whether the results at e are only what variables happen to hold:
// a return without operands, with an error that is not nil. Nobody looks at the
// others then.
func (f *follow) leftOver(e exit) bool {
	results := e.ret.Results
	if len(results) < 2 || !types.Identical(results[len(results)-1].Type(), types.Universe.Lookup("error").Type()) {
		return false
	}
	return f.eval(e.state, results[len(results)-1]).is == effect.NonNil && isBare(e.ret)
}

// isBare reports whether ret is a return statement without operands.
func isBare(ret *ssa.Return) bool {
	bare := false
	if syntax := ret.Parent().Syntax(); syntax != nil {
		ast.Inspect(syntax, func(n ast.Node) bool {
			stmt, ok := n.(*ast.ReturnStmt)
			bare = bare || ok && stmt.Return == ret.Pos() && len(stmt.Results) == 0
			return !bare
		})
	}
	return bare
}

// parked notes the fields in which the object is left at o.
func (f *follow) parked(o outcome) {
	if slices.ContainsFunc(o.refs, func(r ref) bool { return r.release }) {
		return // some function puts it
	}
	if slices.ContainsFunc(o.returned, hiddenBy) {
		return // a method of an interface may put it
	}
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

// hiddenBy reports whether r leads to the object through an interface that has a
// method which by its name may put what it holds.
func hiddenBy(r ref) bool {
	fields := fieldsAt(r.val.Type(), r.path)
	if len(fields) == strings.Count(string(r.path), ".") || len(fields) == 0 && strings.HasPrefix(string(r.path), ".") {
		return false
	}
	t := r.val.Type()
	if len(fields) > 0 {
		t = fields[len(fields)-1].Type()
	}
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for m := range iface.Methods() {
		if effect.EndsByName(m.Name()) {
			return true
		}
	}
	return false
}

// addParam adds what becomes of an object of the caller to the summary.
func (f *follow) addParam(outs []outcome) {
	sum := f.out.Summary
	p := effect.Param{Index: f.origin.Param, Path: f.origin.Path}
	isPut, isDropped := func(o outcome) bool { return o.put }, func(outcome) bool { return false }
	if slices.ContainsFunc(outs, isPut) {
		for i := range outs {
			outs[i].kept = outs[i].kept || outs[i].counted && !outs[i].put // by the other owners
		}
		// dropping it for what it is counts as putting it
		isDropped = func(o outcome) bool { return !o.put && o.dropped() && !o.kept && len(o.returned) == 0 }
		p.Put, p.PutTie = f.when(outs, func(o outcome) bool { return o.put || isDropped(o) })
		p.Drops = slices.ContainsFunc(outs, func(o outcome) bool { return isDropped(o) || o.put && o.drops })
		p.Returns = p.Put != effect.Always && !slices.ContainsFunc(outs, func(o outcome) bool { return !o.put && (o.kept || len(o.returned) == 0) })
		p.Unseen = p.Put == effect.Sometimes && !p.Returns && !slices.ContainsFunc(outs, func(o outcome) bool {
			return !o.put && (o.kept || len(o.returned) > 0 || !o.spared)
		})
		p.Marked = p.Put == effect.Sometimes && !slices.ContainsFunc(outs, func(o outcome) bool {
			return !o.put && !isDropped(o) && (!o.marked || o.kept || len(o.returned) > 0)
		})
		p.Pool = f.putPool(outs)
		p.Only = f.putTypes(outs)
		p.Clears = p.Path != "" && !slices.ContainsFunc(outs, func(o outcome) bool { return o.put && f.reaches(o, false) })
	}
	p.Keep, p.KeepTie = f.when(outs, func(o outcome) bool { return o.kept })
	p.Lost = p.Keep != effect.Never && !slices.ContainsFunc(outs, func(o outcome) bool {
		return o.kept && (o.life != live || slices.ContainsFunc(o.escapes, func(e escape) bool { return !e.loss.is }))
	})
	p.Stays = p.Keep == effect.Always && p.Put == effect.Never && !slices.ContainsFunc(outs, func(o outcome) bool {
		return !slices.ContainsFunc(o.escapes, f.stays)
	})
	if p.Path != "" {
		p.Move, p.MoveTie = f.when(outs, func(o outcome) bool {
			return o.life == live && !isDropped(o) && !(p.Marked && o.marked) && !f.reaches(o, true)
		})
	}
	p.Closes = slices.ContainsFunc(outs, func(o outcome) bool { return o.closed && o.life == live })
	ends := outs
	if p.Put == effect.Always { // where it is dropped, nobody else gets what it holds
		ends, _ = split(outs, isPut)
	}
	p.Cuts = shared(ends, func(o outcome) names { return o.cut })
	p.Lent = shared(ends, func(o outcome) names { return o.lent })
	if p.Closes || p.Put != effect.Never || p.Keep != effect.Never || p.Move != effect.Never || p.Cuts != "" {
		sum.Params = append(sum.Params, p)
	}
	f.addAliases(outs)
}

// reaches reports whether the path to the caller's object still leads to it, or
// may.
func (f *follow) reaches(o outcome, may bool) bool {
	in := f.input(f.origin.Param)
	return slices.ContainsFunc(o.refs, func(r ref) bool { return r.val == in && r.path == f.origin.Path && (may || !r.stale) })
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
				if r.release || r.moved || r.stale || strings.Contains(string(r.path), "$") {
					continue
				}
				a := effect.Alias{Result: i, ResultPath: r.path, Param: f.origin.Param, ParamPath: f.origin.Path, Part: r.part}
				if f.origin.Path == "" && r.part {
					a.Via = r.via
				}
				switch {
				case r.own != "":
					part = true
					parts = append(parts, f.sharedBy(r, a, v.Type())...)
				case r.part:
					part = true
					parts = append(parts, a)
				default:
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

// shared returns the names that of gives for each of outs.
func shared(outs []outcome, of func(outcome) names) names {
	var all names
	for i, o := range outs {
		if i == 0 {
			all = of(o)
		}
		eachName(all, func(name string) {
			if !hasName(of(o), name) {
				all = dropName(all, name)
			}
		})
	}
	return all
}

// putPool returns the pool of the Puts that end the object, if it is one.
func (f *follow) putPool(outs []outcome) syncpool.Ref {
	var pool syncpool.Ref
	for _, o := range outs {
		call, ok := o.end.(ssa.CallInstruction)
		if !o.put || !ok {
			continue
		}
		p := PutTo(f.prog, call)
		if p.Known() && pool.Known() && p != pool {
			return syncpool.Ref{}
		}
		if p.Known() {
			pool = p
		}
	}
	return pool
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

// necessary lists what other results than that of p always are where is holds,
// the last result first.
func (f *follow) necessary(outs []outcome, p place, is func(outcome) bool) []effect.Tie {
	yes, _ := split(outs, is)
	var list []effect.Tie
	for i := f.fn.Signature.Results().Len() - 1; i >= 0; i-- {
		if i == p.index {
			continue
		}
		val := f.common(yes, i)
		if val == effect.Unknown && !slices.ContainsFunc(yes, func(o outcome) bool { return !f.noError(o, i) }) {
			val = effect.Nil
		}
		if val != effect.Unknown {
			list = append(list, effect.Tie{Result: i, Is: val})
		}
	}
	return list
}

// noError reports whether result i at o, with which the object is returned, is an
// error that is nil: it is known to be, or it is passed on with the object from a
// function that is given that, and would return nothing else with an error.
func (f *follow) noError(o outcome, i int) bool {
	err := o.ret.Results[i]
	if f.eval(o.state, err).is == effect.Nil {
		return true
	}
	if !types.Identical(err.Type(), types.Universe.Lookup("error").Type()) || f.eval(o.state, err).is != effect.Unknown {
		return false
	}
	tm, _ := o.resolve(f.terms.of(err))
	e, ok := tm.v.(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := e.Tuple.(*ssa.Call)
	return ok && ssa.CallInstruction(call) != f.origin.Call && len(o.refsOf(call)) > 0
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
