package poolfacts

import (
	"go/types"
	"iter"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/callgraph"
	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/directive"
	"github.com/poolvet/poolvet/internal/discipline"
	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/site"
	"github.com/poolvet/poolvet/internal/ssaload"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// A Result holds what is known about the pools that a package uses.
type Result struct {
	mu    sync.Mutex
	later *analysis.Pass // of an analysis that is put off, see [Result.Lock]
	pass  *analysis.Pass // of the one that was made

	pkg         *ssaload.Package
	callees     *callgraph.Resolver
	funcs       map[*ssa.Function]*lifecycle.Func
	imports     map[*types.Func]*effect.Summary // nil for a function without a fact
	asIs        map[*types.Func][]int           // of the imported ones
	sites       []*site.Site
	pools       []*site.Pool
	puts        map[*ssa.Function]bool    // functions that may put an object of their callers
	released    *releaseTracer            // made on first use
	returnable  map[syncpool.Object]bool  // by pool of another package
	pooled      map[*types.Var]bool       // fields that are set to objects of a pool
	reused      map[*types.Var]bool       // fields whose memory is used anew, see [Result.Reused]; nil until asked for
	assigned    map[*types.Var]bool       // fields that change, see [Result.Fixed]; nil until asked for
	zeroed      map[*types.Var]bool       // fields of structs that are made zero as a whole
	initialized map[*types.Var]bool       // fields that are set where their struct is made
	marks       map[*types.Var]*markings  // see [Result.Marks]
	owners      map[*types.Var]types.Type // the structs that those fields are in
	stores      map[*ssa.Function][]lifecycle.Stored

	contents    map[*types.Package]map[string]*content.Summary // by package and name; nil for a package without a fact
	content     *content.Analysis
	discipline  *discipline.Package    // nil until asked for
	calledFuncs map[*ssa.Function]bool // see [Result.called]

	directives     *directive.Set
	contradictions []Contradiction
	skipped        bool // the package defeated the analysis
}

// Lock gives the caller r to itself, until Unlock: much is found out when it is
// asked for, and all of it where no other package needs the facts of this one.
// It must be called before the methods that follow.
func (r *Result) Lock() {
	r.mu.Lock()
	if r.later != nil {
		r.load(r.later)
	}
}

// Unlock ends what Lock started.
func (r *Result) Unlock() { r.mu.Unlock() }

// Empty reports whether the package uses no pool at all.
func (r *Result) Empty() bool { return r.pkg == nil }

// Skipped reports whether the package defeated the analysis, so that nothing is
// claimed of it.
func (r *Result) Skipped() bool { return r.skipped }

// Sites returns the places of the package that use a pool, in source order.
func (r *Result) Sites() []*site.Site { return r.sites }

// Pools returns the pools that the package uses, each with its sites in the
// package, in the order of the first of these.
func (r *Result) Pools() []*site.Pool { return r.pools }

// PoolOf returns the pool of s, nil if s does not tell which one that is.
func (r *Result) PoolOf(s *site.Site) *site.Pool {
	for _, p := range r.pools {
		if slices.Contains(p.Sites, s) {
			return p
		}
	}
	return nil
}

// Funcs returns the functions and literals of the package in source order.
func (r *Result) Funcs() []*ssa.Function {
	if r.pkg == nil {
		return nil
	}
	return r.pkg.Funcs
}

// Func returns what became of the objects of a function of the package.
func (r *Result) Func(fn *ssa.Function) *lifecycle.Func { return r.funcs[fn] }

// Events yields the defects of a kind, of those at one place the first, with the function that each is in, in
// source order of the functions.
func (r *Result) Events(kind lifecycle.Kind) iter.Seq2[*ssa.Function, lifecycle.Event] {
	return func(yield func(*ssa.Function, lifecycle.Event) bool) {
		seen := make(map[ssa.Instruction]bool)
		for _, fn := range r.Funcs() {
			for _, e := range r.funcs[fn].Events {
				if r.followedAround(fn, e.Origin) || r.ruledOut(fn, e) {
					continue
				}
				if e.Kind != kind || kind != lifecycle.Leak && kind != lifecycle.Parked && seen[e.At] {
					continue // of a literal, already seen in the function around it
				}
				if r.renewed(e) {
					continue
				}
				seen[e.At] = true
				if !yield(fn, e) {
					return
				}
			}
		}
	}
}

// followedAround reports whether the object of o, which the literal fn takes, is
// followed in the function around it, which knows more.
func (r *Result) followedAround(fn *ssa.Function, o lifecycle.Origin) bool {
	outer := r.funcs[fn.Parent()]
	return outer != nil && !outer.Skipped && o.Call != nil &&
		slices.ContainsFunc(outer.Origins, func(p lifecycle.Origin) bool { return p.Call == o.Call })
}

// ruledOut reports whether e, of the literal fn, cannot be, as a function around fn
// shows.
func (r *Result) ruledOut(fn *ssa.Function, e lifecycle.Event) bool {
	for outer := fn.Parent(); outer != nil; outer = outer.Parent() {
		if f := r.funcs[outer]; f != nil && f.RulesOut(fn, e) {
			return true
		}
	}
	return false
}

func newResult(directives *directive.Set) *Result {
	return &Result{
		directives: directives,
		funcs:      map[*ssa.Function]*lifecycle.Func{},
		imports:    map[*types.Func]*effect.Summary{},
		asIs:       map[*types.Func][]int{},
		pooled:     map[*types.Var]bool{},
		owners:     map[*types.Var]types.Type{},
		contents:   map[*types.Package]map[string]*content.Summary{},
		stores:     map[*ssa.Function][]lifecycle.Stored{},
		puts:       map[*ssa.Function]bool{},
		returnable: map[syncpool.Object]bool{},
	}
}

// Callee implements [lifecycle.Program].
func (r *Result) Callee(call *ssa.CallCommon) (*ssa.Function, []ssa.Value) {
	return r.callees.Callee(call)
}

// Candidates implements [lifecycle.Program].
func (r *Result) Candidates(call *ssa.CallCommon) []*ssa.Function {
	return r.callees.Candidates(call)
}

// Summary implements [lifecycle.Program]: what fn, a function of this package
// or of another, does to pooled memory; nil if nothing is known of it.
func (r *Result) Summary(fn *ssa.Function) *effect.Summary {
	if source := r.source(fn); source != nil {
		f := r.funcs[source]
		if f == nil {
			return r.Brief(fn)
		}
		if err := protect(f.Complete); err != nil {
			r.funcs[source] = lifecycle.Skip()
		}
		return r.funcs[source].Summary
	}
	return r.Brief(fn)
}

// Brief implements [lifecycle.Program].
func (r *Result) Brief(fn *ssa.Function) *effect.Summary {
	if source := r.source(fn); source != nil {
		if f := r.funcs[source]; f != nil {
			return f.Summary
		}
		if obj, ok := source.Object().(*types.Func); ok && len(source.Blocks) == 0 {
			return r.declared(obj)
		}
		return nil
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		return r.imported(obj.Origin())
	}
	return nil
}

// Method implements [lifecycle.Program].
func (r *Result) Method(fn *types.Func) *effect.Summary {
	fn = fn.Origin()
	if fn.Pkg() == r.pkg.Pkg {
		return r.declared(fn)
	}
	if sum := stdMethod(fn); sum != nil || fn.Pkg() == nil {
		return sum
	}
	return r.imported(fn)
}

// PutsAsIs implements [site.Program].
func (r *Result) PutsAsIs(fn *ssa.Function, param int) bool {
	if source := r.source(fn); source != nil {
		return site.PutsAsIs(r, source, param)
	}
	obj, ok := fn.Object().(*types.Func)
	return ok && r.imported(obj.Origin()) != nil && slices.Contains(r.asIs[obj.Origin()], param)
}

// Concrete implements [lifecycle.Program].
func (r *Result) Concrete(t types.Type, pkg *types.Package, name string) *effect.Summary {
	obj, index, _ := types.LookupFieldOrMethod(t, true, pkg, name)
	fn, ok := obj.(*types.Func)
	if !ok || len(index) > 1 {
		return nil // promoted: its receiver is another value
	}
	if fn.Pkg() == r.pkg.Pkg {
		if source := r.pkg.Prog.FuncValue(fn.Origin()); source != nil {
			return r.Summary(source)
		}
		return nil
	}
	if sum := r.imported(fn.Origin()); sum != nil {
		return sum
	}
	sum, _ := effect.Std(fn)
	return sum
}

// Pooled implements [lifecycle.Program].
func (r *Result) Pooled(field *types.Var) bool { return r.pooled[field] }

// source returns the function of this package whose body fn runs, if it is
// one: for an instance of a generic function the function, for a method value
// the method.
func (r *Result) source(fn *ssa.Function) *ssa.Function {
	if origin := fn.Origin(); origin != nil {
		fn = origin
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		if fn.Package() == r.pkg.Package && len(fn.Blocks) > 0 {
			return fn // a literal
		}
		return nil
	}
	if obj.Pkg() != r.pkg.Pkg {
		return nil
	}
	return r.pkg.Prog.FuncValue(obj.Origin())
}

// imported returns the fact of a function of another package.
func (r *Result) imported(fn *types.Func) *effect.Summary {
	if sum, ok := r.imports[fn]; ok || fn.Pkg() == r.pkg.Pkg {
		return sum
	}
	var sum *effect.Summary
	var p pooled
	var e effects
	if r.pass.ImportObjectFact(fn, &p) {
		sum = &p.Summary
		r.asIs[fn] = p.AsIs
	} else if r.pass.ImportObjectFact(fn, &e) {
		sum = &e.Summary
	}
	r.imports[fn] = sum
	return sum
}

// analyze follows the objects of every function, callees before callers.
func (r *Result) analyze() {
	for _, component := range callgraph.Components(r.pkg.Funcs, r.callees, r.source) {
		r.notePuts(component)
		for _, fn := range component.Funcs {
			r.notePooledFields(fn)
		}
		r.analyzeComponent(component)
	}
	r.sites, r.pools = site.Collect(r, r.pkg.Funcs)
	r.findReturnable()
}

// notePuts notes the functions of component if one of them may put an object:
// with a Put, or by calling a function that does. What these do to the objects
// of their callers is found out at once; what others do, when a caller has an
// object to lose.
func (r *Result) notePuts(component callgraph.Component) {
	puts := slices.ContainsFunc(component.Funcs, func(fn *ssa.Function) bool {
		return slices.ContainsFunc(fn.AnonFuncs, func(lit *ssa.Function) bool { return r.puts[lit] }) || r.callsPut(fn) || r.declaredPut(fn)
	})
	for _, fn := range component.Funcs {
		r.puts[fn] = puts
	}
}

// callsPut reports whether fn itself calls Put or a function that may put.
func (r *Result) callsPut(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if call.Common().IsInvoke() {
				if puts(r.Method(call.Common().Method)) {
					return true
				}
				continue
			}
			callee, args := r.Callee(call.Common())
			if callee == nil {
				continue
			}
			if op, _, _ := syncpool.OpOfFunc(callee, args); op == syncpool.Put {
				return true
			}
			if puts(r.Brief(callee)) {
				return true
			}
		}
	}
	return false
}

