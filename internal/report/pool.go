package report

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/site"
)

// Pool returns the name of the pool of st as the source spells it there.
func (s *Source) Pool(st *site.Site) string {
	if call, ok := st.Instr.(ssa.CallInstruction); ok && st.On != nil {
		if e := s.argument(call, st, slices.Index(st.Args, st.On)); e != nil {
			if name := operand(e); name != "" {
				return name
			}
		}
	}
	name := st.Pool.String()
	if st.Callee != nil && st.Callee.Object() != nil && st.Pool.Holder.Name == "" {
		if pkg := st.Callee.Object().Pkg(); pkg != nil && pkg.Path() == st.Pool.Obj.Pkg && pkg != st.Fn().Package().Pkg {
			name = pkg.Name() + "." + name
		}
	}
	return name
}

// operand returns the source of e, without what only takes its address or
// converts it; "" if that is more than a name.
func operand(e ast.Expr) string {
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.UnaryExpr:
			if x.Op != token.AND {
				return ""
			}
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.CallExpr:
			if _, conversion := x.Fun.(*ast.ParenExpr); !conversion || len(x.Args) != 1 {
				return types.ExprString(x)
			}
			e = x.Args[0]
		case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr:
			return types.ExprString(x)
		default:
			return ""
		}
	}
}

// Value returns the range of what a Put puts.
func (s *Source) Value(put *site.Site) Range {
	if call, ok := put.Instr.(ssa.CallInstruction); ok {
		if e := s.argument(call, put, put.Param); e != nil {
			return Range{e.Pos(), e.End()}
		}
	}
	return s.Range(put.Instr)
}

// argument returns argument i, the receiver first, of the call at st; nil if the
// source has none.
func (s *Source) argument(call ssa.CallInstruction, st *site.Site, i int) ast.Expr {
	expr := s.Call(call)
	if expr == nil || i < 0 {
		return nil
	}
	n := len(st.Args)
	if st.Callee != nil && st.Callee.Parent() != nil {
		n = len(st.Callee.Params) // captured variables follow
	}
	if len(expr.Args) == n-1 { // a call of a method, or of a method value
		if i == 0 {
			if sel, ok := ast.Unparen(expr.Fun).(*ast.SelectorExpr); ok {
				return sel.X
			}
			return nil
		}
		i--
	}
	if i >= len(expr.Args) {
		return nil
	}
	return expr.Args[i]
}

// Assertion returns the range of a type assertion, or of the operand of a type
// switch.
func (s *Source) Assertion(assert *ssa.TypeAssert) Range {
	for _, n := range s.path(assert.Pos()) {
		if e, ok := n.(*ast.TypeAssertExpr); ok && e.Lparen == assert.Pos() {
			return Range{e.Pos(), e.End()}
		}
	}
	return s.Range(assert)
}

// Asserted returns the variable that the value of a type assertion is assigned
// to, as the source spells it; "" if there is none.
func (s *Source) Asserted(assert *ssa.TypeAssert) string {
	for _, n := range s.path(assert.Pos()) {
		switch n := n.(type) {
		case *ast.AssignStmt:
			return exprName(n.Lhs[0])
		case *ast.ValueSpec:
			return exprName(n.Names[0])
		case ast.Stmt:
			return ""
		}
	}
	return ""
}

// Variable returns the local variable that v is, or that is set to v where it
// is declared, and its range; "" and the range of v if there is none.
func (s *Source) Variable(v *ssa.Alloc) (string, Range) {
	path := s.path(v.Pos())
	for i, n := range path {
		switch n := n.(type) {
		case *ast.Ident:
			if i == 0 && n.Pos() == v.Pos() {
				return n.Name, Range{n.Pos(), n.End()}
			}
		case *ast.AssignStmt:
			if id, ok := target(n.Lhs, n.Rhs, path[i-1], 0).(*ast.Ident); ok && n.Tok == token.DEFINE {
				return id.Name, Range{id.Pos(), id.End()}
			}
		case *ast.ValueSpec:
			for k, val := range n.Values {
				if i > 0 && ast.Node(val) == path[i-1] && k < len(n.Names) {
					return n.Names[k].Name, Range{n.Names[k].Pos(), n.Names[k].End()}
				}
			}
		case *ast.CompositeLit, *ast.UnaryExpr, *ast.ParenExpr, *ast.CallExpr:
			continue
		}
		if i > 0 {
			break
		}
	}
	return "", s.around(v.Pos())
}

// around returns the range of the innermost expression at pos.
func (s *Source) around(pos token.Pos) Range {
	for _, n := range s.path(pos) {
		if e, ok := n.(ast.Expr); ok {
			return Range{e.Pos(), e.End()}
		}
	}
	return Range{pos, pos}
}

// Type returns the name of t as code of package from spells it.
func Type(t types.Type, from *types.Package) string {
	return types.TypeString(t, func(pkg *types.Package) string {
		if pkg == from {
			return ""
		}
		return pkg.Name()
	})
}
