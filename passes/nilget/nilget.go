package nilget

import (
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/report"
	"github.com/poolvet/poolvet/internal/site"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// Check is the rule, for the umbrella analyzer.
var Check = &check.Check{Name: "nilget", Default: true, Run: run}

// Analyzer is the rule by itself.
var Analyzer = Check.Analyzer()

func run(pass *analysis.Pass, facts *poolfacts.Result) {
	src := report.NewSource(pass.Fset, pass.Files)
	reported := map[*ssa.TypeAssert]bool{} // a site may belong to several pools
	for _, pool := range facts.Pools() {
		returnsNil := newReturnsNil(pool)
		if returnsNil == nil && (pool.HasNew || pool.Open) {
			continue
		}
		for _, get := range pool.Of(site.Get) {
			if get.Value == nil || get.When != effect.Always {
				continue // a getter makes the object where there is none
			}
			taken := site.Follow(get.Value)
			for _, assert := range taken.Asserts {
				use := taken.Unchecked(assert)
				if use == nil || reported[assert] {
					continue
				}
				reported[assert] = true
				pass.Report(diagnostic(src, get, assert, use, returnsNil))
			}
		}
	}
}

// newReturnsNil returns a return of a New function of pool that may return nil,
// or nil if there is none.
func newReturnsNil(pool *site.Pool) *ssa.Return {
	news, _ := pool.Made()
	for _, made := range news {
		if made.Nil {
			return made.Return
		}
	}
	return nil
}

func diagnostic(src *report.Source, get *site.Site, assert *ssa.TypeAssert, use ssa.Instruction, returnsNil *ssa.Return) analysis.Diagnostic {
	name := src.Pool(get)
	why := name + " has no New"
	at := src.Assertion(assert)
	d := analysis.Diagnostic{Pos: at.Start, End: at.Stop}
	if returnsNil != nil {
		why = fmt.Sprintf("New of %s can return nil", name)
		d.Related = append(d.Related, src.Related(returnsNil, "New returns here"))
	}
	if use == ssa.Instruction(assert) {
		d.Message = why + ", so Get can return nil and this assertion panic"
		return d
	}
	subject := src.Asserted(assert)
	if subject == "" {
		subject = "the object"
	}
	d.Message = fmt.Sprintf("%s, so Get can return nil and the use of %s panic", why, subject)
	d.Related = append(d.Related, src.Related(use, "used here"))
	return d
}
