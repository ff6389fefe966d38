package doubleput

import (
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
	for fn, e := range facts.Events(lifecycle.Twice) {
		name, _ := src.Object(fn, e.Origin)
		message := name + " is put back twice: also by " + src.Put(e.Other)
		if e.At == e.Other {
			message = name + " is put back again by the next iteration"
		}
		pass.Report(src.Diagnostic(e.At, message, src.Related(e.Other, "also put back here")))
	}
}
