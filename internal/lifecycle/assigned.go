package lifecycle

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// assigned forgets what the fields of arguments held that fn, which was called
// with args, may assign: the object, which was put, is perhaps no longer there.
func (f *follow) assigned(s *state, fn *ssa.Function, args []ssa.Value) {
	inField := func(r ref) bool {
		return strings.HasPrefix(string(r.path), "*.") && slices.ContainsFunc(args, func(arg ssa.Value) bool { return f.canon(arg) == r.val })
	}
	if s.life != put || fn == nil || !slices.ContainsFunc(s.refs, inField) {
		return
	}
	assignedFields(f.prog, fn, 0, func(i int, name string) {
		if i < len(args) {
			f.forget(s, args[i], effect.Deref+effect.Field(name))
		}
	})
}

const maxCalls = 3 // that are looked through for assignments

// assignedFields calls yield with the index of a parameter and the name of a field of
// what it points to, for each that fn, or what it calls, assigns.
func assignedFields(prog Program, fn *ssa.Function, depth int, yield func(param int, name string)) {
	param := func(v ssa.Value) (int, bool) {
		for i, p := range fn.Params {
			if v == p {
				return i, true
			}
		}
		return 0, false
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if addr, ok := instr.Addr.(*ssa.FieldAddr); ok {
					if i, ok := param(addr.X); ok {
						yield(i, fieldName(addr.X.Type(), addr.Field))
					}
				}
			case *ssa.Call:
				callee, args := prog.Callee(&instr.Call)
				if callee == nil || depth >= maxCalls {
					continue
				}
				assignedFields(prog, callee, depth+1, func(k int, name string) {
					if k < len(args) {
						if i, ok := param(args[k]); ok {
							yield(i, name)
						}
					}
				})
			}
		}
	}
}
