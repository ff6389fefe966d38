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
	type loss struct {
		name string
		at   ssa.Instruction
	}
	lost := make(map[loss]bool)
	taken := make(map[ssa.Instruction]bool)
	for fn, e := range facts.Events(lifecycle.Leak) {
		name, getter := src.Object(fn, e.Origin)
		// One that several calls may have taken, or that is lost at several returns, is one defect.
		if taken[e.Origin.Call] || lost[loss{name, e.At}] && name != "the object" || src.InTest(fn.Pos()) {
			continue
		}
		taken[e.Origin.Call], lost[loss{name, e.At}] = true, true
		when := fmt.Sprintf("when the function returns at line %d", src.Line(src.Range(e.At)))
		if e.At == ssa.Instruction(e.Origin.Call) {
			when = "before the next one is taken"
		}
		pass.Report(src.Diagnostic(e.Origin.Call, fmt.Sprintf("%s from %s is not put back %s", name, getter, when), src.Related(e.At, "lost here")))
	}
}
