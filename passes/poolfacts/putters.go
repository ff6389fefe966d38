package poolfacts

import (
	"go/ast"
	"go/types"
	"slices"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/site"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// Returnable reports whether the package has a way to put an object that it
// takes: always for one of a pool of its own, unless it is in a field from which
// nothing puts it, or that comes with a function
// which puts it, and for one of another package's pool if a call in the package
// puts to that pool, or an imported package exports a function or a method that
// does. What puts only sometimes, with no result that tells when, is none, and
// nor is a function of another package that by its name is for something else:
// who does not call it did not want that, and owes nothing.
func (r *Result) Returnable(o lifecycle.Origin) bool {
	callee, _ := r.Callee(o.Call.Common())
	if callee == nil || o.Release != "" {
		return true
	}
	obj, ok := callee.Object().(*types.Func)
	if !ok || obj.Pkg() == nil || syncpool.OpOf(obj) != syncpool.None {
		return true
	}
	if field := o.Field(); field != nil && !r.Released(field) {
		return false // that is said of who leaves it there
	}
	if pool := o.Pool.Obj; pool.Pkg == r.pkg.Pkg.Path() || pool.Pkg == "" && obj.Pkg() == r.pkg.Pkg {
		return true
	}
	returnable, ok := r.returnable[o.Pool.Obj]
	if !ok {
		returnable = r.exportsPut(obj.Pkg(), o.Pool) ||
			slices.ContainsFunc(r.pkg.Pkg.Imports(), func(pkg *types.Package) bool { return r.exportsPut(pkg, o.Pool) }) ||
			slices.ContainsFunc(r.sites, func(s *site.Site) bool {
				return s.Op == site.Put && s.Pool.Obj == o.Pool.Obj && s.When != effect.Sometimes && r.givesBack(s)
			})
		r.returnable[o.Pool.Obj] = returnable
	}
	return returnable
}

// givesBack reports whether the Put s is there to put, as far as the package
// can tell.
func (r *Result) givesBack(s *site.Site) bool {
	if s.Callee == nil || r.source(s.Callee) != nil {
		return true
	}
	return effect.GivesBackByName(s.Callee.Name())
}

// exportsPut reports whether pkg, another package, exports a function or a
// method that puts to pool.
func (r *Result) exportsPut(pkg *types.Package, pool syncpool.Ref) bool {
	if pkg == r.pkg.Pkg || effect.IsStd(pkg.Path()) {
		return false
	}
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		if !ast.IsExported(name) {
			continue
		}
		switch member := scope.Lookup(name).(type) {
		case *types.Func:
			if r.putsTo(member, pool) {
				return true
			}
		case *types.TypeName:
			if named, ok := types.Unalias(member.Type()).(*types.Named); ok {
				for method := range named.Methods() {
					if method.Exported() && r.putsTo(method, pool) {
						return true
					}
				}
			}
		}
	}
	return false
}

// findReturnable asks ahead of the checks what only the pass can answer.
func (r *Result) findReturnable() {
	for _, e := range r.Events(lifecycle.Leak) {
		r.Returnable(e.Origin)
	}
}

// putsTo reports whether a function of another package is there to put to pool.
func (r *Result) putsTo(fn *types.Func, pool syncpool.Ref) bool {
	if !effect.GivesBackByName(fn.Name()) {
		return false
	}
	sum := r.imported(fn.Origin())
	if sum == nil {
		return false
	}
	for _, p := range sum.Params {
		if (p.Put == effect.Always || p.Put == effect.Tied || p.Marked) && (p.Pool.Obj == pool.Obj || !p.Pool.Known()) {
			return true
		}
	}
	return false
}

// NeverPut returns the pools of the package from which objects are taken, but
// to which no code can put any.
func (r *Result) NeverPut() []*site.Pool {
	put := make(map[syncpool.Object]bool) // by someone, whoever holds it
	for _, p := range r.pools {
		local := p.Ref.Obj.Pkg == r.pkg.Pkg.Path() && !p.Ref.Obj.Local() && !p.Ref.Obj.Returned() && !ast.IsExported(p.Ref.Obj.Last())
		if !local || p.Open || len(p.Of(site.Put)) > 0 {
			put[p.Ref.Obj] = true
		}
	}
	for _, s := range r.sites {
		if s.Op != site.Put || s.On == nil || s.Pool.Obj != (syncpool.Object{}) {
			continue
		}
		refs, all := syncpool.Choices(s.On)
		if !all {
			return nil // it may be any
		}
		for _, ref := range refs {
			put[ref.Obj] = true
		}
	}
	var list []*site.Pool
	for _, p := range r.pools {
		if !put[p.Ref.Obj] && len(p.Of(site.Get)) > 0 {
			list = append(list, p)
		}
	}
	return list
}
