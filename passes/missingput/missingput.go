package missingput

import (
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

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
	reported := make(map[lifecycle.Origin]bool) // at its first return
	for fn, e := range facts.Events(lifecycle.Leak) {
		if reported[e.Origin] || src.InTest(fn.Pos()) { // a test does not run often enough to need a pool
			continue
		}
		reported[e.Origin] = true
		name, getter := src.Object(fn, e.Origin)
		when := fmt.Sprintf("when the function returns at line %d", src.Line(src.Range(e.At)))
		if e.At == ssa.Instruction(e.Origin.Call) {
			when = "before the next one is taken"
		}
		pass.Report(src.Diagnostic(e.Origin.Call, fmt.Sprintf("%s from %s is not put back %s", name, getter, when), src.Related(e.At, "lost here")))
	}
}
