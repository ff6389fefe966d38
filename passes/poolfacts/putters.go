package poolfacts

import (
	"go/ast"
	"go/types"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/site"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// Returnable reports whether the package has a way to put an object that it
// takes: always for one of a pool of its own, and for one that another package
// hands out if that package exports a function or a method that puts to the
// same pool, or hands out a function with the object.
func (r *Result) Returnable(o lifecycle.Origin) bool {
	callee, _ := r.Callee(o.Call.Common())
	if callee == nil || o.Release != "" {
		return true
	}
	obj, ok := callee.Object().(*types.Func)
	if !ok || obj.Pkg() == nil || obj.Pkg() == r.pkg.Pkg || syncpool.OpOf(obj) != syncpool.None {
		return true
	}
	if returnable, ok := r.returnable[o.Pool.Obj]; ok {
		return returnable
	}
	returnable := false
	scope := obj.Pkg().Scope()
	for _, name := range scope.Names() {
		if !ast.IsExported(name) {
			continue
		}
		switch member := scope.Lookup(name).(type) {
		case *types.Func:
			returnable = returnable || r.putsTo(member, o.Pool)
		case *types.TypeName:
			if named, ok := types.Unalias(member.Type()).(*types.Named); ok {
				for method := range named.Methods() {
					returnable = returnable || method.Exported() && r.putsTo(method, o.Pool)
				}
			}
		}
	}
	r.returnable[o.Pool.Obj] = returnable
	return returnable
}

// findReturnable asks ahead of the checks what only the pass can answer.
func (r *Result) findReturnable() {
	for _, e := range r.Events(lifecycle.Leak) {
		r.Returnable(e.Origin)
	}
}

// putsTo reports whether a function of another package puts to pool.
func (r *Result) putsTo(fn *types.Func, pool syncpool.Ref) bool {
	sum := r.imported(fn.Origin())
	if sum == nil {
		return false
	}
	for _, p := range sum.Params {
		if p.Put != effect.Never && (p.Pool.Obj == pool.Obj || !p.Pool.Known()) {
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
	var list []*site.Pool
	for _, p := range r.pools {
		if !put[p.Ref.Obj] && len(p.Of(site.Get)) > 0 {
			list = append(list, p)
		}
	}
	return list
}