// puts reports whether sum says that an object is put.
func puts(sum *effect.Summary) bool {
	return sum != nil && slices.ContainsFunc(sum.Params, func(p effect.Param) bool { return p.Put != effect.Never })
}

// maxRounds bounds the rounds in which mutually recursive functions are
// analysed. If their summaries have not settled by then nothing is claimed of
// them.
const maxRounds = 6

// analyzeComponent analyses functions that call each other, until what is said
// of them no longer changes.
func (r *Result) analyzeComponent(component callgraph.Component) {
	if component.Recursive {
		for _, fn := range component.Funcs {
			r.funcs[fn] = &lifecycle.Func{Summary: &effect.Summary{Borrows: true, NoReturn: true}} // the least that can be said
		}
	}
	for round := range maxRounds {
		changed := false
		for _, fn := range component.Funcs {
			var f *lifecycle.Func
			err := protect(func() {
				f = lifecycle.Analyze(r, fn)
				if r.puts[fn] || component.Recursive || r.hasDirectives(fn) {
					f.Complete()
				}
				r.amend(fn, f)
			})
			if err != nil {
				f = lifecycle.Skip()
			}
			if old := r.funcs[fn]; old == nil || !old.Summary.Equal(f.Summary) {
				changed = true
			}
			r.funcs[fn] = f
		}
		if !component.Recursive || !changed {
			return
		}
		if round == maxRounds-1 {
			for _, fn := range component.Funcs {
				r.funcs[fn] = lifecycle.Skip()
			}
		}
	}
}

