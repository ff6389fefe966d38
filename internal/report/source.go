// Package report says where a finding stands in the source and names what it
// is about as the source does.
package report

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/astutil"
	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// A Source finds the syntax of the instructions of a package.
type Source struct {
	fset  *token.FileSet
	files []*ast.File
}

// NewSource returns the source of a package with these files.
func NewSource(fset *token.FileSet, files []*ast.File) *Source { return &Source{fset, files} }

// A Range is a piece of source. The zero Range is none.
type Range struct{ Start, Stop token.Pos }

// Pos and End implement analysis.Range.
func (r Range) Pos() token.Pos { return r.Start }
func (r Range) End() token.Pos { return r.Stop }

// Line returns the line on which r starts.
func (s *Source) Line(r Range) int { return s.fset.Position(r.Start).Line }

// InTest reports whether pos lies in a test file, or in one of helpers for tests:
// it imports package testing.
func (s *Source) InTest(pos token.Pos) bool {
	if strings.HasSuffix(s.fset.Position(pos).Filename, "_test.go") {
		return true
	}
	for _, file := range s.files {
		if file.FileStart <= pos && pos < file.FileEnd {
			return slices.ContainsFunc(file.Imports, func(spec *ast.ImportSpec) bool { return spec.Path.Value == `"testing"` })
		}
	}
	return false
}

// Declaration returns the name that declares obj, a variable or field of pkg;
// none for a local variable.
func Declaration(pkg *types.Package, obj syncpool.Object) Range {
	name, field, isField := strings.Cut(obj.Name, ".")
	decl := pkg.Scope().Lookup(name)
	if decl == nil || obj.Pkg != pkg.Path() {
		return Range{}
	}
	if isField {
		found, _, _ := types.LookupFieldOrMethod(decl.Type(), true, pkg, field)
		if found == nil {
			return Range{}
		}
		decl = found
	}
	return Range{decl.Pos(), decl.Pos() + token.Pos(len(decl.Name()))}
}

// Call returns the call expression of instr, or nil.
func (s *Source) Call(instr ssa.CallInstruction) *ast.CallExpr {
	for _, n := range s.path(instr.Pos()) {
		switch n := n.(type) {
		case *ast.CallExpr:
			if n.Lparen == instr.Pos() {
				return n
			}
		case *ast.DeferStmt:
			if n.Defer == instr.Pos() {
				return n.Call
			}
		case *ast.GoStmt:
			if n.Go == instr.Pos() {
				return n.Call
			}
		}
	}
	return nil
}

// path returns the nodes around pos, the innermost first.
func (s *Source) path(pos token.Pos) []ast.Node {
	if !pos.IsValid() {
		return nil
	}
	for _, file := range s.files {
		if file.FileStart <= pos && pos < file.FileEnd {
			path, _ := astutil.PathEnclosingInterval(file, pos, pos)
			return path
		}
	}
	return nil
}

// Range returns the narrowest piece of source that instr stands for.
func (s *Source) Range(instr ssa.Instruction) Range {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		if call := s.Call(instr); call != nil {
			return Range{call.Pos(), call.End()}
		}
	case *ssa.Return:
		return s.returned(instr)
	}
	pos := position(instr)
	for _, n := range s.path(pos) {
		switch n := n.(type) {
		case *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr, *ast.CallExpr, *ast.SliceExpr, *ast.SendStmt, *ast.RangeStmt, ast.Stmt:
			if stmt, ok := n.(*ast.RangeStmt); ok {
				return Range{stmt.X.Pos(), stmt.X.End()}
			}
			return Range{n.Pos(), n.End()}
		}
	}
	return Range{pos, pos}
}

// returned returns the range of a return: the statement, or the brace that
// ends the function.
func (s *Source) returned(ret *ssa.Return) Range {
	for _, n := range s.path(ret.Pos()) {
		if stmt, ok := n.(*ast.ReturnStmt); ok {
			return Range{stmt.Pos(), stmt.End()}
		}
	}
	switch fn := ret.Parent().Syntax().(type) {
	case *ast.FuncDecl:
		return Range{fn.Body.Rbrace, fn.Body.Rbrace + 1}
	case *ast.FuncLit:
		return Range{fn.Body.Rbrace, fn.Body.Rbrace + 1}
	}
	return Range{ret.Parent().Pos(), ret.Parent().Pos()}
}

// position returns the position of instr or, where it has none of its own, of
// the address that it loads from or stores to, or else of what uses it.
func position(instr ssa.Instruction) token.Pos {
	if instr.Pos().IsValid() {
		return instr.Pos()
	}
	for _, op := range instr.Operands(nil) {
		switch addr := (*op).(type) {
		case *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Field:
			return addr.Pos()
		}
	}
	if v, ok := instr.(ssa.Value); ok && v.Referrers() != nil {
		for _, use := range *v.Referrers() {
			if use.Pos().IsValid() && use.Block() == instr.Block() {
				return use.Pos()
			}
		}
	}
	return token.NoPos
}

// Subject returns the variable that result i of call is assigned to, as the
// source spells it; "" if there is none.
func (s *Source) Subject(call ssa.CallInstruction, i int) string {
	expr := s.Call(call)
	if expr == nil {
		return ""
	}
	var child ast.Node = expr
	for _, n := range s.path(call.Pos()) {
		if n.Pos() > expr.Pos() || n.End() < expr.End() || n == ast.Node(expr) {
			continue
		}
		switch n := n.(type) {
		case *ast.TypeAssertExpr, *ast.ParenExpr:
			child = n
			continue
		case *ast.StarExpr:
			child = n
			continue
		case *ast.AssignStmt:
			if name := target(n.Lhs, n.Rhs, child, i); name != nil {
				return exprName(name)
			}
		case *ast.ValueSpec:
			lhs := make([]ast.Expr, len(n.Names))
			for k, id := range n.Names {
				lhs[k] = id
			}
			if name := target(lhs, n.Values, child, i); name != nil {
				return exprName(name)
			}
		}
		return ""
	}
	return ""
}

// Argument returns argument i of call, the receiver first, as the source spells
// it; "" if it has no name.
func (s *Source) Argument(call ssa.CallInstruction, i int) string {
	expr := s.Call(call)
	if expr == nil {
		return ""
	}
	if sel, ok := expr.Fun.(*ast.SelectorExpr); ok && call.Common().Signature().Recv() != nil {
		if i == 0 {
			return exprName(sel.X)
		}
		i--
	}
	if i >= len(expr.Args) {
		return ""
	}
	return exprName(expr.Args[i])
}

// target returns the one of lhs that result i of the value child is assigned
// to.
func target(lhs, rhs []ast.Expr, child ast.Node, i int) ast.Expr {
	if len(rhs) == 1 && i < len(lhs) {
		return lhs[i]
	}
	for k, v := range rhs {
		if ast.Node(v) == child && k < len(lhs) {
			return lhs[k]
		}
	}
	return nil
}

func exprName(e ast.Expr) string {
	if name := types.ExprString(e); name != "_" {
		return name
	}
	return ""
}

// Callee returns the function of call as the source spells it.
func (s *Source) Callee(call ssa.CallInstruction) string {
	expr := s.Call(call)
	if expr == nil {
		return "the call"
	}
	if _, lit := ast.Unparen(expr.Fun).(*ast.FuncLit); lit {
		return "the function literal"
	}
	return types.ExprString(expr.Fun)
}
