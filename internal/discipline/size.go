package discipline

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/site"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// A Held is a cell of the objects that a Put parks.
type Held struct {
	Path  effect.Path // from the object
	Put   *Put
	Write ssa.Instruction // that fills it or lets it grow; nil if unknown
}

// Grown returns, for each Put of a pool, the first cell that grows with data
// and whose size met no limit, if there is one.
func (p *Package) Grown(pool *Pool) []Held {
	if len(pool.Puts) > 0 && pool.Pool.Ref.Obj.Pkg != pool.Puts[0].Fn.Package().Pkg.Path() {
		return nil // it is for the package of the pool to bound what it keeps
	}
	elem := pool.elem()
	var list []Held
	seen := map[ssa.Instruction]bool{}
	for _, put := range pool.Puts {
		if seen[put.Event.Direct] {
			continue
		}
		for _, path := range p.pathsOf(elem) {
			if t := content.TypeAt(elem, path); !growable(t) || p.nested(elem, path) && !content.IsBuffer(t) || p.hidden(pool, elem, path) {
				continue
			}
			if instr, ok := p.grows(pool, put, elem, path); ok {
				list = append(list, Held{path, put, instr})
				seen[put.Event.Direct] = true
				break
			}
		}
	}
	return list
}

// growable reports whether a variable of type t can hold memory of any size.
func growable(t types.Type) bool {
	if t == nil {
		return false
	}
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map:
		return true
	}
	return content.IsBuffer(t)
}

// grows reports whether put parks objects of which the cell at path grew, and
// where.
func (p *Package) grows(pool *Pool, put *Put, elem types.Type, path effect.Path) (ssa.Instruction, bool) {
	drops := p.usageOf(elem, path, p.leavesOf(pool)).dropped
	if _, isMap := content.TypeAt(elem, path).Underlying().(*types.Map); isMap {
		path += effect.Elem
	}
	bits := put.Event.Bits(path)
	if bits&(content.Grown|content.Unchecked) == 0 || p.paired(put, elem, path) || pool.dropped(path) || p.fed(put, elem, path) {
		return nil, false
	}
	if bits&content.Grown != 0 {
		// A user that drops what was there, as others may well do, is the next one.
		return writeOf(put.Writes, path), !drops || bits&content.Unchecked != 0
	}
	if put.Origin != nil && !put.Origin.leavesTo(put) || put.Origin == nil && p.Static(put.Fn) {
		return nil, false
	}
	u := p.usageOf(elem, path, p.leavesOf(pool))
	if u.grown != nil {
		return u.grown, !drops
	}
	if put.Fn.Signature.RecvTypeParams() != nil || put.Fn.Origin() != nil {
		return nil, false // a wrapper for any type
	}
	return nil, path == effect.Deref && put.Origin == nil && isParam(put.Fn, put.Event.Root) && exported(put.Fn) && content.IsBuffer(content.TypeAt(elem, path)) && p.lent(pool)
}

// leavesTo reports whether the object can have got to where it is not followed
// when put happens.
func (get *Get) leavesTo(put *Put) bool {
	_, deferred := put.Event.At.(*ssa.Defer)
	return slices.ContainsFunc(get.Leaves, func(e content.Event) bool {
		if deferred {
			return true
		}
		from, to := e.At.Block(), put.Event.At.Block()
		return from.Parent() != to.Parent() || content.Reaches(from, to)
	})
}

// dropped reports whether each user of the pool drops the memory in the cell at
// path when it takes an object: what grew then is gone with the next use.
func (pool *Pool) dropped(path effect.Path) bool {
	known := false
	for _, get := range pool.Gets {
		bits := content.Bits(0)
		at := false
		for _, e := range get.Leaves {
			bits |= e.Bits(path)
			at = true
		}
		for _, put := range pool.Puts {
			if put.Origin == get {
				bits |= put.Event.Bits(path)
				at = true
			}
		}
		if at && bits&content.Unchecked != 0 {
			return false
		}
		known = known || at
	}
	return known
}

