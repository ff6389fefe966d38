// Package discipline judges how the users of a pool, together, reset and bound
// its objects: what some Put parks dirty although some Get can see it, what
// parked objects keep alive, and what they let grow.
package discipline

import (
	"cmp"
	"go/types"
	"maps"
	"slices"
	"strings"

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

// A class is a field of objects, with what lies at a path from there. What is
// done to the objects that are not followed is known by class.
type class struct {
	field, in *types.Var // in is the field whose value has the field, if that is known
	path      effect.Path
}

// A usage is what functions do to the cells of a class in objects that they
// did not take from a pool themselves.
type usage struct {
	written ssa.Instruction // something is written and stays
	grown   ssa.Instruction
	foreign bool
	read    ssa.Instruction // before anything is written
	tests   []effect.Path   // cells that are not zero where it is read
	counts  bool            // these say how many elements of it are in use

	// the same, of what an exported function does to a parameter
	offered      ssa.Instruction
	offeredTests []effect.Path

	reset   bool // all that was there is removed, and nothing written
	again   bool // something there is reset, perhaps on some path only
	freed   bool // and nothing that it referred to is kept
	anew    bool // it is given contents without the old ones
	dropped bool // all memory that was there is dropped
	adds    bool // something is added to what is there
	set     bool // it is written by a function that does not read it first
	stack   bool // it is a slice from whose end elements are taken
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
			if len(analysis.Func(fn).Origins) > 0 {
				analysis.NoteSeeds(fn)
			}
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

// noteUsage notes what fn does to the cells of objects.
func (p *Package) noteUsage(fn *ssa.Function) {
	f := p.Content.Func(fn)
	option := p.isOption(fn)
	made := func(root ssa.Value) bool {
		_, alloc := root.(*ssa.Alloc)
		return alloc || option && root == ssa.Value(fn.Params[0])
	}
	for _, root := range sortedRoots(f.Exit) {
		if made(root) {
			continue
		}
		for _, c := range f.Exit[root] {
			u := p.at(root, c.Path)
			if u == nil {
				continue
			}
			instr := f.Writes[root][c.Path]
			if c.Bits&content.Written != 0 && instr != nil {
				u.written = first(u.written, instr)
				u.foreign = u.foreign || c.Bits&content.Foreign != 0
				u.adds = u.adds || f.Adds[root][c.Path]
				u.set = u.set || !slices.ContainsFunc(f.Events, func(e content.Event) bool { return e.Kind == content.Read && e.Root == root && e.Path == c.Path })
			}
			if c.Bits&content.Grown != 0 && instr != nil {
				u.grown = first(u.grown, instr)
			}
		}
	}
	forgotten := p.used.forgotten(fn)
	for _, root := range sortedRoots(f.Exit) {
		if forgotten {
			break // a reset that nobody calls is none
		}
		for _, path := range slices.Sorted(maps.Keys(f.Anew[root])) {
			if u := p.at(root, path); u != nil && !made(root) {
				u.anew = true
			}
		}
		for _, path := range slices.Sorted(maps.Keys(f.Resets[root])) {
			if u := p.at(root, path); u != nil {
				u.again = true
			}
			if content.Lookup(f.Exit[root], path)&(content.Entry|content.Written) == 0 && !made(root) {
				if u := p.at(root, path); u != nil {
					u.reset = u.reset || !gives(f, root) // its own object, not those of others
					u.freed = u.freed || content.Lookup(f.Exit[root], path)&(content.Foreign|content.Held) == 0
					u.dropped = u.dropped || content.Lookup(f.Exit[root], path)&(content.Unchecked|content.Grown) == 0
				}
			}
		}
	}
	for _, e := range f.Events {
		if e.Kind == content.Pop && !made(e.Root) {
			if u := p.at(e.Root, e.Path); u != nil {
				u.stack = true
			}
		}
		if e.Kind == content.Read && !made(e.Root) {
			if u := p.at(e.Root, e.Path); u != nil {
				if u.read == nil {
					u.read, u.tests, u.counts = e.At, e.Tests, e.Counts
				}
				if u.offered == nil && exported(fn) && isParam(fn, e.Root) {
					u.offered, u.offeredTests = e.At, e.Tests
				}
			}
		}
	}
}

// isOption reports whether fn is a literal for those who make objects: whoever in
// view calls a function of its type gives it what has just been made.
func (p *Package) isOption(fn *ssa.Function) bool {
	if fn.Parent() == nil || len(fn.Params) != 1 || content.Called(fn) {
		return false
	}
	called := false
	for _, caller := range p.all {
		for _, b := range caller.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || call.Common().StaticCallee() != nil || !types.Identical(call.Common().Value.Type().Underlying(), fn.Signature) {
					continue
				}
				if _, alloc := call.Common().Args[0].(*ssa.Alloc); !alloc {
					return false
				}
				called = true
			}
		}
	}
	return called
}

