package aliasescape

import (
	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/report"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// Check is the rule, for the umbrella analyzer.
var Check = &check.Check{Name: "aliasescape", Default: true, Run: run}

// Analyzer is the rule by itself.
var Analyzer = Check.Analyzer()

func run(pass *analysis.Pass, facts *poolfacts.Result) {
	src := report.NewSource(pass.Fset, pass.Files)
	for fn, e := range facts.Events(lifecycle.Escape) {
		pass.Report(src.Diagnostic(e.At, src.Escape(fn, e), src.Related(e.Other, "put back here")))
	}
}