// paired reports whether the slice at path grows wherever another one of the
// object does, and the size of that one met a limit.
func (p *Package) paired(put *Put, elem types.Type, path effect.Path) bool {
	if _, slice := content.TypeAt(elem, path).Underlying().(*types.Slice); !slice {
		return false
	}
	writes := put.Writes
	write := writes[path]
	if write == nil {
		return false
	}
	for _, other := range p.pathsOf(elem) {
		t := content.TypeAt(elem, other)
		if t == nil || other == path || writes[other] == nil || writes[other].Block() != write.Block() {
			continue
		}
		if _, slice := t.Underlying().(*types.Slice); slice && put.Event.Bits(other)&(content.Grown|content.Unchecked) == 0 && p.decides(put, other) && p.together(write, writes[other], path, other) {
			return true
		}
	}
	return false
}

// decides reports whether put depends on the size of the slice at path, which is
// not dropped for it.
func (p *Package) decides(put *Put, path effect.Path) bool {
	f, root := p.Content.Func(put.Fn), put.Event.Root
	for top := range f.Drops[root] {
		if strings.HasPrefix(string(put.Event.Path+path), string(top)) {
			return false
		}
	}
	return f.Limits[root][put.Event.Path+path]
}

// together reports whether two instructions of a block that write cells are two
// stores, or the call of a function in which that is so.
func (p *Package) together(a, b ssa.Instruction, pathA, pathB effect.Path) bool {
	if a != b {
		return true
	}
	call, ok := a.(ssa.CallInstruction)
	if !ok || call.Common().StaticCallee() == nil {
		return false
	}
	source := p.Content.Source(call.Common().StaticCallee())
	if source == nil {
		return false
	}
	for _, param := range source.Params {
		writes := p.Content.Func(source).Writes[param]
		if a, b := writes[pathA], writes[pathB]; a != nil && b != nil && a != b && a.Block() == b.Block() {
			return true
		}
	}
	return false
}

// lent reports whether an exported function gives objects of the pool to callers
// out of view.
func (p *Package) lent(pool *Pool) bool {
	for _, get := range pool.Gets {
		for _, e := range get.Leaves {
			if _, ok := e.At.(*ssa.Return); ok && exported(get.Fn) {
				return true
			}
		}
	}
	return false
}

