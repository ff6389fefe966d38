package nonpointer

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/report"
	"github.com/poolvet/poolvet/internal/site"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// Check is the rule, for the umbrella analyzer.
var Check = &check.Check{Name: "nonpointer", Default: true, Run: run}

// Analyzer is the rule by itself.
var Analyzer = Check.Analyzer()

func run(pass *analysis.Pass, facts *poolfacts.Result) {
	src := report.NewSource(pass.Fset, pass.Files)
	for _, put := range facts.Sites() {
		if put.Op != site.Put || src.InTest(put.Instr.Pos()) {
			continue // an allocation does a test no harm
		}
		at := src.Value(put)
		if t := put.Boxed(); t != nil {
			pass.Report(analysis.Diagnostic{
				Pos: at.Start, End: at.Stop,
				Message: fmt.Sprintf("%s put in %s is boxed, which allocates at every Put", report.Type(t, pass.Pkg), src.Pool(put)),
				Related: boxingNews(pass, facts, src, put, t),
			})
			continue
		}
		if header := put.NewHeader(); header != nil {
			name, declared := src.Variable(header)
			if name == "" {
				continue // new([]byte) says itself what it does
			}
			pass.Report(analysis.Diagnostic{
				Pos: at.Start, End: at.Stop,
				Message: fmt.Sprintf("&%s is a new slice header, so putting its address in %s allocates at every Put", name, src.Pool(put)),
				Related: []analysis.RelatedInformation{{Pos: declared.Start, End: declared.Stop, Message: "the header is declared here"}},
			})
		}
	}
}

// boxingNews lists the returns of New functions of the pool of put that box the
// same type.
func boxingNews(pass *analysis.Pass, facts *poolfacts.Result, src *report.Source, put *site.Site, t types.Type) []analysis.RelatedInformation {
	pool := facts.PoolOf(put)
	if pool == nil {
		return nil
	}
	var list []analysis.RelatedInformation
	news, _ := pool.Made()
	for _, made := range news {
		if slices.ContainsFunc(made.Held, func(v ssa.Value) bool { return site.IsBoxed(v) && types.Identical(v.Type(), t) }) {
			list = append(list, src.Related(made.Return, fmt.Sprintf("New boxes %s, too", report.Type(t, pass.Pkg))))
		}
	}
	return list
}
