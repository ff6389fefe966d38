package lifecycle

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// A term is a value, what is stored in the local variable at that address, or
// an element of a tuple. Values that must be equal because they compute the
// same from the same are one term.
type term struct {
	v    ssa.Value
	cell bool
	elem int // one more than the index of the element
}

// resultTerm returns the term of result i of call.
func resultTerm(call *ssa.Call, i int) term {
	if call.Call.Signature().Results().Len() > 1 {
		return term{v: call, elem: i + 1}
	}
	return term{v: call}
}

// terms assigns values to terms.
type terms struct {
	num     *numbering
	rep     map[ssa.Value]ssa.Value
	byExpr  map[string]ssa.Value
	leaves  map[ssa.Value][]ssa.Value
	isLeaf  map[ssa.Value]bool // whether another value is computed from it
	local   map[ssa.Value]bool // all uses of it, and of what must equal it, are in the block that computes it
	decide  map[ssa.Value]bool
	compare map[ssa.Value]bool  // see [terms.compared]
	stored  map[*types.Var]bool // fields that the function assigns
	steady  map[ssa.Value]bool  // see [analysis.findSteady]
	idles   map[ssa.Value]bool  // see [terms.idle]
	guards  map[ssa.Value]bool  // the conditions for which a range over a number begins: what it is says as much
}

func newTerms(num *numbering, root *ssa.Function) *terms {
	t := &terms{num: num, rep: map[ssa.Value]ssa.Value{}, byExpr: map[string]ssa.Value{}, leaves: map[ssa.Value][]ssa.Value{}, isLeaf: map[ssa.Value]bool{}, local: map[ssa.Value]bool{}, decide: map[ssa.Value]bool{}, compare: map[ssa.Value]bool{}, stored: map[*types.Var]bool{}, steady: map[ssa.Value]bool{}, guards: map[ssa.Value]bool{}, idles: map[ssa.Value]bool{}}
	t.findStores(root)
	t.findConds(root)
	return t
}

// findConds gives the conditions of fn and of the literals in it their terms, so
// that it is known of each whether it is tested more than once.
func (t *terms) findConds(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		if cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
			v := t.value(cond.Cond)
			if b.Succs[0].Comment == "rangeint.body" {
				t.guards[v] = true
			}
			if not, ok := v.(*ssa.UnOp); ok && not.Op == token.NOT {
				v = t.value(not.X)
			}
			if t.settled(v) {
				t.local[v] = false // the next iteration tests it again
			}
		}
	}
	for _, anon := range fn.AnonFuncs {
		t.findConds(anon)
	}
}

func (t *terms) findStores(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if store, ok := instr.(*ssa.Store); ok {
				if addr, ok := store.Addr.(*ssa.FieldAddr); ok {
					t.stored[syncpool.FieldVar(addr.X.Type(), addr.Field)] = true
				}
			}
		}
	}
	for _, anon := range fn.AnonFuncs {
		t.findStores(anon)
	}
}

const maxLeaves = 8 // that a value is computed from

// of returns the term of v.
func (t *terms) of(v ssa.Value) term { return term{v: t.value(v)} }

// value returns the value that stands for all that must equal v.
func (t *terms) value(v ssa.Value) ssa.Value {
	if r, ok := t.rep[v]; ok {
		return r
	}
	t.rep[v] = v // while in progress
	r := v
	if expr, ops := t.expr(v); expr != "" {
		var leaves []ssa.Value
		for _, op := range ops {
			for _, l := range t.leavesOf(op) {
				if !slices.Contains(leaves, l) {
					leaves = append(leaves, l)
				}
			}
		}
		if len(leaves) > maxLeaves {
			return r // a leaf itself
		}
		if first, ok := t.byExpr[expr]; ok {
			r = first
			t.local[r] = false
		} else {
			t.byExpr[expr] = v
		}
		t.leaves[r] = leaves
		for _, l := range leaves {
			t.isLeaf[l] = true
		}
	} else if fv, ok := v.(*ssa.FreeVar); ok {
		if b := syncpool.Binding(fv); b != nil {
			r = t.value(b)
			t.isLeaf[r] = true
		}
	}
	t.rep[v] = r
	return r
}

