package missingput

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/report"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// Check is the rule, for the umbrella analyzer.
var Check = &check.Check{Name: "missingput", Default: true, Run: run}

// Analyzer is the rule by itself.
var Analyzer = Check.Analyzer()

func run(pass *analysis.Pass, facts *poolfacts.Result) {
	src := report.NewSource(pass.Fset, pass.Files)
	for _, fn := range facts.Funcs() {
		seen := map[*lifecycle.Origin]bool{}
		_ = seen
		reported := map[any]bool{}
		for _, e := range facts.Func(fn).Events {
			if e.Kind != lifecycle.Leak || reported[e.Origin] || src.InTest(fn.Pos()) {
				continue
			}
			reported[e.Origin] = true
			name, getter := src.Object(fn, e.Origin)
			pass.Report(src.Diagnostic(e.Origin.Call, fmt.Sprintf("%s from %s is not put back when the function returns at line %d", name, getter, src.Line(src.Range(e.At))), src.Related(e.At, "returns here")))
		}
	}
}
