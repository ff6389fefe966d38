package missingput

import (
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/report"
	"github.com/poolvet/poolvet/internal/site"
	"github.com/poolvet/poolvet/internal/syncpool"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// Check is the rule, for the umbrella analyzer.
var Check = &check.Check{Name: "missingput", Default: true, Run: run}

// Analyzer is the rule by itself.
var Analyzer = Check.Analyzer()

func run(pass *analysis.Pass, facts *poolfacts.Result) {
	src := report.NewSource(pass.Fset, pass.Files)
	never := reportNeverPut(pass, facts, src)

	type loss struct {
		name string
		at   ssa.Instruction
	}
	lost := make(map[loss]bool)
	taken := make(map[ssa.Instruction]bool)
	for fn, e := range facts.Events(lifecycle.Leak) {
		name, getter := src.Object(fn, e.Origin)
		switch {
		case never[e.Origin.Pool.Obj]:
			continue // said of the pool
		case !facts.Returnable(e.Origin):
			continue // the package that hands it out has nothing to take it back
		case src.InTest(fn.Pos()):
			continue // a test does not run often enough to need a pool
		case taken[e.Origin.Call], lost[loss{name, e.At}] && name != "the object":
			continue // one defect, of several returns or several calls
		}
		taken[e.Origin.Call], lost[loss{name, e.At}] = true, true
		when := fmt.Sprintf("when the function returns at line %d", src.Line(src.Range(e.At)))
		if e.At == ssa.Instruction(e.Origin.Call) {
			when = "before the next one is taken"
		}
		pass.Report(src.Diagnostic(e.Origin.Call, fmt.Sprintf("%s from %s is not put back %s", name, getter, when), src.Related(e.At, "lost here")))
	}
	reportParked(pass, facts, src, never, taken)
}

const maxRelated = 8 // places that one report lists

// reportParked reports the objects that are left in fields from none of which
// something puts them.
func reportParked(pass *analysis.Pass, facts *poolfacts.Result, src *report.Source, never map[syncpool.Object]bool, taken map[ssa.Instruction]bool) {
	released := make(map[ssa.Instruction]bool)
	for _, e := range facts.Events(lifecycle.Parked) {
		if facts.Released(e.Field) {
			released[e.Origin.Call] = true
		}
	}
	for fn, e := range facts.Events(lifecycle.Parked) {
		if released[e.Origin.Call] || taken[e.Origin.Call] || never[e.Origin.Pool.Obj] || !facts.Returnable(e.Origin) || src.InTest(fn.Pos()) {
			continue
		}
		taken[e.Origin.Call] = true
		_, getter := src.Object(fn, e.Origin)
		pass.Report(src.Diagnostic(e.Origin.Call, fmt.Sprintf("the object from %s stays in field %s, from which nothing puts it back", getter, e.Field.Name()), src.Related(e.At, "left there")))
	}
}

// reportNeverPut reports the pools that nothing is ever put to, and returns
// them.
func reportNeverPut(pass *analysis.Pass, facts *poolfacts.Result, src *report.Source) map[syncpool.Object]bool {
	never := make(map[syncpool.Object]bool)
	for _, p := range facts.NeverPut() {
		gets := p.Of(site.Get)
		if never[p.Ref.Obj] || src.InTest(gets[0].Instr.Pos()) {
			continue
		}
		never[p.Ref.Obj] = true
		var taken []analysis.RelatedInformation
		for _, get := range gets[:min(len(gets), maxRelated)] {
			taken = append(taken, src.Related(get.Instr, "taken here"))
		}
		d := src.Diagnostic(gets[0].Instr, fmt.Sprintf("objects are taken from %s, but nothing puts any back", p.Ref.Obj.Last()), taken...)
		if decl := report.Declaration(pass.Pkg, p.Ref.Obj); decl != (report.Range{}) {
			d.Pos, d.End = decl.Pos(), decl.End()
		}
		pass.Report(d)
	}
	return never
}
