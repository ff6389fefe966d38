package site

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// LocalPools lists the pools that fn makes, that only fn and literals which it
// calls or defers use, and from which no object can be taken a second time: no
// Get is in a loop or follows a Put.
func LocalPools(fn *ssa.Function) []*ssa.Alloc {
	var list []*ssa.Alloc
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			v, ok := instr.(*ssa.Alloc)
			if !ok || !isPoolStruct(v.Type()) {
				continue
			}
			l := localPool{v: v, fn: fn}
			if l.visit(v, false) && len(l.gets) > 0 && !l.reuses() {
				list = append(list, v)
			}
		}
	}
	return list
}

// isPoolStruct reports whether t points to sync.Pool, or to a type defined as it.
func isPoolStruct(t types.Type) bool {
	str, ok := t.Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range str.Fields() {
		if syncpool.IsNewField(f) {
			return true
		}
	}
	return false
}

// A localPool collects the uses of a pool that fn makes.
type localPool struct {
	v    *ssa.Alloc
	fn   *ssa.Function
	gets []ssa.Instruction
	puts []ssa.Instruction // that are not deferred
}

// visit looks at the uses of v, which points to the pool or, if cell is set, is
// the address of a local variable that points to it. It reports whether nothing
// else gets hold of the pool.
func (l *localPool) visit(v ssa.Value, cell bool) bool {
	for _, use := range *v.Referrers() {
		ok := false
		switch use := use.(type) {
		case *ssa.Store:
			into, variable := use.Addr.(*ssa.Alloc)
			switch {
			case use.Addr == v:
				ok = true // what it is set to is seen there
			case variable && !cell && syncpool.OnlyStore(into) == v:
				ok = l.visit(into, true)
			}
		case *ssa.UnOp:
			ok = cell && l.visit(use, false)
		case *ssa.FieldAddr:
			ok = !cell // it is New
		case *ssa.ChangeType:
			ok = !cell && l.visit(use, false)
		case *ssa.MakeClosure:
			ok = l.visitLiteral(use, v, cell)
		case ssa.CallInstruction:
			ok = !cell && l.visitCall(use, v)
		case *ssa.DebugRef:
			ok = true
		}
		if !ok {
			return false
		}
	}
	return true
}

func (l *localPool) visitCall(call ssa.CallInstruction, v ssa.Value) bool {
	op, pool, _ := syncpool.OpOfCall(call.Common())
	_, started := call.(*ssa.Go)
	if op == syncpool.None || pool != v || started {
		return false
	}
	_, deferred := call.(*ssa.Defer)
	switch {
	case op == syncpool.Get && call.Parent() != l.fn:
		return false // how often a literal runs is not looked into
	case op == syncpool.Get:
		l.gets = append(l.gets, call)
	case !deferred && call.Parent() == l.fn:
		l.puts = append(l.puts, call)
	}
	return true
}

// visitLiteral looks at the uses in a literal, or a method value, that captured
// v.
func (l *localPool) visitLiteral(closure *ssa.MakeClosure, v ssa.Value, cell bool) bool {
	for _, use := range *closure.Referrers() {
		call, ok := use.(ssa.CallInstruction)
		if _, started := use.(*ssa.Go); !ok || started || call.Common().Value != closure {
			return false
		}
		if op, _, _ := syncpool.OpOfCall(call.Common()); op != syncpool.None {
			if !l.visitCall(call, v) {
				return false
			}
		} else if _, deferred := call.(*ssa.Defer); !deferred && call.Parent() == l.fn {
			l.puts = append(l.puts, call) // for all one knows
		}
	}
	fn := closure.Fn.(*ssa.Function)
	if fn.Parent() == nil {
		return true // a method value
	}
	for i, b := range closure.Bindings {
		if b == v && !l.visit(fn.FreeVars[i], cell) {
			return false
		}
	}
	return true
}

// reuses reports whether some Get may follow a Put or itself.
func (l *localPool) reuses() bool {
	for _, get := range l.gets {
		if l.leads(get, get) || slices.ContainsFunc(l.puts, func(put ssa.Instruction) bool { return l.leads(put, get) }) {
			return true
		}
	}
	return false
}

// leads reports whether a path leads from a to b on which the pool is not made
// anew.
func (l *localPool) leads(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() && slices.Index(a.Block().Instrs, a) < slices.Index(b.Block().Instrs, b) {
		return true
	}
	seen := map[*ssa.BasicBlock]bool{l.v.Block(): true}
	work := slices.Clone(a.Block().Succs)
	for len(work) > 0 {
		block := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[block] {
			continue
		}
		seen[block] = true
		if block == b.Block() {
			return true
		}
		work = append(work, block.Succs...)
	}
	return false
}
