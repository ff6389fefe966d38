package useafterput

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/report"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// Check is the rule, for the umbrella analyzer.
var Check = &check.Check{Name: "useafterput", Default: true, Run: run}

// Analyzer is the rule by itself.
var Analyzer = Check.Analyzer()

func run(pass *analysis.Pass, facts *poolfacts.Result) {
	src := report.NewSource(pass.Fset, pass.Files)
	for fn, e := range facts.Events(lifecycle.UseAfter) {
		name, _ := src.Object(fn, e.Origin)
		what := name + " is"
		if _, field := e.Value.(*ssa.FieldAddr); e.Part && !field && !e.Origin.Part { // what was taken out of it before
			what = "memory of " + name + " is"
		}
		pass.Report(src.Diagnostic(e.At, what+" used after "+src.Put(e.Other), src.Related(e.Other, "put back here")))
	}
}
