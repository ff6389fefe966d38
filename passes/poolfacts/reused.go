package poolfacts

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// Reused implements [lifecycle.Program].
func (r *Result) Reused(field *types.Var) bool {
	if field.Pkg() != r.pkg.Pkg {
		return true
	}
	if r.reused == nil {
		r.reused = map[*types.Var]bool{}
		for _, fn := range r.pkg.Funcs {
			r.noteReused(fn)
		}
	}
	return r.reused[field]
}

// noteReused notes the fields whose memory fn uses anew: it slices what they
// hold to length zero, asks for its capacity, or clears it.
func (r *Result) noteReused(fn *ssa.Function) {
	note := func(v ssa.Value) {
		load, ok := v.(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			return
		}
		if addr, ok := load.X.(*ssa.FieldAddr); ok {
			r.reused[syncpool.FieldVar(addr.X.Type(), addr.Field)] = true
		}
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Slice:
				if high, ok := instr.High.(*ssa.Const); ok && constant.Sign(high.Value) == 0 && instr.Max == nil {
					note(instr.X)
				}
			case ssa.CallInstruction:
				if b, ok := instr.Common().Value.(*ssa.Builtin); ok {
					switch b.Name() {
					case "cap", "clear", "delete":
						note(instr.Common().Args[0])
					}
				}
			}
		}
	}
}
