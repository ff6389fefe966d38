package poolfacts

import (
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// gate reports whether the package mentions sync.Pool, or calls a function that
// gives or takes objects of a pool. Nearly every package does neither, and
// nothing more is done for it.
func gate(pass *analysis.Pass) bool {
	if pass.Pkg.Path() == "sync" {
		return false // it makes pools, and uses none
	}
	seen := make(map[*types.Func]bool)
	for _, obj := range pass.TypesInfo.Uses {
		if obj.Pkg() == nil || obj.Pkg() == pass.Pkg {
			continue
		}
		if syncpool.IsPoolObject(obj) {
			return true
		}
		fn, ok := obj.(*types.Func)
		if !ok {
			continue
		}
		fn = fn.Origin()
		if !seen[fn] {
			seen[fn] = true
			if pass.ImportObjectFact(fn, new(pooled)) || stdMethod(fn) != nil {
				return true
			}
		}
	}
	return false
}
