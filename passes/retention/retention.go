package retention

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/report"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// Check is the rule, for the umbrella analyzer.
var Check = &check.Check{Name: "retention", Run: run}

// Analyzer is the rule by itself.
var Analyzer = Check.Analyzer()

func run(pass *analysis.Pass, facts *poolfacts.Result) {
	src := report.NewSource(pass.Fset, pass.Files)
	d := facts.Discipline()
	for _, p := range facts.Pools() {
		held := d.Retained(d.Of(p))
		for len(held) > 0 {
			direct, put := held[0].Put.Event.Direct, held[0].Put.Place()
			n := 0
			var paths []effect.Path
			for n < len(held) && held[n].Put.Event.Direct == direct {
				paths = append(paths, held[n].Path)
				n++
			}
			if src.InTest(put.Pos()) {
				held = held[n:]
				continue // it is over soon
			}
			what := "what it refers to"
			if fields := report.Fields(paths); fields != "" {
				what = "what " + fields + " refers to"
			}
			var related []analysis.RelatedInformation
			if held[0].Write != nil {
				related = append(related, src.Related(held[0].Write, "set here"))
			}
			pass.Report(src.Diagnostic(put, fmt.Sprintf("%s keeps %s alive while it waits in the pool", src.Parked(put), what), related...))
			held = held[n:]
		}
	}
}
