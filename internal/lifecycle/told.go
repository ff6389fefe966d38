package lifecycle

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// told reports whether edge i out of instr leads past a Put because of a flag by
// which the program knows whether there is an object to put: one that lies beside
// the object in a struct, or, if the getter does not always take an object, one
// that the getter could see as well.
func (f *follow) told(s *state, instr *ssa.If, i int) bool {
	if f.origin.Call == nil {
		return false
	}
	flag := tested(instr.Cond)
	return flag != nil && (f.isBeside(s, flag) || f.origin.When == effect.Sometimes && f.seenByGetter(flag)) &&
		f.putsWithin(instr.Block(), instr.Block().Succs[1-i])
}

// fitsNowhere reports whether edge i out of instr ends a loop that looks for the pool
// whose objects are as large as the object: it is of none of these sizes.
func (f *follow) fitsNowhere(s *state, instr *ssa.If, i int) bool {
	head := instr.Block()
	for _, l := range f.loopsOf(head.Parent()) {
		if l.head != head || l.blocks[head.Succs[i]] || !l.blocks[head.Succs[1-i]] {
			continue
		}
		measures := func(b *ssa.BasicBlock) bool {
			cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
			return ok && cond != instr && varies(cond.Cond) && (f.judges(s, cond.Cond, effect.True) || f.judges(s, cond.Cond, effect.False))
		}
		for b := range l.blocks {
			if !measures(b) {
				continue
			}
			for _, next := range b.Succs {
				if len(next.Preds) == 1 && slices.ContainsFunc(next.Instrs, func(instr ssa.Instruction) bool { return f.mayPut(instr) && f.passes(s, instr) }) {
					return true
				}
			}
		}
	}
	return false
}

// varies reports whether cond compares two values, none of which is a constant.
func varies(cond ssa.Value) bool {
	b, ok := cond.(*ssa.BinOp)
	return ok && !isConst(b.X) && !isConst(b.Y)
}

// passes reports whether instr is a call that is given what refers to the object.
func (f *follow) passes(s *state, instr ssa.Instruction) bool {
	call, ok := instr.(ssa.CallInstruction)
	return ok && slices.ContainsFunc(call.Common().Args, func(arg ssa.Value) bool { return len(s.refsOf(f.canon(unwrap(arg)))) > 0 })
}

// tested returns what cond compares with a constant, or asks to be true.
func tested(cond ssa.Value) ssa.Value {
	for {
		not, ok := cond.(*ssa.UnOp)
		if !ok || not.Op != token.NOT {
			break
		}
		cond = not.X
	}
	if cmp, ok := cond.(*ssa.BinOp); ok {
		if _, ok := cmp.Y.(*ssa.Const); !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ {
			return nil
		}
		return cmp.X
	}
	return cond
}

// isBeside reports whether v is a flag or a number in a struct that has the
// object in another field.
func (f *follow) isBeside(s *state, v ssa.Value) bool { return f.isBesideAny(s.refs, v) }

// isBesideAny is isBeside for what is reached by refs.
func (f *follow) isBesideAny(refs []ref, v ssa.Value) bool {
	var holder ssa.Value
	var before effect.Path
	switch v := v.(type) {
	case *ssa.Field:
		holder = v.X
	case *ssa.UnOp:
		addr, ok := v.X.(*ssa.FieldAddr)
		if !ok || v.Op != token.MUL {
			return false
		}
		holder, before = addr.X, effect.Deref
	default:
		return false
	}
	if _, ok := v.Type().Underlying().(*types.Basic); !ok {
		return false // that it may be an error does not say that there is nothing to put
	}
	holder = f.canon(holder)
	return slices.ContainsFunc(refs, func(r ref) bool {
		rest, ok := r.path.Cut(before)
		return ok && r.val == holder && !r.part && !r.release && rest != "" && rest[0] == '.'
	})
}

// seenByGetter reports whether v is what the call that takes the object is given,
// a field of that, or a package variable.
func (f *follow) seenByGetter(v ssa.Value) bool {
	given := func(v ssa.Value) bool {
		return slices.ContainsFunc(operands(f.origin.Call), func(arg ssa.Value) bool {
			_, isConst := arg.(*ssa.Const)
			return !isConst && f.terms.of(arg) == f.terms.of(v)
		})
	}
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		switch addr := load.X.(type) {
		case *ssa.Global:
			return true
		case *ssa.FieldAddr:
			return given(addr.X) || given(v)
		}
	}
	return given(v)
}

// putsWithin reports whether something is put where control comes only by the
// edge from b to succ.
func (f *follow) putsWithin(b, succ *ssa.BasicBlock) bool {
	if len(succ.Preds) != 1 || succ.Preds[0] != b {
		return false
	}
	return slices.ContainsFunc(b.Parent().Blocks, func(within *ssa.BasicBlock) bool {
		return succ.Dominates(within) && slices.ContainsFunc(within.Instrs, f.mayPut)
	})
}

func isConst(v ssa.Value) bool {
	_, ok := v.(*ssa.Const)
	return ok
}
