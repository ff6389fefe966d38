package content

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// A user of a pool may be told what it shall do by functions, options, which set
// fields of a part that each object has: of a struct that New makes for it.

// isPart reports whether c is a struct that new objects have for themselves, behind
// a pointer in a field.
func (f *flow) isPart(c cell) bool {
	at, ok := strings.CutSuffix(string(c.path), string(effect.Deref))
	if !ok {
		return false
	}
	field, rest := ClassOf(TypeOf(c.root), effect.Path(at))
	return field != nil && rest == "" && f.a.Owned(field)
}

// apply executes a call of a function value that is given a part of an object, at
// c, as the argument at index. What the functions of the package that can be the
// value set, it may set.
func (f *flow) apply(s state, instr ssa.CallInstruction, index int, c cell) {
	f.handOut(s, instr, index, c)
	sig := instr.Common().Signature()
	for _, fn := range f.a.all {
		if fn.Signature.Recv() != nil || index >= len(fn.Params) || !types.Identical(fn.Signature, sig) {
			continue
		}
		for _, use := range *fn.Params[index].Referrers() {
			addr, ok := use.(*ssa.FieldAddr)
			if !ok {
				continue
			}
			for _, use := range *addr.Referrers() {
				if store, ok := use.(*ssa.Store); ok && store.Addr == ssa.Value(addr) && !isZeroConst([]ssa.Value{store.Val}) {
					k := cell{c.root, c.path + effect.Field(FieldOf(addr.X.Type(), addr.Field).Name())}
					s.add(k, Written)
					f.noteWrite(k, store)
				}
			}
		}
	}
}
