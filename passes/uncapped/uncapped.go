package uncapped

import (
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/report"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// Check is the rule, for the umbrella analyzer.
var Check = &check.Check{Name: "uncapped", Default: true, Run: run}

// Analyzer is the rule by itself.
var Analyzer = Check.Analyzer()

func run(pass *analysis.Pass, facts *poolfacts.Result) {
	src := report.NewSource(pass.Fset, pass.Files)
	d := facts.Discipline()
	seen := make(map[ssa.Instruction]bool)
	for _, p := range facts.Pools() {
		for _, h := range d.Grown(d.Of(p)) {
			put := h.Put.Place()
			if src.InTest(put.Pos()) {
				continue // it has no large inputs
			}
			if seen[put] {
				continue // of a wrapper that several pools have
			}
			seen[put] = true
			text := fmt.Sprintf("%s is put back no matter how large it has grown", src.Parked(put))
			if fields := report.Fields([]effect.Path{h.Path}); fields != "" {
				text = fmt.Sprintf("%s is put back no matter how large its %s has grown", src.Parked(put), fields)
			}
			var related []analysis.RelatedInformation
			if h.Write != nil {
				related = append(related, src.Related(h.Write, "it grows here"))
			}
			pass.Report(src.Diagnostic(put, text, related...))
		}
	}
}
