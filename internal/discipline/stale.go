package discipline

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/effect"
)

// A Stale is a cell that some Put parks with what a user of the object wrote,
// and that some Get lets the next user read.
type Stale struct {
	Path    effect.Path // from the object
	Put     *Put
	Get     *Get
	Write   ssa.Instruction // nil if unknown
	Read    ssa.Instruction // nil if unknown
	OnGet   bool            // the users of the pool reset when they take, not when they put
	Late    ssa.Instruction // the reset that comes after the Put, if one does
	Outside bool            // only importers of the package can have written it
	Sure    bool            // it is what a use was about; else it may be kept on purpose
}

// resetsOnGet reports whether the users of the pool reset its objects when they
// take them, and not when they put them.
func (pool *Pool) resetsOnGet() bool {
	for _, put := range pool.Puts {
		for _, c := range put.Event.Cells {
			if c.Bits&(content.Entry|content.Written) == 0 && (put.Origin == nil || put.Origin.holds(c.Path)) {
				return false
			}
		}
	}
	return slices.ContainsFunc(pool.Gets, func(get *Get) bool {
		return slices.ContainsFunc(get.Leaves, func(e content.Event) bool {
			return slices.ContainsFunc(e.Cells, func(c content.Cell) bool { return c.Bits&content.Entry == 0 })
		})
	})
}

// holds reports whether the cell at path held something of earlier users where
// the object left the function that took it.
func (g *Get) holds(path effect.Path) bool {
	return !slices.ContainsFunc(g.Leaves, func(e content.Event) bool { return e.Bits(path)&content.Entry == 0 })
}

// At returns the call at which the object should have been reset: the Get, in a
// pool of which the users do it there; or else the Put or, where that is in a
// putter for objects of a type of others, such as buffers, the call of the putter.
func (s *Stale) At() ssa.Instruction {
	if s.OnGet {
		return s.Get.Direct
	}
	e := s.Put.Event
	t := content.TypeAt(content.TypeOf(e.Root), e.Path)
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() == s.Put.Fn.Package().Pkg {
		return s.Put.Place()
	}
	return e.At
}

// Stale returns the cells of the objects of a pool that go from one user to the
// next, in the order of their Puts and then of their paths: one for each cell, and one
// more for each other Put that parks what was surely not meant to last and was written
// in its sight.
func (p *Package) Stale(pool *Pool) []Stale {
	if len(pool.Gets) == 0 || len(pool.Puts) == 0 {
		return nil
	}
	elem := pool.elem()
	if isInterface(elem) && !slices.ContainsFunc(pool.Gets, func(get *Get) bool { return get.Direct != get.Origin.Call || get.Origin.Getter == nil }) {
		return nil // what the getters of another package hand out, only they can tell
	}
	var guarded []exposure
	found := map[effect.Path]bool{}
	var list []Stale
	onGet := pool.resetsOnGet()
	if _, slice := elem.Underlying().(*types.Slice); slice && slices.ContainsFunc(pool.Gets, func(get *Get) bool { return content.IsCut(get.Origin.Call.Value()) }) {
		return nil // scratch: the user chooses the length
	}
	add := func(x exposure) {
		if p.nested(elem, x.path) && !(isSimple(elem, x.path) && p.isPart(elem, x.path)) || p.hidden(pool, elem, x.path) || p.survives(elem, x.path) || found[x.path] && !onGet {
			return
		}
		places := map[ssa.Instruction]bool{}
		for _, put := range pool.bySight() {
			write, ok := p.dirty(pool, put, elem, x.path)
			if !ok || len(places) > 0 && (put.Event.Bits(x.path)&content.Written == 0 || !p.sure(pool, elem, x.path, write)) {
				continue // one report for what is written out of the sight of the Puts, or perhaps meant
			}
			s := Stale{Path: x.path, Put: put, Get: x.get, Write: write, Read: x.read, OnGet: onGet}
			if !places[s.At()] {
				places[s.At()] = true
				list = append(list, s)
			}
		}
		if len(places) > 0 {
			found[x.path] = true
			return
		}
		for _, put := range pool.bySight() {
			if p.setOutside(put, elem, x) {
				found[x.path] = true
				list = append(list, Stale{Path: x.path, Put: put, Get: x.get, Read: x.read, OnGet: onGet, Outside: true})
				return
			}
		}
	}
	for _, x := range p.exposed(pool, elem) {
		if len(x.tests) > 0 {
			guarded = append(guarded, x)
		} else {
			add(x)
		}
	}
	for _, x := range guarded {
		// Where a flag is reset, what is read only if it is set need not be, unless
		// it is added to when the flag is set.
		u := p.usageOf(elem, x.path, p.leavesOf(pool))
		if u.adds && !x.count || !slices.ContainsFunc(x.tests, func(path effect.Path) bool {
			return path != x.path && !found[path] && (u.set || !p.flags(x, path))
		}) {
			add(x)
		}
	}
	for _, path := range p.pathsOf(elem) {
		if at := p.resliced(elem, path); at != nil && !found[path] {
			for _, put := range pool.bySight() {
				if put.Event.Bits(path)&(content.Entry|content.Held) == content.Held {
					list = append(list, Stale{Path: path, Put: put, Get: pool.Gets[0], Read: at})
					break
				}
			}
		}
	}
	for _, late := range p.late(pool) {
		// That it is parked as it is, is the same defect.
		list = slices.DeleteFunc(list, func(s Stale) bool { return s.Get.Origin.Call == late.Get.Origin.Call })
		list = append(list, late)
	}
	for i, s := range list {
		list[i].Sure = s.Late != nil || !s.Outside && !p.nested(elem, s.Path) && p.sure(pool, elem, s.Path, s.Write)
	}
	slices.SortStableFunc(list, func(a, b Stale) int {
		return cmp.Or(cmp.Compare(a.At().Pos(), b.At().Pos()), cmp.Compare(a.Path, b.Path))
	})
	return list
}

