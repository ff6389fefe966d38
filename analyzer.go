// Package poolvet finds misuse of [sync.Pool].
//
// [Analyzer] runs all selected checks as one analyzer: this is what the command
// and go vet run. [Analyzers] lists the checks one by one, for a host that has
// its own way to select them. [New] makes an analyzer with [Options] of its own.
package poolvet

import (
	"cmp"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/directive"
	"github.com/poolvet/poolvet/internal/suite"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

const doc = `find misuse of sync.Pool

It follows pooled objects through the functions that get and put them, in the
same package and across packages and modules.

"poolvet explain" lists the checks, "poolvet explain CHECK" describes one.`

// Analyzer runs the default checks, or those that its flag -checks selects. The
// text of each report ends in the name of its check, in brackets.
var Analyzer = newAnalyzer(&selection{checks: unasked()})

// Analyzers holds each check as an analyzer by itself, sorted by name.
var Analyzers = oneByOne()

// New returns an analyzer like [Analyzer] that starts from the given options.
// Its flags are its own. The error says what is wrong with the options.
func New(options Options) (*analysis.Analyzer, error) {
	selected := new(selection)
	if err := selected.Set(options.Checks); err != nil {
		return nil, err
	}
	return newAnalyzer(selected), nil
}

func newAnalyzer(selected *selection) *analysis.Analyzer {
	a := &analysis.Analyzer{
		Name:     "poolvet",
		Doc:      doc,
		URL:      "https://github.com/poolvet/poolvet",
		Requires: []*analysis.Analyzer{poolfacts.Analyzer, directive.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			run(pass, selected)
			return nil, nil
		},
	}
	a.Flags.Var(selected, "checks", "comma-separated `list` of checks to run: default, all, none, NAME, or -NAME to leave one out")
	return a
}

// run applies the selected checks and reports their findings in source order.
// It adds the name of the check to each text, since drivers print the name of the
// analyzer at most, and who wants to look a report up, or to silence it, needs it.
func run(pass *analysis.Pass, selected *selection) {
	var found []analysis.Diagnostic
	collector := *pass
	collector.Report = func(d analysis.Diagnostic) { found = append(found, d) }
	check.Apply(&collector, selected.checks)

	slices.SortStableFunc(found, func(a, b analysis.Diagnostic) int {
		// Not by Pos: the order in which a driver adds files varies.
		p, q := pass.Fset.Position(a.Pos), pass.Fset.Position(b.Pos)
		return cmp.Or(
			cmp.Compare(p.Filename, q.Filename),
			cmp.Compare(p.Line, q.Line),
			cmp.Compare(p.Column, q.Column),
		)
	})
	for _, d := range found {
		d.Message += " (" + d.Category + ")"
		pass.Report(d)
	}
}

func oneByOne() []*analysis.Analyzer {
	var list []*analysis.Analyzer
	for _, c := range suite.Checks() {
		list = append(list, c.Analyzer())
	}
	return list
}