// decides reports whether what is known of v can matter: it is compared,
// assigned, returned or passed to a literal.
func (t *terms) decides(v ssa.Value) bool {
	d, ok := t.decide[v]
	if !ok {
		for _, use := range *v.Referrers() {
			switch use := use.(type) {
			case *ssa.UnOp:
				d = d || use.Op == token.NOT
			case *ssa.Store:
				d = d || use.Val == v
			case *ssa.BinOp, *ssa.If, *ssa.Phi, *ssa.Return, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.MakeInterface, *ssa.TypeAssert, *ssa.Convert, *ssa.Slice:
				d = true
			case *ssa.Call:
				d = d || use.Call.Value != v
			}
		}
		t.decide[v] = d
	}
	return d
}

// compared reports whether v, or a variable that it is assigned to, is compared
// with something.
func (t *terms) compared(v ssa.Value) bool {
	if c, ok := t.compare[v]; ok {
		return c
	}
	found := false
	vars := []ssa.Value{v}
	for i := 0; i < len(vars) && !found; i++ {
		if vars[i].Referrers() == nil {
			continue
		}
		for _, use := range *vars[i].Referrers() {
			switch use := use.(type) {
			case *ssa.BinOp:
				found = true
			case *ssa.Phi:
				if !slices.Contains(vars, ssa.Value(use)) {
					vars = append(vars, use)
				}
			}
		}
	}
	t.compare[v] = found
	return found
}

// idle reports whether v is a slice that is only appended to, measured and indexed, or
// joined with another one for that: it makes no difference whether it is nil.
func (t *terms) idle(v ssa.Value) bool {
	if !isReference(v.Type()) {
		return false
	}
	if idle, ok := t.idles[v]; ok {
		return idle
	}
	idle := true
	vars := []ssa.Value{v}
	for i := 0; i < len(vars) && idle; i++ {
		for _, use := range *vars[i].Referrers() {
			switch use := use.(type) {
			case *ssa.Call:
				_, builtin := use.Call.Value.(*ssa.Builtin)
				idle = idle && builtin
			case *ssa.Phi:
				if !slices.Contains(vars, ssa.Value(use)) {
					vars = append(vars, use)
				}
			case *ssa.IndexAddr, *ssa.DebugRef:
			default:
				idle = false
			}
		}
	}
	t.idles[v] = idle
	return idle
}

// passing reports whether tm is a value that is not used outside of its block.
func (t *terms) passing(tm term) bool {
	if tm.cell {
		return false
	}
	local, ok := t.local[tm.v]
	if !ok {
		local = isLocal(tm.v)
		t.local[tm.v] = local
	}
	return local
}

func isLocal(v ssa.Value) bool {
	if e, ok := v.(*ssa.Extract); ok { // what is known of one result tells of the others
		return !slices.ContainsFunc(*e.Tuple.Referrers(), func(other ssa.Instruction) bool {
			v, ok := other.(ssa.Value)
			return ok && !isUsedLocally(v)
		})
	}
	return isUsedLocally(v)
}

func isUsedLocally(v ssa.Value) bool {
	def, ok := v.(ssa.Instruction)
	if !ok || v.Referrers() == nil {
		return false
	}
	for _, use := range *v.Referrers() {
		switch use := use.(type) {
		case *ssa.Phi:
			return false
		case *ssa.Store:
			if use.Val == v {
				return false
			}
		}
		if use.Block() != def.Block() {
			return false
		}
	}
	return true
}

// leavesOf returns the values whose new execution gives v another value.
func (t *terms) leavesOf(v ssa.Value) []ssa.Value {
	v = t.value(v)
	if l, ok := t.leaves[v]; ok {
		return l
	}
	switch v.(type) {
	case *ssa.Const, *ssa.Parameter, *ssa.Global, *ssa.FreeVar, *ssa.Function, *ssa.Builtin:
		return nil
	}
	return []ssa.Value{v}
}

