package poolfacts

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/directive"
	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// A Contradiction is a directive that the body of its function belies.
type Contradiction struct {
	Fn *types.Func
	directive.Declaration
	Body string // what the body does, as the rest of a sentence
}

// Contradictions returns the directives that the bodies of their functions
// belie, in the order of the functions.
func (r *Result) Contradictions() []Contradiction { return r.contradictions }

// declared returns what the directives of a function or an interface method of
// this package say; nil if it has none.
func (r *Result) declared(fn *types.Func) *effect.Summary {
	list := r.directives.Declared(fn)
	if len(list) == 0 {
		return nil
	}
	sum := &effect.Summary{Borrows: true}
	for _, d := range list {
		declare(sum, fn, d)
	}
	return sum
}

// declare adds to sum what d says of fn.
func declare(sum *effect.Summary, fn *types.Func, d directive.Declaration) {
	switch d.Verb {
	case directive.Get:
		sum.Results = append(sum.Results, declaredResult(fn, d.Index))
	case directive.Put:
		p := param(sum, d.Index)
		p.Put, p.Keep, p.KeepTie = effect.Always, effect.Never, effect.Tie{}
	case directive.Keep:
		p := param(sum, d.Index)
		p.Keep, p.KeepTie = effect.Always, effect.Tie{}
	}
	sum.Sort()
}

// param returns the part of sum about the object that parameter i is, which it
// adds if there is none.
func param(sum *effect.Summary, i int) *effect.Param {
	for k := range sum.Params {
		if p := &sum.Params[k]; p.Index == i && p.Path == "" {
			return p
		}
	}
	sum.Params = append(sum.Params, effect.Param{Index: i})
	return &sum.Params[len(sum.Params)-1]
}

// declaredResult returns what it means that fn gets its result i from a pool:
// there is no object where the last result is an error or false, and a result
// that is a function without parameters and results puts the object.
func declaredResult(fn *types.Func, i int) effect.Result {
	name := fn.Name()
	if recv := fn.Signature().Recv(); recv != nil {
		t := types.Unalias(recv.Type())
		if ptr, ok := t.(*types.Pointer); ok {
			t = types.Unalias(ptr.Elem())
		}
		if named, ok := t.(*types.Named); ok {
			name = named.Obj().Name() + "." + name
		}
	}
	pool := syncpool.Ref{Obj: syncpool.Object{Name: name + "()"}} // which pool it is stays unknown
	if fn.Pkg() != nil {
		pool.Obj.Pkg = fn.Pkg().Path()
	}
	res := effect.Result{Index: i, Pool: pool, When: effect.Always}
	results := fn.Signature().Results()
	last := results.Len() - 1
	switch t := results.At(last).Type(); {
	case directive.IsError(t):
		res.When, res.Tie = effect.Tied, effect.Tie{Result: last, Is: effect.Nil}
	case directive.IsBool(t):
		res.When, res.Tie = effect.Tied, effect.Tie{Result: last, Is: effect.True}
	}
	for k := range results.Len() {
		if k != i && directive.IsRelease(results.At(k).Type()) {
			res.Release, res.Once = effect.Tuple(k), true
		}
	}
	return res
}

// hasDirectives reports whether something is declared of fn.
func (r *Result) hasDirectives(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	return ok && len(r.directives.Declared(obj)) > 0
}

// declaredPut reports whether fn is declared to put an object.
func (r *Result) declaredPut(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	return ok && puts(r.declared(obj))
}

// amend adds to what the body of fn does what its directives say where the body
// leaves that open. Where it does not, the body wins.
func (r *Result) amend(fn *ssa.Function, f *lifecycle.Func) {
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return
	}
	for _, d := range r.directives.Declared(obj) {
		if body := belies(fn, f, d); body != "" {
			r.contradict(Contradiction{obj, d, body})
		} else if !agrees(f.Summary, d) {
			declare(f.Summary, obj, d)
		}
	}
}

// contradict notes c once: functions that call each other are analysed again.
func (r *Result) contradict(c Contradiction) {
	for _, old := range r.contradictions {
		if old.Pos == c.Pos {
			return
		}
	}
	r.contradictions = append(r.contradictions, c)
}

// agrees reports whether sum says what d does, or more.
func agrees(sum *effect.Summary, d directive.Declaration) bool {
	if d.Verb == directive.Get {
		for _, res := range sum.Results {
			if res.Index == d.Index {
				return true
			}
		}
		return false
	}
	p, _ := sum.Param(d.Index, "")
	return d.Verb == directive.Put && p.Put != effect.Never || d.Verb == directive.Keep && p.Keep != effect.Never
}

