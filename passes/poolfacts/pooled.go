package poolfacts

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// notePooledFields notes the fields to which fn assigns what a Get or a getter
// returns: the pointers in them lead to memory that their struct owns, and
// gives back.
func (r *Result) notePooledFields(fn *ssa.Function) {
	for store, addr := range syncpool.FieldStores(fn) {
		if types.Identical(addr.X.Type(), store.Val.Type()) {
			continue // the next of a list: it is another object
		}
		if call := taker(store.Val); call != nil && len(lifecycle.Taken(r, call.Common())) > 0 {
			if field := syncpool.FieldVar(addr.X.Type(), addr.Field); field != nil {
				r.pooled[field] = true
				r.owners[field] = addr.X.Type()
			}
		}
	}
}

// taker returns the call of which v is the result, under any type.
func taker(v ssa.Value) *ssa.Call {
	for {
		switch w := v.(type) {
		case *ssa.Call:
			return w
		case *ssa.TypeAssert:
			v = w.X
		case *ssa.Extract:
			v = w.Tuple
		case *ssa.ChangeType:
			v = w.X
		case *ssa.MakeInterface:
			v = w.X
		default:
			return nil
		}
	}
}
