package lifecycle

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// What was stored in a package variable can be removed from there in many ways.
// Which element it is that goes, and on which paths, is not asked.

const maxCallees = 3 // functions within functions that are looked into

// removed reports whether what e stored in a package variable may be gone from
// there by the time it is put: the function removes something from the same
// container afterwards, or another does while this one waits.
func (f *follow) removed(e escape) bool {
	if e.root == nil {
		return false
	}
	if store, ok := e.at.(*ssa.Store); ok && !e.whole && leavesOut(store.Val) {
		return true // of a collection
	}
	r := remover{f: f, stored: e.at, part: e.part || e.whole && isReference(e.val.Type()), root: e.root, chain: chainOf(e.at), seen: map[*ssa.Function]bool{}}
	after := f.after(e.at)
	if r.in(f.fn, after, 0) {
		return true
	}
	waits := func(instr ssa.Instruction) bool {
		_, flag := instr.(*ssa.Store)
		return !flag && after(instr) && f.waitsFor(instr, e.at)
	}
	r.empties = true
	return contains(f.fn, waits) && slices.ContainsFunc(functionsOf(f.fn.Package()), func(fn *ssa.Function) bool { return fn != f.fn && r.in(fn, nil, maxCallees) })
}

// after returns which instructions of the function may run after start: those that
// control can come to. A literal that is only called where it stands runs there; any
// other may run at any time.
func (f *follow) after(start ssa.Instruction) func(ssa.Instruction) bool {
	from := newSuccession(start)
	return func(instr ssa.Instruction) bool {
		_, deferred := instr.(*ssa.Defer)
		if deferred || instr.Parent() == start.Parent() {
			return deferred || from.leadsTo(instr)
		}
		around := commonParent(start.Parent(), instr.Parent())
		if around == nil {
			return true
		}
		starts, ok := sites(start, around)
		ends, known := sites(instr, around)
		if !ok || !known {
			return !known || !runsAtExit(start, around)
		}
		for _, start := range starts {
			from := newSuccession(start)
			if slices.ContainsFunc(ends, from.leadsTo) {
				return true
			}
		}
		return false
	}
}

// A succession is what may run after an instruction, in the same function.
type succession struct {
	start  ssa.Instruction
	blocks map[*ssa.BasicBlock]bool
}

func newSuccession(start ssa.Instruction) succession {
	s := succession{start, map[*ssa.BasicBlock]bool{}}
	work := slices.Clone(start.Block().Succs)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if !s.blocks[b] {
			s.blocks[b] = true
			work = append(work, b.Succs...)
		}
	}
	return s
}

func (s succession) leadsTo(instr ssa.Instruction) bool {
	b := instr.Block()
	return s.blocks[b] || b == s.start.Block() && slices.Index(b.Instrs, instr) > slices.Index(b.Instrs, s.start)
}

// commonParent returns the innermost function in which both fn and other are, nil for
// none.
func commonParent(fn, other *ssa.Function) *ssa.Function {
	for ; fn != nil; fn = fn.Parent() {
		for o := other; o != nil; o = o.Parent() {
			if o == fn {
				return fn
			}
		}
	}
	return nil
}

// runsAtExit reports whether instr, of a literal in fn or in another literal, only runs
// when fn returns.
func runsAtExit(instr ssa.Instruction, fn *ssa.Function) bool {
	lit := instr.Parent()
	for lit != fn && lit.Parent() != fn {
		lit = lit.Parent()
	}
	return lit != fn && !slices.ContainsFunc(usesOf(lit), func(u use) bool {
		_, deferred := u.instr.(*ssa.Defer)
		return !deferred || !isCalled(u)
	})
}

// sites lists where instr, of a literal in fn or in another literal, runs in fn. It
// reports false where that cannot be told.
func sites(instr ssa.Instruction, fn *ssa.Function) ([]ssa.Instruction, bool) {
	list := []ssa.Instruction{instr}
	for lit := instr.Parent(); lit != fn; lit = lit.Parent() {
		if lit == nil {
			return nil, false
		}
		list = nil
		for _, u := range usesOf(lit) {
			if _, deferred := u.instr.(*ssa.Defer); deferred || !isCalled(u) {
				return nil, false
			}
			list = append(list, u.instr)
		}
	}
	return list, true
}

// functionsOf lists the functions and methods of pkg.
func functionsOf(pkg *ssa.Package) []*ssa.Function {
	var list []*ssa.Function
	for _, name := range pkg.Pkg.Scope().Names() {
		switch member := pkg.Members[name].(type) {
		case *ssa.Function:
			list = append(list, member)
		case *ssa.Type:
			named, ok := member.Type().(*types.Named)
			if !ok {
				continue
			}
			for method := range named.Methods() {
				if fn := pkg.Prog.FuncValue(method); fn != nil {
					list = append(list, fn)
				}
			}
		}
	}
	return list
}

// A remover looks for what removes elements from the container in which an
// instruction stored something.
type remover struct {
	f      *follow
	stored ssa.Instruction
	part   bool // it stored memory of the object, and no container of objects
	root   *ssa.Global
	chain  []ssa.Value // the variables and containers from the element up to root
	seen   map[*ssa.Function]bool

	empties bool // what only assigns something else does not count
}

