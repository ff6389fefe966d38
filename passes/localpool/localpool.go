package localpool

import (
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/report"
	"github.com/poolvet/poolvet/internal/site"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// Check is the rule, for the umbrella analyzer.
var Check = &check.Check{Name: "localpool", Default: true, Run: run}

// Analyzer is the rule by itself.
var Analyzer = Check.Analyzer()

func run(pass *analysis.Pass, facts *poolfacts.Result) {
	src := report.NewSource(pass.Fset, pass.Files)
	for _, fn := range facts.Funcs() {
		if fn.Synthetic != "" || src.InTest(fn.Pos()) || isMain(pass, fn) {
			continue
		}
		for _, pool := range site.LocalPools(fn) {
			name, at := src.Variable(pool)
			if name == "" {
				name = "the pool"
			}
			pass.Report(analysis.Diagnostic{
				Pos: at.Start, End: at.Stop,
				Message: fmt.Sprintf("%s dies with this call of %s, so it never reuses an object", name, funcName(fn)),
			})
		}
	}
}

// isMain reports whether fn is the function main of a command, or lies in it: it
// is called once, and what it makes lives as long as the program.
func isMain(pass *analysis.Pass, fn *ssa.Function) bool {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return pass.Pkg.Name() == "main" && fn.Name() == "main" && fn.Signature.Recv() == nil
}

func funcName(fn *ssa.Function) string {
	if fn.Parent() != nil {
		return "the function literal"
	}
	return fn.Name()
}