// exportFacts exports what other packages can use of the summaries.
func (r *Result) exportFacts() {
	std := effect.IsStd(r.pkg.Pkg.Path())
	for _, fn := range r.pkg.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || obj.Pkg() != r.pkg.Pkg || !obj.Exported() {
			continue
		}
		sum := r.Brief(fn)
		if !std {
			sum = r.Summary(fn)
		}
		switch {
		case sum.Pooled():
			r.pass.ExportObjectFact(obj, &pooled{*sum, r.putAsIs(fn, sum)})
		case std:
			// effect.Std says what it does
		case !sum.Empty() || sum.Borrows && lendable(obj):
			r.pass.ExportObjectFact(obj, &effects{*sum})
		}
	}
}

// putAsIs lists the parameters that fn puts as they are given.
func (r *Result) putAsIs(fn *ssa.Function, sum *effect.Summary) []int {
	var list []int
	for _, p := range sum.Params {
		if p.Put != effect.Never && p.Path == "" && r.PutsAsIs(fn, p.Index) {
			list = append(list, p.Index)
		}
	}
	return list
}

// lendable reports whether fn has a parameter that can be pooled memory.
func lendable(fn *types.Func) bool {
	params := slices.Collect(fn.Signature().Params().Variables())
	if recv := fn.Signature().Recv(); recv != nil {
		params = append(params, recv)
	}
	for _, v := range params {
		switch v.Type().Underlying().(type) {
		case *types.Pointer, *types.Slice, *types.Map, *types.Interface:
			return true
		}
	}
	return false
}
