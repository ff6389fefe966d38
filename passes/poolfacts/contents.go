package poolfacts

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/discipline"
	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/site"
)

// contents is the fact of a package that has pools: what those of its functions
// that give or take objects of a pool, or are methods of such objects, do to
// the contents of objects.
type contents struct{ Funcs []contentOf } // in the order of the names

// A contentOf is what one function does.
type contentOf struct {
	Name    string // see [types.Func.FullName]
	Content content.Summary
}

func (*contents) AFact()           {}
func (f *contents) String() string { return fmt.Sprintf("contents of %d functions", len(f.Funcs)) }

// owned is the fact of a pointer field that the New of a pool sets, in each object,
// to memory that it makes.
type owned struct{}

func (*owned) AFact()         {}
func (*owned) String() string { return "owned" }

// Owned implements [content.Program].
func (r *Result) Owned(field *types.Var) bool {
	return field.Pkg() != nil && r.pass.ImportObjectFact(field, new(owned))
}

// Source implements [content.Program].
func (r *Result) Source(fn *ssa.Function) *ssa.Function { return r.source(fn) }

// Content implements [content.Program].
func (r *Result) Content(fn *types.Func) *content.Summary {
	if fn.Pkg() == nil || fn.Pkg() == r.pkg.Pkg {
		return nil
	}
	byName, ok := r.contents[fn.Pkg()]
	if !ok {
		var c contents
		if r.pass.ImportPackageFact(fn.Pkg(), &c) {
			byName = make(map[string]*content.Summary)
			for i := range c.Funcs {
				byName[c.Funcs[i].Name] = &c.Funcs[i].Content
			}
		}
		r.contents[fn.Pkg()] = byName
	}
	return byName[fn.FullName()]
}

// Discipline returns how the users of each pool of the package reset and bound
// its objects.
func (r *Result) Discipline() *discipline.Package {
	if r.discipline == nil {
		elems := r.elems()
		uses := make(map[*ssa.Function]bool)
		for _, s := range r.sites {
			uses[s.Fn()] = true
		}
		busy := func(fn *ssa.Function) bool { return uses[fn] || selects(fn, elems) }
		r.discipline = discipline.New(r.pkg.Funcs, busy, r.content, r.isStatic)
	}
	return r.discipline
}

// news returns the functions that make objects for the pools.
func (r *Result) news() []*ssa.Function {
	var news []*ssa.Function
	for _, s := range r.sites {
		if fn, ok := s.Value.(*ssa.Function); ok && s.Op == site.SetNew {
			news = append(news, fn)
		}
	}
	return news
}

// elems returns the struct types of the package of which objects are pooled, or
// that hold pooled objects, and of the parts of these.
func (r *Result) elems() map[*types.TypeName]bool {
	elems := make(map[*types.TypeName]bool)
	var add func(t types.Type, depth int)
	add = func(t types.Type, depth int) {
		if ptr, ok := t.Underlying().(*types.Pointer); ok {
			t = ptr.Elem()
		}
		named, ok := types.Unalias(t).(*types.Named)
		if !ok || named.Obj().Pkg() != r.pkg.Pkg || elems[named.Origin().Obj()] || depth > 3 {
			return
		}
		str, ok := named.Underlying().(*types.Struct)
		if !ok {
			return
		}
		elems[named.Origin().Obj()] = true
		for field := range str.Fields() {
			if _, ptr := field.Type().Underlying().(*types.Pointer); !ptr || r.content.Owned(field) {
				add(field.Type(), depth+1)
			}
		}
	}
	for _, s := range r.sites {
		if s.Op == site.Put && s.Value != nil {
			add(underlying(s.Value).Type(), 0)
		}
		if v, ok := s.Instr.(ssa.Value); ok && s.Op == site.Get {
			add(content.TypeOf(v), 0)
		}
		if s.Op == site.Put {
			if addr := fieldLoad(s.Value); addr != nil {
				add(addr.X.Type(), 0)
			}
		}
	}
	for field := range r.pooled {
		if owner := r.owners[field]; owner != nil {
			add(owner, 0)
		}
	}
	return elems
}

