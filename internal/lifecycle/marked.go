package lifecycle

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// A struct that holds memory of a pool, or memory of somebody else, often has a flag
// which tells the one from the other, and a method that puts the memory unless the
// flag says that it is not the pool's. Whoever has the struct from a function that
// takes an object of the pool can rely on the method.

// marks reports whether edge i out of instr leads past a Put of an object of the
// caller because of such a flag, which is not so in a struct that is made for an
// object of a pool.
func (f *follow) marks(s *state, instr *ssa.If, i int) bool {
	if f.origin.Call != nil || f.origin.Item != nil {
		return false
	}
	flag := tested(instr.Cond)
	came := []ref{{val: f.input(f.origin.Param), path: f.origin.Path}} // it may have been moved out since
	if flag == nil || !f.isBesideAny(came, flag) || !f.putsWithin(instr.Block(), instr.Block().Succs[1-i]) {
		return false
	}
	field := loadedField(flag)
	if field == nil {
		return false
	}
	list, ok := f.prog.Marks(field)
	if !ok || !f.rulesOut(s, flag, zeroValue(field.Type())) {
		return false
	}
	for _, c := range list {
		if !f.rulesOut(s, flag, constValue(c)) {
			return false
		}
	}
	return true
}

// rulesOut reports whether v is known not to be what is known of another value.
func (f *follow) rulesOut(s *state, v ssa.Value, other value) bool {
	known := f.eval(s, v)
	if known.num && other.num {
		return equal(known, other) == effect.False
	}
	return isTruth(known.is) && known.is == other.is.Not()
}

// cameIn reports whether the object came in a struct whose field, the last of path,
// has it.
func (f *follow) cameIn(path effect.Path) bool {
	i := strings.LastIndexByte(string(path), '.')
	return i >= 0 && strings.HasSuffix(string(f.origin.Path), string(path[i:]))
}

// loadedField returns the field that v is loaded from, nil if it is none.
func loadedField(v ssa.Value) *types.Var {
	switch v := v.(type) {
	case *ssa.Field:
		return syncpool.FieldVar(v.X.Type(), v.Field)
	case *ssa.UnOp:
		if addr, ok := v.X.(*ssa.FieldAddr); ok {
			return syncpool.FieldVar(addr.X.Type(), addr.Field)
		}
	}
	return nil
}
