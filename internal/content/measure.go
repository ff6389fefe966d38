package content

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// sized notes, of an instruction that asks for the length of v, whether that
// tells how much has been used: after a reset it does not.
func (f *flow) sized(s state, instr ssa.CallInstruction, v ssa.Value) {
	call := instr.Value()
	if call == nil {
		return
	}
	p := f.place(v)
	c := p.cell
	if _, isMap := v.Type().Underlying().(*types.Map); isMap {
		c = f.step(p, effect.Elem)
	} else if isPointer(v.Type()) {
		c = p.pointee()
	}
	if c.root != nil && s.get(c)&(stale|Handed) != 0 {
		f.lens[call] = true // on whatever path
	}
	bits := Bits(0)
	if f.lens[call] {
		bits = Written
	}
	s[cell{call, used}] = bits
}

// measured notes that v, computed from the sizes of cells, met a limit.
func (f *flow) measured(s state, v ssa.Value, depth int) {
	const maxDepth, maxEdges = 4, 8 // the work grows with their power
	if depth > maxDepth {
		return
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		f.measured(s, v.X, depth+1)
		f.measured(s, v.Y, depth+1)
	case *ssa.Convert:
		f.measured(s, v.X, depth+1)
	case *ssa.Extract:
		f.measured(s, v.Tuple, depth+1)
	case *ssa.Phi:
		if len(v.Edges) > maxEdges {
			return
		}
		for _, e := range v.Edges {
			f.measured(s, e, depth+1)
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			if alloc, ok := v.X.(*ssa.Alloc); ok {
				if val := f.stored(alloc); val != nil {
					f.measured(s, val, depth+1)
				}
			}
		}
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok {
			switch b.Name() {
			case "cap":
				f.checked(s, v.Call.Args[0])
			case "len":
				if s[cell{v, used}]&Written != 0 { // else it is that of what had just been reset
					f.checked(s, v.Call.Args[0])
				}
			}
			if view, ok := v.Call.Args[0].(*ssa.Call); ok && b.Name() == "cap" && calledName(&view.Call) == "Bytes" {
				f.checked(s, callArgs(&view.Call)[0])
			}
			for _, arg := range v.Call.Args {
				if b.Name() == "min" || b.Name() == "max" {
					f.measured(s, arg, depth+1)
				}
			}
			return
		}
		name := strings.ToLower(calledName(&v.Call))
		for i, arg := range callArgs(&v.Call) {
			if _, number := arg.Type().Underlying().(*types.Basic); number {
				f.measured(s, arg, depth+1)
				continue
			}
			if i == 0 && (name == "len" || name == "length") && s[cell{v, used}]&Written == 0 {
				continue // of what had just been reset
			}
			if i == 0 && sizeName(name) || f.decides(v) {
				f.checked(s, arg)
			} else {
				f.measured(s, arg, depth+1)
			}
		}
	}
}