// flags reports whether the user of x sets the flag at path to what it is told,
// and leaves the cell that this guards as it was.
func (p *Package) flags(x exposure, path effect.Path) bool {
	store, ok := p.Content.Func(x.get.Fn).Writes[x.get.Origin.Call.Value()][x.get.Origin.Path+path].(*ssa.Store)
	if !ok {
		return false
	}
	if _, constant := store.Val.(*ssa.Const); constant {
		return false // of a kind that need not have the guarded cell
	}
	return slices.ContainsFunc(x.get.Leaves, func(e content.Event) bool {
		return e.Bits(path)&(content.Entry|content.Written) == content.Written && e.Bits(x.path)&content.Entry != 0
	})
}

// late lists the objects that are reset after they were put.
func (p *Package) late(pool *Pool) []Stale {
	var list []Stale
	for _, put := range pool.Puts {
		if put.Origin == nil {
			continue
		}
		for _, e := range p.Content.Func(put.Fn).Events {
			if e.Kind == content.Late && e.Root == put.Event.Root && e.Path == put.Event.Path && e.At.Parent() == put.Event.At.Parent() && put.Event.At.Block().Dominates(e.At.Block()) {
				list = append(list, Stale{Path: effect.Deref, Put: put, Get: put.Origin, Late: e.At})
				break
			}
		}
	}
	return list
}

// resetBehind reports whether what the pointer at path points to is reset, or a
// field of it.
func (p *Package) resetBehind(elem types.Type, path effect.Path) bool {
	field, _ := content.ClassOf(elem, path)
	return p.usageOf(elem, path+effect.Deref, nil).again ||
		slices.ContainsFunc(p.order, func(k class) bool { return k.in == field && field != nil && p.classes[k].reset })
}

// nested reports whether the cell at path is a field of a struct that is itself
// a field or an element, and not memory that New makes for the object. How such
// structs are used is often between their own methods, and not followed well
// enough to claim anything.
func (p *Package) nested(elem types.Type, path effect.Path) bool {
	if _, rest, ok := strings.Cut(string(path), string(effect.Elem)); ok && strings.Contains(rest, ".") {
		return true
	}
	k := classOf(elem, path)
	if k.in == nil {
		return false
	}
	_, pointer := k.in.Type().Underlying().(*types.Pointer)
	return !pointer || !p.Content.Owned(k.in)
}

// hidden reports whether the cell at path is a field that the package, which is
// not that of the objects, cannot name.
func (p *Package) hidden(pool *Pool, elem types.Type, path effect.Path) bool {
	k := classOf(elem, path)
	if k.field == nil || k.field.Pkg() == pool.Puts[0].Fn.Package().Pkg {
		return false
	}
	return !k.field.Exported() || k.in != nil && !(k.in.Exported() && p.Content.Owned(k.in))
}

// survives reports whether the cell at path is scratch or meant to outlive a
// use: an array or a pointer to one, which has no length to tell what is in it, a
// slice of which functions choose the length, or a pointer to what is reset instead
// of it.
func (p *Package) survives(elem types.Type, path effect.Path) bool {
	if (path == effect.Deref || path == effect.Deref+effect.Elem) && p.stacks[named(elem)] {
		return true
	}
	if field, rest := content.ClassOf(elem, path); field != nil && rest == "" && (p.Content.Seeded(field) || p.Content.Stamped(field)) {
		return true
	}
	for _, at := range []effect.Path{path, effect.Path(strings.TrimSuffix(string(path), string(effect.Elem)))} {
		if p.usageOf(elem, at, nil).stack {
			return true
		}
		if t := content.TypeAt(elem, at); t != nil {
			switch t.Underlying().(type) {
			case *types.Array:
				return true
			case *types.Pointer:
				if pointsToArray(t) || p.resetBehind(elem, at) {
					return true // it is what it points to that is scratch, or is reset
				}
			}
		}
	}
	return false
}

// pointsToArray reports whether t points to an array of numbers or the like.
func pointsToArray(t types.Type) bool {
	ptr, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	array, ok := ptr.Elem().Underlying().(*types.Array)
	if !ok {
		return false
	}
	_, plain := array.Elem().Underlying().(*types.Basic)
	return plain
}

