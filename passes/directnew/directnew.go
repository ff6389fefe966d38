package directnew

import (
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/report"
	"github.com/poolvet/poolvet/internal/site"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// Check is the rule, for the umbrella analyzer.
var Check = &check.Check{Name: "directnew", Default: true, Run: run}

// Analyzer is the rule by itself.
var Analyzer = Check.Analyzer()

func run(pass *analysis.Pass, facts *poolfacts.Result) {
	src := report.NewSource(pass.Fset, pass.Files)
	for _, s := range facts.Sites() {
		if s.Op != site.CallNew || src.InTest(s.Instr.Pos()) || !instead(facts, s) {
			continue
		}
		call := s.Instr.(ssa.CallInstruction)
		pass.Report(src.Diagnostic(call, fmt.Sprintf("%s called directly bypasses the pool: use Get", src.Callee(call))))
	}
}

// instead reports whether a call of New stands where Get was meant: for an
// object that is used, and not kept for good, by a function that does not take
// from the pool as well.
func instead(facts *poolfacts.Result, s *site.Site) bool {
	if s.Value == nil || s.Fn().Synthetic != "" { // a package initializer runs once
		return false
	}
	for _, other := range facts.Sites() {
		switch {
		case other.Op == site.Get && other.Fn() == s.Fn() && other.Pool.Matches(s.Pool):
			return false // New is the fallback, or the other choice
		case other.Op == site.SetNew && other.NewFunc() == s.Fn():
			return false // part of another object, whose pool it stays with
		}
	}
	return !s.PutOrKept(facts.Sites())
}
