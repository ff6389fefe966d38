// Package discipline judges how the users of a pool, together, reset and bound
// its objects: what some Put parks dirty although some Get can see it, what
// parked objects keep alive, and what they let grow.
package discipline

import (
	"cmp"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/site"
)

// A Package answers what is asked of a package.
type Package struct {
	Funcs   []*ssa.Function // those that have to do with pooled objects, in source order
	Content *content.Analysis
	Static  func(fn *ssa.Function) bool // whether all calls of fn are in view
	all     []*ssa.Function
	classes map[class]*usage
	order   []class                  // the keys of classes, as they were found
	elems   map[*types.TypeName]bool // types of the elements of slices
	stacks  map[*types.TypeName]bool // types of slices from whose end elements are taken
	used    usedFuncs                // which functions are called at all
}

// A Pool is what is known of a pool.
type Pool struct {
	Pool *site.Pool
	Gets []*Get
	Puts []*Put
}

// A Get is where a function takes an object.
type Get struct {
	Fn     *ssa.Function
	Origin content.Origin
	Direct ssa.CallInstruction // the Get by which a getter in view takes the object, or Origin.Call
	Reads  []content.Event     // of what the object held
	Leaves []content.Event
	Adds   bool // it is a buffer that is written to as it was taken
}

// A Put is where a function puts an object.
type Put struct {
	Fn     *ssa.Function
	Event  content.Event
	Origin *Get // that takes the object in the same function, or nil
	Moved  bool // the function takes the object from another pool
	Writes map[effect.Path]ssa.Instruction
}

// Place returns where what is wrong with the put objects is to be mended: the Put
// itself or, where that is of an object of any type, the call of the function that
// it is in.
func (p *Put) Place() ssa.Instruction {
	put, ok := p.Event.Direct.(ssa.CallInstruction)
	if !ok {
		return p.Event.Direct
	}
	for _, arg := range put.Common().Args {
		if content.OfAnyType(arg) {
			return p.Event.At
		}
	}
	return p.Event.Direct
}

// New prepares the judgement of the pools of a package with functions all. Busy
// tells those that use a pool, or select a field of a pooled object.
func New(all []*ssa.Function, busy func(*ssa.Function) bool, analysis *content.Analysis, static func(*ssa.Function) bool) *Package {
	p := &Package{Content: analysis, Static: static, all: all, classes: map[class]*usage{}, elems: map[*types.TypeName]bool{}, stacks: map[*types.TypeName]bool{}, used: noteUsed(all)}
	taken := map[*ssa.Function]bool{}
	add := func(wanted func(*ssa.Function) bool) (added []*ssa.Function) {
		for _, fn := range all {
			// A literal that is called where it stands is part of the function around it.
			if !taken[fn] && wanted(fn) {
				for content.Called(fn) {
					fn = fn.Parent()
				}
				if !taken[fn] {
					taken[fn] = true
					added = append(added, fn)
				}
			}
		}
		return added
	}
	holders := map[*types.Var]bool{} // fields that objects are stored in
	for added := add(busy); len(added) > 0; {
		found := false
		for _, fn := range added {
			for _, e := range analysis.Func(fn).Events {
				if e.Kind == content.Leave && e.Field != nil && !holders[e.Field] {
					holders[e.Field], found = true, true
				}
			}
		}
		if !found {
			break
		}
		added = add(func(fn *ssa.Function) bool { return selects(fn, holders) })
	}
	for _, fn := range all {
		if taken[fn] {
			p.Funcs = append(p.Funcs, fn)
			p.noteUsage(fn)
		}
	}
	if len(p.Funcs) > 0 {
		p.noteElems(p.Funcs[0].Package().Pkg.Scope())
		p.noteStacks()
	}
	return p
}

// noteElems notes the types of the elements of slices in structs of the package.
func (p *Package) noteElems(scope *types.Scope) {
	for _, name := range scope.Names() {
		str, ok := scope.Lookup(name).Type().Underlying().(*types.Struct)
		if !ok {
			continue
		}
		for field := range str.Fields() {
			if slice, ok := field.Type().Underlying().(*types.Slice); ok {
				if named, ok := types.Unalias(slice.Elem()).(*types.Named); ok {
					p.elems[named.Origin().Obj()] = true
				}
			}
		}
	}
}

// noteStacks notes the types of slices from whose end functions take elements.
func (p *Package) noteStacks() {
	for _, fn := range p.all {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if store, ok := instr.(*ssa.Store); ok && content.TakesLast(store) {
					if name := named(store.Addr.Type()); name != nil {
						p.stacks[name] = true
					}
				}
			}
		}
	}
}

// isParam reports whether v is a parameter of fn.
func isParam(fn *ssa.Function, v ssa.Value) bool {
	return slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool { return ssa.Value(p) == v })
}

