package poolfacts

import (
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// TestStd checks what [handsOut] takes for granted of the standard library.
func TestStd(t *testing.T) {
	if testing.Short() {
		t.Skip("loads the standard library")
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax}, "std")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	analysed := 0
	for act := range graph.All() {
		r, ok := act.Result.(*Result)
		if !ok || r.later == nil {
			continue
		}
		r.Lock()
		for _, fn := range r.Funcs() {
			if obj, ok := fn.Object().(*types.Func); ok && public(obj) && r.Brief(fn).Pooled() {
				t.Errorf("%s: %v", obj.FullName(), r.Brief(fn))
			}
		}
		r.Unlock()
		if !r.Empty() {
			analysed++
		}
	}
	if analysed < 10 {
		t.Errorf("only %d packages have pools", analysed)
	}
}

// public reports whether another package can name fn.
func public(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil {
		return fn.Exported()
	}
	t := recv.Type()
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := t.(*types.Named)
	return ok && named.Obj().Exported() && fn.Exported()
}
