package report

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// Parked returns what the call put puts, as the source spells it there.
func (s *Source) Parked(put ssa.Instruction) string {
	call, ok := put.(ssa.CallInstruction)
	if !ok {
		return "the object"
	}
	expr := s.Call(call)
	if expr == nil {
		return "the object"
	}
	for _, arg := range expr.Args {
		if name := operand(arg); name != "" && !strings.ContainsAny(name, "(") {
			return name
		}
	}
	if sel, ok := ast.Unparen(expr.Fun).(*ast.SelectorExpr); ok && len(expr.Args) == 0 {
		return types.ExprString(sel.X)
	}
	return "the object"
}

// Fields lists the fields at the end of paths from an object, as source selects
// them from it, each once and at most three, without those in others of the
// list; "" if there are none.
func Fields(paths []effect.Path) string {
	const most = 3
	var names []string
	for _, path := range paths {
		name := strings.TrimPrefix(selectors(string(path)), ".")
		if name == "" {
			return ""
		}
		known := false
		for _, other := range names {
			known = known || name == other || strings.HasPrefix(name, other+".")
		}
		if !known {
			names = append(names, name)
		}
	}
	switch n := len(names); {
	case n > most:
		return strings.Join(names[:most-1], ", ") + " and others"
	case n > 1:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	default:
		return strings.Join(names, "")
	}
}