// selects reports whether fn takes the address of one of the fields.
func selects(fn *ssa.Function, fields map[*types.Var]bool) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if addr, ok := instr.(*ssa.FieldAddr); ok && fields[content.FieldOf(addr.X.Type(), addr.Field)] {
				return true
			}
		}
	}
	return false
}

// Of returns what is known of a pool.
func (p *Package) Of(pool *site.Pool) *Pool {
	out := &Pool{Pool: pool}
	for _, fn := range p.Funcs {
		f := p.Content.Func(fn)
		first := len(out.Gets)
		for _, o := range f.Origins {
			if !slices.ContainsFunc(pool.Of(site.Get), func(s *site.Site) bool { return s.Instr == ssa.Instruction(o.Call) }) {
				continue
			}
			get := &Get{Fn: fn, Origin: o, Direct: p.direct(o, 0)}
			for _, e := range f.Events {
				if e.Root != o.Call.Value() {
					continue
				}
				switch rest, ok := cut(e.Path, o.Path); {
				case !ok:
				case e.Kind == content.Read:
					e.Path = rest
					get.Reads = append(get.Reads, e)
				case e.Kind == content.Add && rest == effect.Deref:
					get.Adds = true
				case e.Kind == content.Leave && rest == "":
					get.Leaves = append(get.Leaves, e)
				}
			}
			out.Gets = append(out.Gets, get)
		}
		for _, e := range f.Events {
			if e.Kind != content.Put || !slices.ContainsFunc(pool.Of(site.Put), func(s *site.Site) bool {
				return s.Instr == e.At && s.Callee != nil == e.By && (!e.By || e.Param == s.Param && e.Sub == "")
			}) && !p.putsTo(pool, fn, e) {
				continue
			}
			put := &Put{Fn: fn, Event: e, Writes: map[effect.Path]ssa.Instruction{}}
			for path, instr := range f.Writes[e.Root] {
				if rest, ok := cut(path, e.Path); ok {
					put.Writes[rest] = instr
				} else if rest, ok := cut(path, e.Holder); ok && e.Holder != "" {
					put.Writes[e.Part+rest] = instr
				}
			}
			for _, o := range f.Origins {
				put.Moved = put.Moved || o.Call.Value() == e.Root && o.Path == e.Path
			}
			for _, get := range out.Gets[first:] {
				if o := get.Origin; o.Call.Value() == e.Root && o.Path == e.Path {
					put.Origin, put.Moved = get, false
				}
			}
			out.Puts = append(out.Puts, put)
		}
	}
	return out
}

// direct returns the Get by which the object of o is taken, as far as that is in
// view.
func (p *Package) direct(o content.Origin, depth int) ssa.CallInstruction {
	if o.Getter == nil || depth > 8 {
		return o.Call
	}
	getter := p.Content.Source(o.Getter)
	if getter == nil {
		return o.Call
	}
	for _, inner := range p.Content.Func(getter).Origins {
		for _, e := range p.Content.Func(getter).Events {
			if _, ok := e.At.(*ssa.Return); ok && e.Kind == content.Leave && e.Root == inner.Call.Value() && e.Path == inner.Path {
				return p.direct(inner, depth+1)
			}
		}
	}
	return o.Call
}

// putsTo reports whether e puts an object, held by an argument, that was taken
// from pool.
func (p *Package) putsTo(pool *site.Pool, fn *ssa.Function, e content.Event) bool {
	for _, o := range p.Content.Func(fn).Origins {
		if o.Call.Value() == e.Root && o.Path == e.Path && o.Result.Pool.Matches(pool.Ref) {
			return true
		}
	}
	return false
}

// first returns the one of two instructions that is not nil, a if neither is.
func first(a, b ssa.Instruction) ssa.Instruction {
	if a != nil {
		return a
	}
	return b
}

func sortedRoots(m map[ssa.Value][]content.Cell) []ssa.Value {
	roots := make([]ssa.Value, 0, len(m))
	for root := range m {
		roots = append(roots, root)
	}
	slices.SortFunc(roots, func(a, b ssa.Value) int {
		return cmp.Or(cmp.Compare(a.Pos(), b.Pos()), cmp.Compare(a.Name(), b.Name()), cmp.Compare(nameOf(a.Parent()), nameOf(b.Parent())))
	})
	return roots
}

// nameOf returns the name of fn, the empty one for no function.
func nameOf(fn *ssa.Function) string {
	if fn == nil {
		return ""
	}
	return fn.Name()
}

// cut returns the path that leads from top to path, if one does.
func cut(path, top effect.Path) (effect.Path, bool) {
	if top == "" {
		return path, true
	}
	return path.Cut(top)
}
