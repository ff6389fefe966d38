package discipline

import (
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/effect"
)

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
	if k.in != nil && p.Content.IsBack(k.in) {
		k.in = nil // a field of the object itself
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
