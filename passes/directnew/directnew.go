package directnew

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/report"
	"github.com/poolvet/poolvet/internal/site"
	"github.com/poolvet/poolvet/internal/syncpool"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// Check is the rule, for the umbrella analyzer.
var Check = &check.Check{Name: "directnew", Default: true, Run: run}

// Analyzer is the rule by itself.
var Analyzer = Check.Analyzer()

func run(pass *analysis.Pass, facts *poolfacts.Result) {
	src := report.NewSource(pass.Fset, pass.Files)
	for _, s := range facts.Sites() {
		if s.Op != site.CallNew || src.InTest(s.Instr.Pos()) || !instead(facts, s) || takesByConstant(pass, s.Instr.Pos()) {
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

// takesByConstant reports whether pos lies in an if statement with a constant
// condition that takes from a pool: New is the other choice, and the one that is
// compiled.
func takesByConstant(pass *analysis.Pass, pos token.Pos) bool {
	for _, file := range pass.Files {
		if pos < file.FileStart || pos >= file.FileEnd {
			continue
		}
		path, _ := astutil.PathEnclosingInterval(file, pos, pos)
		return slices.ContainsFunc(path, func(n ast.Node) bool {
			stmt, ok := n.(*ast.IfStmt)
			return ok && pass.TypesInfo.Types[stmt.Cond].Value != nil && takes(pass.TypesInfo, stmt)
		})
	}
	return false
}

// takes reports whether n contains a call of Get.
func takes(info *types.Info, n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			fn, _ := typeutil.Callee(info, call).(*types.Func)
			found = found || fn != nil && syncpool.OpOf(fn) == syncpool.Get
		}
		return !found
	})
	return found
}