// Retained returns the cells with which parked objects keep memory alive that
// is not theirs, by Put.
func (p *Package) Retained(pool *Pool) []Held {
	elem := pool.elem()
	type place struct {
		direct ssa.Instruction
		path   effect.Path
	}
	seen := map[place]bool{}
	var list []Held
	hold := func(path effect.Path, put *Put, write ssa.Instruction) {
		for k := range seen {
			if k.direct == put.Event.Direct && strings.HasPrefix(string(path), string(k.path)) {
				return
			}
		}
		seen[place{put.Event.Direct, path}] = true
		list = append(list, Held{path, put, write})
	}
	for _, put := range pool.Puts {
		for _, path := range p.pathsOf(elem) {
			if t := content.TypeAt(elem, path); t == nil || isBox(t) || !strings.Contains(string(path), ".") && !content.Keeps(t) || p.nested(elem, path) || p.survives(elem, path) || pool.renewedOnGet(path) {
				continue
			}
			bits := put.Event.Bits(path)
			if bits&content.Foreign != 0 {
				hold(path, put, writeOf(put.Writes, path))
				continue
			}
			if p.filled(put, elem, path) {
				hold(path, put, nil)
				continue
			}
			if bits&(content.Entry|content.Held) == 0 || put.Origin != nil && len(put.Origin.Leaves) == 0 || put.Origin == nil && p.Static(put.Fn) {
				continue
			}
			if u := p.usageOf(elem, path, p.leavesOf(pool)); u.written != nil && u.foreign && !u.freed {
				hold(path, put, u.written)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Held) int { return cmp.Compare(a.Put.Event.Direct.Pos(), b.Put.Event.Direct.Pos()) })
	return list
}

// isBox reports whether what is kept, of type t, is what the user of a wrapper for
// any type gives it to keep.
func isBox(t types.Type) bool {
	_, ok := t.(*types.TypeParam)
	return ok
}

// renewedOnGet reports whether users of the pool set the field at path anew as
// soon as they take an object, unless an exported getter, which does not, hands
// it out: the field then keeps no more than what the last of them set it to.
func (pool *Pool) renewedOnGet(path effect.Path) bool {
	if !strings.Contains(string(path), ".") {
		return false
	}
	renewed := false
	for _, get := range pool.Gets {
		for _, e := range get.Leaves {
			_, returned := e.At.(*ssa.Return)
			switch {
			case e.Bits(path)&content.Entry == 0:
				renewed = true
			case returned && get.Origin.Getter == nil && exported(get.Fn):
				return false
			}
		}
	}
	return renewed
}

// filled reports whether a function out of view fills the field at path of the
// objects that put parks: the function of put, which takes the object, passes it
// on and then reads a field that nobody in view ever writes.
func (p *Package) filled(put *Put, elem types.Type, path effect.Path) bool {
	if put.Origin == nil || put.Event.Bits(path)&content.Handed == 0 || !offers(elem, path) || !content.Refers(content.TypeAt(elem, path)) {
		return false
	}
	u := p.usageOf(elem, path, put.Origin.Leaves)
	return u.written == nil && !u.reset && slices.ContainsFunc(put.Origin.Reads, func(e content.Event) bool { return e.Path == path })
}

// Unkept is a pool whose objects are written and of which nothing is ever
// reset, although some field is a container that New makes empty.
type Unkept struct {
	Put   *Put
	Write ssa.Instruction
	Field *types.Var
}

// Unkept returns where a pool is used without any upkeep, if it is.
func (p *Package) Unkept(pool *Pool) (Unkept, bool) {
	if pool.Pool.Open || len(pool.Puts) == 0 || len(pool.Gets) == 0 {
		return Unkept{}, false
	}
	made := containersOf(pool.Pool)
	if len(made) == 0 {
		return Unkept{}, false
	}
	elem := pool.elem()
	var found Unkept
	for _, put := range pool.Puts {
		if put.Origin == nil || len(put.Origin.Leaves) > 0 {
			return Unkept{}, false // others may do it
		}
		for _, path := range p.pathsOf(elem) {
			bits := put.Event.Bits(path)
			if bits&content.Entry == 0 && bits&content.Written == 0 {
				return Unkept{}, false
			}
			if bits&content.Written != 0 && found.Put == nil {
				found.Put, found.Write = put, writeOf(put.Writes, path)
			}
		}
	}
	for _, field := range made {
		if u := p.classes[class{field: field}]; u != nil && (u.reset || u.anew) || p.overwritten(pool, effect.Deref+effect.Field(field.Name())) {
			continue
		}
		found.Field = field
		return found, found.Put != nil
	}
	return Unkept{}, false
}

// overwritten reports whether each user of the pool that writes the cell at path
// begins with nothing in it, and each that writes anything does write it.
func (p *Package) overwritten(pool *Pool, path effect.Path) bool {
	return !slices.ContainsFunc(pool.Puts, func(put *Put) bool {
		if !slices.ContainsFunc(put.Event.Cells, func(c content.Cell) bool { return c.Bits&content.Written != 0 }) {
			return false
		}
		bits := put.Event.Bits(path)
		adds := p.Content.Func(put.Fn).Adds[put.Event.Root][put.Event.Path+path]
		return bits&content.Entry != 0 && (bits&content.Written == 0 || adds)
	})
}

// containersOf lists the fields that the New of a pool sets to an empty map or
// slice.
func containersOf(pool *site.Pool) []*types.Var {
	var list []*types.Var
	for _, s := range pool.Of(site.SetNew) {
		fn, ok := s.Value.(*ssa.Function)
		if !ok {
			continue
		}
		for store, addr := range syncpool.FieldStores(fn) {
			if _, element := addr.X.(*ssa.IndexAddr); element {
				continue // of one of the objects in an object
			}
			switch store.Val.(type) {
			case *ssa.MakeMap, *ssa.MakeSlice, *ssa.Slice:
				list = append(list, content.FieldOf(addr.X.Type(), addr.Field))
			}
		}
	}
	return list
}
