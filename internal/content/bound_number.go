package content

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// computes reports whether what the functions of a package of the standard
// library return is computed from what they are given, and about as large.
func computes(path string) bool {
	switch path {
	case "strconv", "strings", "bytes", "fmt", "time", "math/big", "unicode", "unicode/utf8", "encoding/hex", "encoding/base64", "encoding/base32",
		"encoding/binary", "net/netip", "net/url", "path", "path/filepath", "html", "slices", "sort", "cmp", "errors", "reflect":
		return true
	}
	return false
}

// number reports whether v, a number, is at most something at p.
func (b *bounder) number(v ssa.Value, p point) bool {
	if basic, ok := v.Type().Underlying().(*types.Basic); ok {
		switch basic.Kind() {
		case types.Bool, types.Uint8, types.Int8, types.Uint16, types.Int16:
			return true
		}
	}
	if answer, known := b.visit(v); known {
		return answer
	}
	return b.counted(v, p) || b.checked(v, p)
}

// counted is number by what v is.
func (b *bounder) counted(v ssa.Value, p point) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.Convert:
		return b.number(v.X, p)
	case *ssa.ChangeType:
		return b.number(v.X, p)
	case *ssa.BinOp:
		switch v.Op {
		case token.AND:
			return b.number(v.X, p) || b.number(v.Y, p)
		case token.REM:
			return b.number(v.Y, p)
		case token.QUO, token.SHR, token.SUB:
			return b.number(v.X, p)
		case token.SHL:
			return b.number(v.X, p) && isConst(v.Y) // a power of two may be of any size
		}
		return b.larger(func() bool { return b.number(v.X, p) && b.number(v.Y, p) })
	case *ssa.Phi:
		for i, e := range v.Edges {
			if !b.cutBack(v, i) && !b.number(e, point{v.Block().Preds[i], v.Block()}) {
				return false
			}
		}
		return true
	case *ssa.FreeVar:
		return b.number(syncpool.Binding(v), p)
	case *ssa.Parameter:
		if i := slices.Index(v.Parent().Params, v); b.up != nil && i < len(callArgs(b.call)) {
			return b.up.number(callArgs(b.call)[i], b.at)
		}
	case *ssa.UnOp:
		if alloc, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL {
			return b.stores(alloc, func(v ssa.Value, p point) bool { return b.number(v, p) })
		}
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return b.count(call, v.Index)
		}
	case *ssa.Call:
		return b.count(v, 0)
	}
	return false
}

// cutBack reports whether the edge of a variable gives it the limit, or the room
// that is left, where the value that it has otherwise is beyond that: if n > max {
// n = max }.
func (b *bounder) cutBack(v *ssa.Phi, edge int) bool {
	pred := v.Block().Preds[edge]
	if len(pred.Preds) != 1 {
		return false
	}
	from := pred.Preds[0]
	branch, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cmp, ok := branch.Cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	size, limit := upper(cmp, from.Succs[0] != pred)
	if size == nil || !b.isLimit(limit, 0) {
		return false
	}
	to := v.Edges[edge]
	if sub, ok := to.(*ssa.BinOp); ok && sub.Op == token.SUB {
		to = sub.X
	}
	return same(to, limit, 0) && slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return e != v.Edges[edge] && b.isSize(size, e, 0) })
}

// isMin reports whether v is the least of some numbers.
func isMin(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "min"
}

// isSetting reports whether v is a field of basic type, as limits are kept in.
func isSetting(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Field:
		return true
	case *ssa.UnOp:
		_, field := v.X.(*ssa.FieldAddr)
		return v.Op == token.MUL && field
	}
	return false
}

// count is number for a result of a call: a length, or how much of a bounded
// slice a function has filled.
func (b *bounder) count(call *ssa.Call, index int) bool {
	common, at := &call.Call, point{to: call.Block()}
	args := callArgs(common)
	bounded := func(v ssa.Value) bool { return b.data(v, at) }
	if builtin, ok := common.Value.(*ssa.Builtin); ok {
		switch builtin.Name() {
		case "len", "cap":
			return bounded(args[0])
		case "min":
			return slices.ContainsFunc(args, func(v ssa.Value) bool { return isSetting(v) && b.isLimit(v, 0) || b.number(v, at) })
		case "max":
			clamp := slices.ContainsFunc(args, isMin) // max(min(n, high), low)
			return !slices.ContainsFunc(args, func(v ssa.Value) bool { return !b.number(v, at) && !(clamp && isSetting(v)) })
		case "copy":
			return slices.ContainsFunc(args, bounded)
		}
		return false
	}
	name := calledName(common)
	for _, prefix := range []string{"Read", "Recv", "Put", "Encode", "Decode", "Append"} {
		if strings.HasPrefix(name, prefix) {
			return slices.ContainsFunc(args, func(v ssa.Value) bool {
				_, slice := v.Type().Underlying().(*types.Slice)
				return slice && bounded(v)
			})
		}
	}
	if lower := strings.ToLower(name); strings.Contains(lower, "bufsize") || strings.Contains(lower, "buffersize") {
		return true // a setting
	}
	if fn := callee(common); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "math/bits" {
		return true
	}
	source := b.source(common)
	if source == nil {
		return false
	}
	inner := b.inner(common, at)
	return inner.returns(source, index, inner.number)
}
