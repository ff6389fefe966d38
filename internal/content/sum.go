package content

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// noteSums notes the fields that functions add amounts to and do nothing else with
// that depends on the old value: what a use has read, written or seen so far. A number
// that is also taken from is a level, one that a constant is added to a sequence or an
// epoch, one that a function which adds to it sets anew is a batch; they may be meant to
// survive.
func (a *Analysis) noteSums(all []*ssa.Function) {
	others := map[*types.Var]bool{}
	for _, fn := range all {
		adds, sets := map[*types.Var]bool{}, map[*types.Var]bool{}
		for store, addr := range syncpool.FieldStores(fn) {
			switch field := FieldOf(addr.X.Type(), addr.Field); {
			case IsSum(store):
				adds[field] = true
			case dependsOn(store.Val, field, 0):
				others[field] = true
			default:
				sets[field] = true
			}
		}
		for field := range adds {
			a.sums[field] = true
			if sets[field] {
				others[field] = true
			}
		}
	}
	for field := range others {
		delete(a.sums, field)
	}
}

// IsSum reports whether store adds to a field an amount that is neither a constant
// nor comes from the object itself, as the step of a generator does.
func IsSum(store *ssa.Store) bool {
	sum, ok := store.Val.(*ssa.BinOp)
	addr, isField := store.Addr.(*ssa.FieldAddr)
	if !ok || !isField || sum.Op != token.ADD || isText(sum.Type()) {
		return false
	}
	for _, pair := range [][2]ssa.Value{{sum.X, sum.Y}, {sum.Y, sum.X}} {
		load, ok := pair[0].(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			continue
		}
		from, ok := load.X.(*ssa.FieldAddr)
		if ok && from.X == addr.X && from.Field == addr.Field {
			return isMeasure(pair[1], addr.X, 0)
		}
	}
	return false
}

// isMeasure reports whether v is a number that comes from elsewhere than the object.
func isMeasure(v, object ssa.Value, depth int) bool {
	const maxDepth = 6
	if depth > maxDepth {
		return false
	}
	switch v := v.(type) {
	case *ssa.Parameter, *ssa.Call, *ssa.Extract:
		return true
	case *ssa.Convert:
		return isMeasure(v.X, object, depth+1)
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return false
		}
		addr, ok := v.X.(*ssa.FieldAddr)
		return !ok || addr.X != object
	}
	return false
}

// dependsOn reports whether v is computed from what field holds.
func dependsOn(v ssa.Value, field *types.Var, depth int) bool {
	const maxDepth = 6
	if depth > maxDepth {
		return true
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		return v.Op == token.MUL && fieldAt(v.X) == field || v.Op != token.MUL && dependsOn(v.X, field, depth+1)
	case *ssa.BinOp:
		return dependsOn(v.X, field, depth+1) || dependsOn(v.Y, field, depth+1)
	case *ssa.Convert:
		return dependsOn(v.X, field, depth+1)
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if dependsOn(edge, field, depth+1) {
				return true
			}
		}
	}
	return false
}

// onlyCounts reports whether sum, which adds to what is in c, is only stored there
// again: nothing but the next sum depends on it.
func (f *flow) onlyCounts(sum *ssa.BinOp, c cell) bool {
	for _, use := range *sum.Referrers() {
		store, ok := use.(*ssa.Store)
		if !ok || f.place(store.Addr).pointee() != c || !IsSum(store) {
			return false
		}
	}
	return c.root != nil
}