// underlying returns the value that an interface was made of.
func underlying(v ssa.Value) ssa.Value {
	if made, ok := v.(*ssa.MakeInterface); ok {
		return made.X
	}
	return v
}

// fieldLoad returns the address of the field that v is loaded from, or nil.
func fieldLoad(v ssa.Value) *ssa.FieldAddr {
	if v == nil {
		return nil
	}
	if load, ok := underlying(v).(*ssa.UnOp); ok {
		addr, _ := load.X.(*ssa.FieldAddr)
		return addr
	}
	return nil
}

// selects reports whether fn selects a field of one of the types.
func selects(fn *ssa.Function, elems map[*types.TypeName]bool) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			addr, ok := instr.(*ssa.FieldAddr)
			if !ok {
				continue
			}
			ptr, ok := addr.X.Type().Underlying().(*types.Pointer)
			if !ok {
				continue
			}
			if named, ok := types.Unalias(ptr.Elem()).(*types.Named); ok && elems[named.Origin().Obj()] {
				return true
			}
		}
	}
	return false
}

// isStatic reports whether all calls of fn are calls of it by name in this
// package, or of a literal where it stands.
func (r *Result) isStatic(fn *ssa.Function) bool {
	if fn.Parent() != nil {
		return fn.Referrers() != nil && allCalls(fn)
	}
	obj, ok := fn.Object().(*types.Func)
	return ok && !ast.IsExported(obj.Name()) && r.called()[fn]
}

// called returns the functions of the package that are called by name in it.
func (r *Result) called() map[*ssa.Function]bool {
	if r.calledFuncs != nil {
		return r.calledFuncs
	}
	r.calledFuncs = make(map[*ssa.Function]bool)
	for _, fn := range r.pkg.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok {
					if callee, _ := r.Callee(call.Common()); callee != nil {
						if source := r.source(callee); source != nil {
							r.calledFuncs[source] = true
						}
					}
				}
			}
		}
	}
	return r.calledFuncs
}

// allCalls reports whether a literal is only called, now or deferred.
func allCalls(fn *ssa.Function) bool {
	uses := *fn.Referrers()
	return len(uses) > 0 && !slices.ContainsFunc(uses, func(use ssa.Instruction) bool {
		v, ok := use.(*ssa.MakeClosure)
		if !ok {
			call, ok := use.(ssa.CallInstruction)
			return !ok || call.Common().Value != ssa.Value(fn)
		}
		return slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool {
			call, ok := use.(ssa.CallInstruction)
			_, goes := use.(*ssa.Go)
			return !ok || goes || call.Common().Value != ssa.Value(v)
		})
	})
}

// exportContents exports what other packages can use of the contents.
func (r *Result) exportContents() {
	if effect.IsStd(r.pkg.Pkg.Path()) {
		return // no package of it hands out objects
	}
	elems := r.elems()
	r.exportOwned(elems)
	var list []contentOf
	for _, fn := range r.pkg.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || obj.Pkg() != r.pkg.Pkg || !obj.Exported() {
			continue
		}
		if !r.Brief(fn).Pooled() && !methodOf(obj, elems) {
			continue
		}
		if sum := r.content.Func(fn).Summary; !sum.Empty() {
			list = append(list, contentOf{obj.FullName(), *sum})
		}
	}
	if len(list) > 0 {
		slices.SortFunc(list, func(a, b contentOf) int { return strings.Compare(a.Name, b.Name) })
		r.pass.ExportPackageFact(&contents{list})
	}
}

// exportOwned exports which of the pointers in objects lead to parts of these.
func (r *Result) exportOwned(elems map[*types.TypeName]bool) {
	for name := range elems {
		str, ok := name.Type().Underlying().(*types.Struct)
		if !ok || !name.Exported() {
			continue
		}
		for field := range str.Fields() {
			if field.Exported() && r.content.Owned(field) {
				r.pass.ExportObjectFact(field, new(owned))
			}
		}
	}
}

// methodOf reports whether fn is a method of one of the types.
func methodOf(fn *types.Func, elems map[*types.TypeName]bool) bool {
	recv := fn.Signature().Recv()
	if recv == nil {
		return false
	}
	t := recv.Type()
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && elems[named.Origin().Obj()]
}