// gives reports whether root is where a function takes an object to return it.
func gives(f *content.Func, root ssa.Value) bool {
	return slices.ContainsFunc(f.Origins, func(o content.Origin) bool { return o.Call.Value() == root && o.Getter == nil }) &&
		slices.ContainsFunc(f.Events, func(e content.Event) bool {
			_, ok := e.At.(*ssa.Return)
			return ok && e.Kind == content.Leave && e.Root == root
		})
}

func (p *Package) at(root ssa.Value, path effect.Path) *usage {
	k := classOf(content.TypeOf(root), path)
	if k.field == nil {
		return nil
	}
	if p.classes[k] == nil {
		p.classes[k] = new(usage)
		p.order = append(p.order, k)
	}
	return p.classes[k]
}

// classOf returns the class of the cell at path from a value of type t.
func classOf(t types.Type, path effect.Path) class {
	field, rest := content.ClassOf(t, path)
	if field == nil {
		return class{}
	}
	before := path[:len(path)-len(rest)-len(effect.Field(field.Name()))]
	in, way := content.ClassOf(t, before)
	if way.Len() > 1 {
		in = nil
	}
	return class{field, in, rest}
}

// usageOf returns what is done elsewhere to the cell at path of objects of type
// t, as a field of theirs or as that of what they leave to.
func (p *Package) usageOf(t types.Type, path effect.Path, leaves []content.Event) usage {
	var sum usage
	merge := func(k class) {
		u := p.classes[k]
		if u == nil {
			return
		}
		sum.written = first(sum.written, u.written)
		sum.grown = first(sum.grown, u.grown)
		if sum.read == nil {
			sum.read, sum.tests, sum.counts = u.read, u.tests, u.counts
		}
		if sum.offered == nil {
			sum.offered, sum.offeredTests = u.offered, u.offeredTests
		}
		sum.foreign = sum.foreign || u.foreign
		sum.reset = sum.reset || u.reset
		sum.again = sum.again || u.again
		sum.freed = sum.freed || u.freed
		sum.set = sum.set || u.set
		sum.stack = sum.stack || u.stack
		sum.dropped = sum.dropped || u.dropped
		sum.adds = sum.adds || u.adds
	}
	if k := classOf(t, path); k.field != nil {
		merge(k)
		if whole, ok := strings.CutSuffix(string(k.path), string(effect.Elem)); ok {
			if u := p.classes[class{k.field, k.in, effect.Path(whole)}]; u != nil {
				sum.written = first(sum.written, u.written) // with all that is in it
				sum.foreign = sum.foreign || u.foreign
			}
		}
		if k.in != nil && !p.common(k.in) {
			merge(class{field: k.field, path: k.path})
		}
		return sum
	}
	for _, e := range leaves {
		if e.Field != nil && path != "" {
			for _, k := range p.order {
				if k.field == e.Field && k.path == path {
					merge(k)
				}
			}
		}
	}
	return sum
}

// common reports whether values of the type of field are also elements of
// slices, so that a function that is given one may be given that of another
// object.
func (p *Package) common(field *types.Var) bool {
	named, ok := types.Unalias(field.Type()).(*types.Named)
	return ok && p.elems[named.Origin().Obj()]
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
