package poolfacts

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/site"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// renewed reports whether e is about memory that the object leads to by a field
// which each Get of its pool gives other memory: nobody writes to what it led
// to before.
func (r *Result) renewed(e lifecycle.Event) bool {
	if e.Kind != lifecycle.Escape && e.Kind != lifecycle.UseAfter || !e.Part || e.Via == "" || inObject(e.Value) {
		return false
	}
	pool := e.Origin.Pool
	if call, ok := e.Other.(ssa.CallInstruction); ok && !pool.Known() {
		pool = lifecycle.PutTo(r, call)
	}
	if pool.Obj == (syncpool.Object{}) {
		return false
	}
	found := false
	for _, p := range r.pools {
		if p.Ref.Obj != pool.Obj {
			continue
		}
		if !p.Renews(r, e.Via) {
			return false
		}
		found = found || len(p.Of(site.Get)) > 0
	}
	return found && !slices.ContainsFunc(r.sites, func(s *site.Site) bool {
		return s.Op == site.Get && s.Callee == nil && s.Pool.Obj == syncpool.Object{} // of any pool
	})
}

// inObject reports whether v may be an address in an object, rather than memory
// that a field of it refers to.
func inObject(v ssa.Value) bool {
	if _, ok := v.Type().Underlying().(*types.Pointer); !ok {
		return false
	}
	for {
		switch w := v.(type) {
		case *ssa.FieldAddr:
			v = w.X
		case *ssa.IndexAddr:
			if _, slice := w.X.Type().Underlying().(*types.Slice); slice {
				return false
			}
			v = w.X
		default:
			return true
		}
	}
}
