package wrongtype

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/report"
	"github.com/poolvet/poolvet/internal/site"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// Check is the rule, for the umbrella analyzer.
var Check = &check.Check{Name: "wrongtype", Default: true, Run: run}

// Analyzer is the rule by itself.
var Analyzer = Check.Analyzer()

func run(pass *analysis.Pass, facts *poolfacts.Result) {
	src := report.NewSource(pass.Fset, pass.Files)
	reported := map[ssa.Instruction]bool{} // a site may belong to several pools
	for _, pool := range facts.Pools() {
		odd, typ := pool.Odd()
		for _, c := range odd {
			if !reported[c.Instr] {
				reported[c.Instr] = true
				pass.Report(diagnostic(pass, src, c, typ))
			}
		}
	}
}

// diagnostic words that c disagrees with the type of the objects of its pool.
func diagnostic(pass *analysis.Pass, src *report.Source, c site.Claim, typ types.Type) analysis.Diagnostic {
	name := src.Pool(c.Site)
	own, others := report.Type(c.Type, pass.Pkg), report.Type(typ, pass.Pkg)
	at := src.Range(c.Instr)
	var message string
	switch {
	case c.Site.Op == site.Put:
		at = src.Value(c.Site)
		message = fmt.Sprintf("%s put in %s, whose other values are %s", own, name, others)
	case c.Site.Op == site.SetNew:
		message = fmt.Sprintf("New of %s returns %s, but its other values are %s", name, own, others)
	case c.Against != nil:
		at = src.Assertion(c.Instr.(*ssa.TypeAssert))
		message = fmt.Sprintf("New of %s returns %s, which this assertion to %s rejects", name, others, own)
	default:
		at = src.Assertion(c.Instr.(*ssa.TypeAssert))
		message = fmt.Sprintf("values put in %s are %s, which this assertion to %s rejects", name, others, own)
	}
	d := analysis.Diagnostic{Pos: at.Start, End: at.Stop, Message: message}
	if c.Against != nil {
		d.Related = append(d.Related, src.Related(c.Against, "New returns here"))
	}
	return d
}