// belies returns what the body of fn does where that contradicts d, and ""
// where it agrees, or cannot be seen well enough.
func belies(fn *ssa.Function, f *lifecycle.Func, d directive.Declaration) string {
	if f.Skipped || f.Summary.NoReturn {
		return ""
	}
	p, _ := f.Summary.Param(d.Index, "")
	switch {
	case d.Verb == directive.Get:
		if !agrees(f.Summary, d) && makesResult(fn, d.Index) {
			return "makes a new object each time"
		}
	case !f.Summary.Borrows || holdsParam(f.Summary, d.Index): // what it holds may be the object
	case d.Verb == directive.Put && p.Put == effect.Sometimes:
		return "puts it on some paths only"
	case d.Verb == directive.Keep && p.Put != effect.Never:
		return "puts it"
	case p.Put == effect.Never && p.Keep == effect.Never && !copies(fn, d.Index) && !usesUnsafe(fn):
		return "only borrows it"
	}
	return ""
}

// holdsParam reports whether sum tells of an object that parameter i holds.
func holdsParam(sum *effect.Summary, i int) bool {
	for _, p := range sum.Params {
		if p.Index == i && p.Path != "" && (p.Put != effect.Never || p.Keep != effect.Never) {
			return true
		}
	}
	for _, a := range sum.Aliases {
		if a.Param == i {
			return true
		}
	}
	return false
}

// copies reports whether parameter i of fn is a copy of what the caller has.
func copies(fn *ssa.Function, i int) bool {
	switch fn.Params[i].Type().Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Interface:
		return false
	}
	return true
}

// usesUnsafe reports whether fn converts a pointer to or from unsafe.Pointer,
// and so may hide where an object goes.
func usesUnsafe(fn *ssa.Function) bool {
	isUnsafe := func(v ssa.Value) bool { return types.Identical(v.Type().Underlying(), types.Typ[types.UnsafePointer]) }
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if conv, ok := instr.(*ssa.Convert); ok && (isUnsafe(conv) || isUnsafe(conv.X)) {
				return true
			}
		}
	}
	return false
}

// makesResult reports whether each return of fn returns as result i memory that
// fn has just made, or nil, and some return the former.
func makesResult(fn *ssa.Function, i int) bool {
	made := false
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		v := ret.Results[i]
		for {
			if boxed, ok := v.(*ssa.MakeInterface); ok {
				v = boxed.X
			} else if slice, ok := v.(*ssa.Slice); ok {
				v = slice.X
			} else {
				break
			}
		}
		switch v := v.(type) {
		case *ssa.Alloc:
			made = made || v.Heap
			if !v.Heap {
				return false
			}
		case *ssa.MakeSlice, *ssa.MakeMap, *ssa.MakeChan:
			made = true
		case *ssa.Const:
			if !v.IsNil() {
				return false
			}
		default:
			return false
		}
	}
	return made
}

// exportDeclared exports what is declared of interface methods and of functions
// without a body.
func (r *Result) exportDeclared() {
	for _, fn := range r.directives.Funcs() {
		if !fn.Exported() || r.hasBody(fn) {
			continue
		}
		if sum := r.declared(fn); sum.Pooled() {
			r.pass.ExportObjectFact(fn, &pooled{Summary: *sum})
		} else {
			r.pass.ExportObjectFact(fn, &effects{*sum})
		}
	}
}

func (r *Result) hasBody(fn *types.Func) bool {
	source := r.pkg.Prog.FuncValue(fn)
	return source != nil && r.funcs[source] != nil
}

// stdMethod returns what is known of an interface method of the standard
// library, which has no directives.
func stdMethod(fn *types.Func) *effect.Summary {
	if fn.Pkg() == nil || fn.Pkg().Path() != "net/http/httputil" || fn.Signature().Recv() == nil {
		return nil
	}
	named, ok := types.Unalias(fn.Signature().Recv().Type()).(*types.Named)
	if !ok || named.Obj().Name() != "BufferPool" {
		return nil
	}
	sum := &effect.Summary{Borrows: true}
	switch fn.Name() {
	case "Get":
		declare(sum, fn, directive.Declaration{Verb: directive.Get})
	case "Put":
		declare(sum, fn, directive.Declaration{Verb: directive.Put, Index: 1})
	default:
		return nil
	}
	return sum
}
