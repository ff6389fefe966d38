package site

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A Taken is the value that a Get returns, followed through local variables.
type Taken struct {
	// Asserts are the assertions about it, in source order. Those of a type
	// switch are among them.
	Asserts []*ssa.TypeAssert

	forms []ssa.Value       // it and the variables it is assigned to
	tests []ssa.Instruction // where it is compared with nil or asserted with a check
}

// Follow follows v, the value of an interface type.
func Follow(v ssa.Value) *Taken {
	t := &Taken{forms: forms(v)}
	for _, v := range t.forms {
		for _, use := range *v.Referrers() {
			switch use := use.(type) {
			case *ssa.TypeAssert:
				t.Asserts = append(t.Asserts, use)
				if use.CommaOk && Checked(use) {
					t.tests = append(t.tests, use)
				}
			case *ssa.BinOp:
				if nilTest(use) {
					t.tests = append(t.tests, use)
				}
			}
		}
	}
	slices.SortStableFunc(t.Asserts, func(a, b *ssa.TypeAssert) int { return cmp.Compare(a.Pos(), b.Pos()) })
	return t
}

// Tested reports whether every path of the value to instr has a test of it.
func (t *Taken) Tested(instr ssa.Instruction) bool {
	if slices.ContainsFunc(t.tests, func(test ssa.Instruction) bool { return precedes(test, instr) }) {
		return true
	}
	assert, ok := instr.(*ssa.TypeAssert)
	return ok && t.comesTested(assert.X, map[ssa.Value]bool{})
}

// comesTested reports whether the value has been tested on each way in which it
// comes to v, a variable of several values, before it joins the others.
func (t *Taken) comesTested(v ssa.Value, seen map[ssa.Value]bool) bool {
	if change, ok := v.(*ssa.ChangeInterface); ok {
		return t.comesTested(change.X, seen)
	}
	phi, ok := v.(*ssa.Phi)
	if !ok {
		return false
	}
	seen[phi] = true
	for i, edge := range phi.Edges {
		if !slices.Contains(t.forms, edge) || seen[edge] {
			continue
		}
		pred := phi.Block().Preds[i]
		if !t.Tested(pred.Instrs[len(pred.Instrs)-1]) && !t.comesTested(edge, seen) {
			return false
		}
	}
	return true
}

// Unchecked returns a use of what an assertion about the value returns that
// panics if there was none; nil if there is no such use, or if it is tested. The
// assertion panics itself, unless it is of the form "v, _ := x.(T)".
func (t *Taken) Unchecked(assert *ssa.TypeAssert) ssa.Instruction {
	if t.Tested(assert) {
		return nil
	}
	if !assert.CommaOk {
		return assert
	}
	v := extract(assert, 0)
	if v == nil || Checked(assert) {
		return nil
	}
	for _, use := range *v.Referrers() {
		if panics(use, v) && !slices.ContainsFunc(*v.Referrers(), func(test ssa.Instruction) bool {
			b, ok := test.(*ssa.BinOp)
			return ok && nilTest(b) && precedes(b, use)
		}) {
			return use
		}
	}
	return nil
}

// Checked reports whether the second result of an assertion is looked at.
func Checked(assert *ssa.TypeAssert) bool {
	for _, use := range *assert.Referrers() {
		if e, ok := use.(*ssa.Extract); ok && e.Index == 1 && len(*e.Referrers()) > 0 {
			return true
		}
	}
	return false
}

// forms returns v and the variables that it is assigned to, as far as these
// need no memory.
func forms(v ssa.Value) []ssa.Value {
	list := []ssa.Value{v}
	for i := 0; i < len(list); i++ {
		for _, use := range *list[i].Referrers() {
			switch use := use.(type) {
			case *ssa.Phi:
				if !slices.Contains(list, ssa.Value(use)) {
					list = append(list, use)
				}
			case *ssa.ChangeInterface:
				list = append(list, use)
			}
		}
	}
	return list
}

// nilTest reports whether b compares something with nil.
func nilTest(b *ssa.BinOp) bool {
	return (b.Op == token.EQL || b.Op == token.NEQ) && (isNil(b.X) || isNil(b.Y))
}

// precedes reports whether a is executed before b, on every path to b.
func precedes(a, b ssa.Instruction) bool {
	if a.Parent() != b.Parent() {
		return false
	}
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	return slices.Index(a.Block().Instrs, a) < slices.Index(b.Block().Instrs, b)
}

// panics reports whether instr panics if v is the zero value of its type.
func panics(instr ssa.Instruction, v ssa.Value) bool {
	switch instr := instr.(type) {
	case *ssa.FieldAddr:
		return instr.X == v
	case *ssa.IndexAddr:
		return instr.X == v
	case *ssa.UnOp:
		return instr.Op == token.MUL
	case *ssa.Store:
		return instr.Addr == v
	case *ssa.MapUpdate:
		return instr.Map == v
	case ssa.CallInstruction:
		call := instr.Common()
		if call.IsInvoke() {
			return call.Value == v
		}
		fn := call.StaticCallee()
		if fn == nil || fn.Signature.Recv() == nil || len(call.Args) == 0 || call.Args[0] != v {
			return false
		}
		_, pointer := fn.Signature.Recv().Type().Underlying().(*types.Pointer)
		return pointer && !expectsNil(bodyOf(fn))
	}
	return false
}

// expectsNil reports whether a method compares its receiver with nil.
func expectsNil(method *ssa.Function) bool {
	if len(method.Params) == 0 || method.Params[0].Referrers() == nil {
		return false
	}
	return slices.ContainsFunc(*method.Params[0].Referrers(), func(use ssa.Instruction) bool {
		b, ok := use.(*ssa.BinOp)
		return ok && nilTest(b)
	})
}
