package content

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// atomic executes a call of a function of package sync/atomic, or of a method of one
// of its types, that loads or stores a variable, and reports whether it is one. What
// Add and the like do is a count, as of references, which is kept apart from the use
// of the object, see [flow.isShift]; a pointer is often a cache that all users share.
func (f *flow) atomic(s state, instr ssa.CallInstruction) bool {
	common := instr.Common()
	fn := callee(common)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "sync/atomic" || len(common.Args) == 0 {
		return false
	}
	c := f.place(common.Args[0]).pointee()
	if c.root == nil || !followed(c.root) || isElem(common.Args[0]) {
		return true // one of many elements
	}
	result := instr.Value()
	asked := result != nil && len(*result.Referrers()) > 0
	stored := common.Args[len(common.Args)-1]
	if stored != common.Args[0] && !isPlain(stored.Type()) {
		return true
	}
	switch name := fn.Name(); {
	case strings.HasPrefix(name, "Load"):
		if asked && isPlain(resultType(common)) {
			f.read(s, c, instr)
		}
	case strings.HasPrefix(name, "Store"):
		f.assign(s, c, f.bitsOf(s, stored, c), instr)
	case strings.HasPrefix(name, "Swap"):
		if asked {
			f.read(s, c, instr)
		}
		f.assign(s, c, f.bitsOf(s, stored, c), instr)
	case strings.HasPrefix(name, "CompareAndSwap"):
		f.swap(s, c, stored, asked, instr)
	}
	return true
}

// swap executes a call that sets c to what is stored if it holds something else. One
// that sets it to zero is taken for a reset: of a flag there is no third value.
func (f *flow) swap(s state, c cell, stored ssa.Value, asked bool, instr ssa.CallInstruction) {
	bits := f.bitsOf(s, stored, c)
	if bits == 0 {
		f.assign(s, c, 0, instr)
		return
	}
	if asked {
		f.read(s, c, instr)
	}
	f.noteWrite(c, instr)
	s.add(c, bits)
}

// isPlain reports whether t is a type of numbers or flags.
func isPlain(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&(types.IsNumeric|types.IsBoolean) != 0
}