// named returns the defined type that t is or points to, nil if it has no name.
func named(t types.Type) *types.TypeName {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Origin().Obj()
	}
	return nil
}

// bySight returns the Puts of a pool, those of objects that the same function
// takes first.
func (pool *Pool) bySight() []*Put {
	var near, far []*Put
	for _, put := range pool.Puts {
		if put.Origin != nil {
			near = append(near, put)
		} else {
			far = append(far, put)
		}
	}
	return append(near, far...)
}

// pathsOf lists the cells of the objects of a pool: the fields, those of
// embedded structs too, and what the objects themselves are.
func (p *Package) pathsOf(elem types.Type) []effect.Path {
	paths := []effect.Path{"", effect.Deref, effect.Deref + effect.Elem, effect.Elem}
	var add func(t types.Type, path effect.Path, depth int)
	add = func(t types.Type, path effect.Path, depth int) {
		if depth > 3 {
			return
		}
		if ptr, ok := t.Underlying().(*types.Pointer); ok {
			t, path = ptr.Elem(), path+effect.Deref
		}
		str, ok := t.Underlying().(*types.Struct)
		if !ok {
			return
		}
		for field := range str.Fields() {
			at := path + effect.Field(field.Name())
			paths = append(paths, at, at+effect.Elem)
			if _, pointer := field.Type().Underlying().(*types.Pointer); !pointer {
				add(field.Type(), at, depth+1)
			} else if p.Content.Owned(field.Origin()) {
				paths = append(paths, at+effect.Deref)
				add(field.Type(), at, depth+1)
			}
		}
	}
	add(elem, "", 0)
	return paths
}

// dirty reports whether put parks objects with something in the cell at path
// that one of their users wrote, and where.
func (p *Package) dirty(pool *Pool, put *Put, elem types.Type, path effect.Path) (ssa.Instruction, bool) {
	bits := put.Event.Bits(path)
	if put.Moved && bits&content.Entry == 0 {
		return nil, false // objects of one pool hold the contents of the other
	}
	if bits&content.Written != 0 {
		return writeOf(put.Writes, path), true
	}
	if bits&content.Entry == 0 {
		return nil, false
	}
	var leaves []content.Event
	if put.Origin != nil {
		leaves = leavesBefore(put)
		if len(leaves) == 0 {
			return nil, false // nobody else had it
		}
	} else if p.Static(put.Fn) && !strings.Contains(string(put.Event.Path), string(effect.Elem)) && put.Event.Holder == "" {
		return nil, false // its callers put the object, too, unless it is one of a list or they have but a part
	}
	u := p.usageOf(elem, path, slices.Concat(leaves, p.leavesOf(pool)))
	return u.written, u.written != nil && !u.reset
}

// leavesBefore lists how the object that put puts got to where it is not
// followed on some path to put.
func leavesBefore(put *Put) []content.Event {
	at := put.Event.At
	if _, deferred := at.(*ssa.Defer); deferred || at.Parent() != put.Fn {
		return put.Origin.Leaves
	}
	var list []content.Event
	for _, e := range put.Origin.Leaves {
		if e.At.Parent() != at.Parent() || content.Reaches(e.At.Block(), at.Block()) {
			list = append(list, e)
		}
	}
	return list
}

// leavesOf lists how the objects of a pool get to where they are not followed.
func (p *Package) leavesOf(pool *Pool) []content.Event {
	var list []content.Event
	for _, get := range pool.Gets {
		list = append(list, get.Leaves...)
	}
	return list
}

// writeOf returns the instruction that wrote the cell at path, or what holds
// it, or what lies in it.
func writeOf(writes map[effect.Path]ssa.Instruction, path effect.Path) ssa.Instruction {
	if instr := writes[path]; instr != nil {
		return instr
	}
	var found ssa.Instruction
	var at effect.Path
	for p, instr := range writes {
		if (strings.HasPrefix(string(path), string(p)) || strings.HasPrefix(string(p), string(path))) && (found == nil || p < at) {
			found, at = instr, p
		}
	}
	return found
}

// elem returns the type of the objects of a pool, as one of its users has it.
func (pool *Pool) elem() types.Type {
	for _, put := range pool.Puts {
		if t := content.TypeAt(content.TypeOf(put.Event.Root), put.Event.Path); t != nil && !isInterface(t) && t.Underlying() != types.Typ[types.UnsafePointer] {
			return t
		}
	}
	for _, get := range pool.Gets {
		if t := content.TypeAt(content.TypeOf(get.Origin.Call.Value()), get.Origin.Path); t != nil {
			return t
		}
	}
	return types.Typ[types.Invalid]
}

func isInterface(t types.Type) bool {
	_, ok := t.Underlying().(*types.Interface)
	return ok
}

func exported(fn *ssa.Function) bool { return fn.Object() != nil && ast.IsExported(fn.Object().Name()) }