// expr returns a text that is equal for values that compute the same from the
// same, and the operands; "" for what may differ from one execution to the
// next.
func (t *terms) expr(v ssa.Value) (string, []ssa.Value) {
	id := func(v ssa.Value) uint64 { return t.num.value(t.value(v)) }
	switch v := v.(type) {
	case *ssa.Const:
		return fmt.Sprintf("const %v %v", v.Value, v.Type()), nil
	case *ssa.BinOp:
		return fmt.Sprintf("%v %d %d", v.Op, id(v.X), id(v.Y)), []ssa.Value{v.X, v.Y}
	case *ssa.UnOp:
		if v.Op == token.NOT || v.Op == token.SUB {
			return fmt.Sprintf("%v %d", v.Op, id(v.X)), []ssa.Value{v.X}
		}
		if cell := variable(v.X); cell != nil && v.Op == token.MUL && assignedOnce(cell) {
			return fmt.Sprintf("load %d", id(cell)), []ssa.Value{cell}
		}
		if addr, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL && !t.stored[syncpool.FieldVar(addr.X.Type(), addr.Field)] {
			return fmt.Sprintf("load %d", id(addr)), []ssa.Value{addr}
		}
	case *ssa.FieldAddr:
		return fmt.Sprintf("field %d %d", v.Field, id(v.X)), []ssa.Value{v.X}
	case *ssa.ChangeType:
		return fmt.Sprintf("change %d %v", id(v.X), v.Type()), []ssa.Value{v.X}
	case *ssa.Convert:
		return fmt.Sprintf("convert %d %v", id(v.X), v.Type()), []ssa.Value{v.X}
	case *ssa.ChangeInterface:
		return fmt.Sprintf("change %d %v", id(v.X), v.Type()), []ssa.Value{v.X}
	case *ssa.Call:
		if isSizeOfSlice(v) {
			return fmt.Sprintf("%s %d", v.Call.Value.Name(), id(v.Call.Args[0])), []ssa.Value{v.Call.Args[0]}
		}
		if t.isPredicate(v) {
			return fmt.Sprintf("call %d %d", t.num.value(v.Call.Value), id(v.Call.Args[0])), v.Call.Args
		}
	}
	return "", nil
}

// dependsOn reports whether a new execution of leaf changes tm.
func (t *terms) dependsOn(tm term, leaf ssa.Value) bool {
	if tm.v == nil {
		return false
	}
	if tm.v == leaf {
		return !t.settled(leaf) && !t.steady[leaf]
	}
	return t.isLeaf[leaf] && slices.Contains(t.leavesOf(tm.v), leaf)
}

// isPredicate reports whether call calls a method without parameters that computes
// a truth value from fields of its receiver, none of which the function assigns.
func (t *terms) isPredicate(call *ssa.Call) bool {
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Signature.Recv() == nil || len(call.Call.Args) != 1 || len(fn.Blocks) == 0 || fn.Signature.Results().Len() != 1 || !isBool(fn.Signature.Results().At(0).Type()) {
		return false
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				if t.stored[syncpool.FieldVar(instr.X.Type(), instr.Field)] {
					return false
				}
			case *ssa.UnOp:
				if _, field := instr.X.(*ssa.FieldAddr); instr.Op == token.ARROW || instr.Op == token.MUL && !field {
					return false
				}
			case *ssa.BinOp, *ssa.Field, *ssa.Phi, *ssa.If, *ssa.Jump, *ssa.Return, *ssa.DebugRef:
			default:
				return false
			}
		}
	}
	return true
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// settled reports whether v is taken to be the same whenever it is computed.
func (t *terms) settled(v ssa.Value) bool {
	if call, ok := v.(*ssa.Call); ok && !isSizeOfSlice(call) {
		return t.isPredicate(call) && len(t.leavesOf(call)) == 0
	}
	return settled(v, 0)
}

// settled reports whether v is the same whenever it is computed: from constants,
// parameters and variables that are assigned once.
func settled(v ssa.Value, depth int) bool {
	if depth > maxLeaves {
		return false
	}
	switch v := v.(type) {
	case *ssa.Const, *ssa.Parameter:
		return depth > 0
	case *ssa.BinOp:
		return settled(v.X, depth+1) && settled(v.Y, depth+1)
	case *ssa.UnOp:
		if cell := variable(v.X); cell != nil && v.Op == token.MUL {
			return cell.Block().Index == 0 && assignedOnce(cell)
		}
		return (v.Op == token.NOT || v.Op == token.SUB) && settled(v.X, depth+1)
	case *ssa.Call:
		return isSizeOfSlice(v) && settled(v.Call.Args[0], depth+1)
	case *ssa.Convert:
		return settled(v.X, depth+1)
	case *ssa.ChangeType:
		return settled(v.X, depth+1)
	}
	return false
}

// isSizeOfSlice reports whether call asks for the length or the capacity of a slice, which
// a slice that is not assigned keeps.
func isSizeOfSlice(call *ssa.Call) bool {
	b, ok := call.Call.Value.(*ssa.Builtin)
	if !ok || b.Name() != "len" && b.Name() != "cap" {
		return false
	}
	_, ok = call.Call.Args[0].Type().Underlying().(*types.Slice)
	return ok
}