// in reports whether an instruction of fn, or of a literal in it, that may says
// may run removes something; nil stands for all. It looks into the functions that
// fn calls if depth allows.
func (r *remover) in(fn *ssa.Function, may func(ssa.Instruction) bool, depth int) bool {
	if r.seen[fn] {
		return false
	}
	r.seen[fn] = may == nil
	return contains(fn, func(instr ssa.Instruction) bool {
		if may != nil && !may(instr) {
			return false
		}
		switch instr := instr.(type) {
		case *ssa.Store:
			return r.stores(instr, depth)
		case *ssa.MapUpdate:
			return instr != r.stored && r.reaches(instr.Map, depth) && (isNil(instr.Value) || !r.empties && r.replaces(instr))
		case ssa.CallInstruction:
			common := instr.Common()
			if old, ok := r.stored.(*ssa.Call); ok && instr != r.stored && takesOut(common, old.Call.Args[0].Type()) {
				return true
			}
			if b, ok := common.Value.(*ssa.Builtin); ok {
				return (b.Name() == "delete" || b.Name() == "clear") && r.reaches(common.Args[0], depth)
			}
			callee, _ := r.f.prog.Callee(common)
			return callee != nil && callee != fn && depth < maxCallees && callee.Package() == r.f.fn.Package() && callee.Parent() == nil && r.in(callee, nil, depth+1)
		}
		return false
	})
}

// stores reports whether store overwrites the element, or what holds it, other
// than by appending to it.
func (r *remover) stores(store *ssa.Store, depth int) bool {
	if r.empties && !isNil(store.Val) && (r.part || !leavesOut(store.Val)) {
		return false
	}
	if old, ok := r.stored.(*ssa.Store); ok && depth == 0 && old.Addr == store.Addr && !isAddition(old.Val) {
		return false // each path tells whether what it stored is there
	}
	if store == r.stored || !r.reaches(store.Addr, depth) || isAddition(store.Val) {
		return false
	}
	if _, elem := store.Addr.(*ssa.IndexAddr); !elem || isNil(store.Val) {
		return true
	}
	old, ok := r.stored.(*ssa.Store)
	return ok && r.f.terms.of(old.Addr) == r.f.terms.of(store.Addr)
}

// replaces reports whether update assigns something else to the element that was
// stored.
func (r *remover) replaces(update *ssa.MapUpdate) bool {
	old, ok := r.stored.(*ssa.MapUpdate)
	return ok && r.f.terms.of(old.Key) == r.f.terms.of(update.Key) && r.f.terms.of(old.Value) != r.f.terms.of(update.Value)
}

// reaches reports whether v, the address of a variable, or a map, is root or lies
// in it, and is of a type that leads to the element. A function that is called may
// come by the container in other ways: there a variable of that type, or the same
// field of any struct, is enough, but for memory of the object.
func (r *remover) reaches(v ssa.Value, depth int) bool {
	if !slices.ContainsFunc(r.chain, func(c ssa.Value) bool { return types.Identical(c.Type(), v.Type()) }) {
		return false
	}
	loaded := false
	w := v
	for range maxDepth {
		if w == nil {
			break
		}
		_, global := w.(*ssa.Global)
		if _, variable := w.(*ssa.Alloc); global || variable && !loaded {
			return w == r.root
		}
		load, ok := w.(*ssa.UnOp)
		loaded = loaded || ok && load.Op == token.MUL
		w = container(w)
	}
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	field, ok := v.(*ssa.FieldAddr)
	return depth > 0 && !r.part && (!ok || slices.ContainsFunc(r.chain, func(c ssa.Value) bool {
		other, ok := c.(*ssa.FieldAddr)
		return ok && syncpool.FieldVar(other.X.Type(), other.Field) == syncpool.FieldVar(field.X.Type(), field.Field)
	}))
}

// isAddition reports whether v is a slice with something appended to it, and
// nothing left out.
func isAddition(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "append" && !leavesOut(v)
}

// leavesOut reports whether v is what remains of a slice: its first elements, and
// perhaps some of the others, or what a function made of it.
func leavesOut(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Slice:
		return v.High != nil
	case *ssa.Call:
		b, ok := v.Call.Value.(*ssa.Builtin)
		if !ok {
			return isReference(v.Type())
		}
		if b.Name() != "append" || len(v.Call.Args) < 2 || !leavesOut(v.Call.Args[0]) {
			return false
		}
		rest, ok := v.Call.Args[1].(*ssa.Slice)
		if !ok {
			return true
		}
		array, ok := rest.X.(*ssa.Alloc)
		return !ok || array.Comment != "varargs" // else these elements are added
	}
	return false
}

// chainOf lists what leads to the element that instr stores.
func chainOf(instr ssa.Instruction) []ssa.Value {
	var v ssa.Value
	switch instr := instr.(type) {
	case *ssa.Store:
		v = instr.Addr
	case *ssa.MapUpdate:
		v = instr.Map
	case *ssa.Call:
		v = containerOf(&instr.Call)
	}
	var list []ssa.Value
	for v != nil && len(list) < maxDepth {
		list = append(list, v)
		v = container(v)
	}
	return list
}

// container returns what v is an element or a field of, or was loaded from; nil
// if it is neither.
func container(v ssa.Value) ssa.Value {
	switch v := v.(type) {
	case *ssa.FreeVar:
		if b := syncpool.Binding(v); b != nil {
			return b
		}
	case *ssa.Alloc:
		return syncpool.OnlyStore(v)
	case *ssa.Lookup:
		return v.X
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return nil
		}
		return v.X
	}
	if x, _, ok := ascend(v, effect.Deref); ok {
		return x
	}
	return nil
}
