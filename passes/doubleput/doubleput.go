package doubleput

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/report"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// Check is the rule, for the umbrella analyzer.
var Check = &check.Check{Name: "doubleput", Default: true, Run: run}

// Analyzer is the rule by itself.
var Analyzer = Check.Analyzer()

func run(pass *analysis.Pass, facts *poolfacts.Result) {
	src := report.NewSource(pass.Fset, pass.Files)
	for _, fn := range facts.Funcs() {
		for _, e := range facts.Func(fn).Events {
			if e.Kind != lifecycle.Twice {
				continue
			}
			name, getter := src.Object(fn, e.Origin)
			_ = getter
			pass.Report(src.Diagnostic(e.At, fmt.Sprintf("%s is put back twice, also by %s", name, src.Put(e.Other)), src.Related(e.Other, "also put here")))
		}
	}
}
