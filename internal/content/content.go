// Package content finds out what functions do to the contents of the objects
// that they take from pools or are given: which fields they write, reset, read
// before they write them, and let grow.
//
// It is a forward data-flow analysis over the SSA form of one function at a
// time. What it follows are cells: variables that are reached from a root, a
// value of which no more is known, along an [effect.Path]. A cell says for all
// that lies below it what no longer path says.
package content

import (
	"cmp"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// Bits say what may hold of a cell, on some path to a point of a function.
type Bits uint8

// The bits of a cell.
const (
	Entry     Bits = 1 << iota // what it held at the start is still in it
	Written                    // what was written since then is in it
	Foreign                    // that refers to memory of others
	Grown                      // it grew with data, and its size met no limit since then
	Unchecked                  // the size that it had at the start met no limit
	Held                       // what it referred to at the start it still refers to
	Handed                     // a function out of view may have filled it
)

// Untouched is the state of a cell to which nothing has happened.
const Untouched = Entry | Unchecked | Held

// stale are the bits that a reset clears.
const stale = Entry | Written

// contents are the bits that no longer hold of what has been emptied.
const contents = stale | Foreign | Held | Handed

// A Cell is what holds of one cell.
type Cell struct {
	Path effect.Path // from the root, the parameter or the result
	Bits Bits
}

// An Effect says what a function does to a cell that its callers reach through
// a parameter, or through a result that it took from a pool.
type Effect struct {
	Index   int         // of the parameter, or after these of the captured variable; or of the result
	Path    effect.Path // from there to the cell
	Bits    Bits
	Exposed bool        // it is read while what it held at the start may still be in it
	Adds    bool        // it is a buffer, and written to while that may still be in it
	If      effect.Path // from the parameter to a cell that is not zero where it is read; "" if it may be
	Counts  bool        // that says how many elements of it are in use
}

// A PutState says in what state a function puts an object that it is given.
type PutState struct {
	Index int         // of the parameter, or after these of the captured variable
	Path  effect.Path // from there to the object
	Cells []Cell      // of the object, in order; paths are from it
}

// A Summary says what a function does to the contents of objects.
type Summary struct {
	Params  []Effect // at the return
	Puts    []PutState
	Results []Effect // of what it takes from a pool and returns
	Decides bool     // a result tells the size of what it is given
}

// Empty reports whether s says nothing.
func (s *Summary) Empty() bool {
	return len(s.Params) == 0 && len(s.Puts) == 0 && len(s.Results) == 0 && !s.Decides
}

// sort puts the lists of s in an order that depends on nothing but what they
// hold.
func (s *Summary) sort() {
	for _, list := range [][]Effect{s.Params, s.Results} {
		slices.SortFunc(list, func(a, b Effect) int {
			return cmp.Or(cmp.Compare(a.Index, b.Index), cmp.Compare(a.Path, b.Path))
		})
	}
	slices.SortFunc(s.Puts, func(a, b PutState) int {
		return cmp.Or(cmp.Compare(a.Index, b.Index), cmp.Compare(a.Path, b.Path))
	})
}

// String returns s in the form that fixtures read.
func (s *Summary) String() string {
	var parts []string
	add := func(what string, list []Effect) {
		for _, e := range list {
			exposed := ""
			if e.Exposed {
				exposed = " exposed"
			}
			parts = append(parts, fmt.Sprintf("%s(%d%s %v%s)", what, e.Index, e.Path, e.Bits, exposed))
		}
	}
	add("does", s.Params)
	for _, put := range s.Puts {
		for _, c := range put.Cells {
			parts = append(parts, fmt.Sprintf("puts(%d%s: %s %v)", put.Index, put.Path, c.Path, c.Bits))
		}
	}
	add("gives", s.Results)
	if s.Decides {
		parts = append(parts, "decides")
	}
	return strings.Join(parts, " ")
}

// String returns the letters of the bits that are set, "-" for none.
func (b Bits) String() string {
	var s strings.Builder
	for i, c := range "EWFGUH" {
		if b&(1<<i) != 0 {
			s.WriteRune(c)
		}
	}
	if s.Len() == 0 {
		return "-"
	}
	return s.String()
}

// Program answers what the analysis of one function needs to know of others.
type Program interface {
	lifecycle.Program

	// Source returns the function of the package whose body fn runs, or nil.
	Source(fn *ssa.Function) *ssa.Function

	// Content returns what is known of a function of another package, or nil.
	Content(fn *types.Func) *Summary

	// Owned is [Analysis.Owned] of a field that another package declares.
	Owned(field *types.Var) bool
}

// An Analysis holds what is known of the functions of one package.
type Analysis struct {
	prog    Program
	pkg     *types.Package
	funcs   map[*ssa.Function]*Func
	initial map[*types.Var]*ssa.Const  // the constants that fields of new objects are set to
	wired   map[*types.Var]effect.Path // fields of new objects that write to what lies at a path from these
	owned   map[*types.Var]bool        // pointer fields that new objects have memory of their own in
	made    map[*types.Var]bool        // pointer fields that are set to something where new objects are made
	stamped map[*types.Var]bool        // fields that are stamps, see [Analysis.Stamped]
	seeded  map[*types.Var]bool        // numbers that each new object is given another one of
	all     []*ssa.Function            // the functions of the package

	callbacks map[passing][]effect.Path    // see [Analysis.setBy]
	sums      map[*types.Var]bool          // see [Analysis.noteSums]
	hooks     map[*types.Var][]effect.Path // see [Analysis.undone]
	named     map[*ssa.Parameter]bool      // see [Analysis.isNamed]

	back   map[*types.Var]back       // see [findBacks]
	linked map[*types.Var]*types.Var // by part of an object, the pointer back that it has
}

// New returns an analysis of pkg, whose functions are all. News are those that make
// objects for pools.
func New(prog Program, pkg *types.Package, all, news []*ssa.Function) *Analysis {
	a := &Analysis{prog: prog, pkg: pkg, all: all, funcs: map[*ssa.Function]*Func{}, initial: map[*types.Var]*ssa.Const{}, wired: map[*types.Var]effect.Path{}, owned: map[*types.Var]bool{}, made: map[*types.Var]bool{}, seeded: map[*types.Var]bool{}, stamped: map[*types.Var]bool{}, sums: map[*types.Var]bool{}, callbacks: map[passing][]effect.Path{}, hooks: map[*types.Var][]effect.Path{}, named: map[*ssa.Parameter]bool{}}
	a.noteSums(all)
	a.noteStamps(all)
	a.back, a.linked = findBacks(all), map[*types.Var]*types.Var{}
	for field, found := range a.back {
		if old := a.linked[found.part]; found.part != nil && found.to == nil && (old == nil || field.Pos() < old.Pos()) {
			a.linked[found.part] = field
		}
	}
	for _, fn := range all {
		a.noteSeeds(fn)
		a.noteFallback(fn)
		for store, addr := range syncpool.FieldStores(fn) {
			a.noteWired(addr, store.Val)
		}
	}
	for _, fn := range news {
		a.noteInitial(fn, 0)
		a.noteMade(fn, 0)
	}
	return a
}

// A Kind is what happens to an object, or to a cell of it.
type Kind uint8

// The kinds of events.
const (
	Put   Kind = iota // the object is put
	Leave             // the object gets to where it is not followed
	Read              // a cell is read while what it held at the start may still be in it
	Pop               // the last element is taken from a slice
	Late              // the object is reset after it was put
	Add               // something is added to a buffer while what it held at the start may still be in it
)

// An Event is what happens to an object at an instruction.
type Event struct {
	Kind   Kind
	At     ssa.Instruction
	Root   ssa.Value
	Path   effect.Path     // from Root to the object, or to the cell that is read
	Cells  []Cell          // below Path when the object is put or leaves, in order; paths are from Path
	Field  *types.Var      // that the object leaves to, if it is one
	As     types.Type      // the interface type that it leaves as, or nil
	Failed bool            // it leaves where the function returns an error
	Tests  []effect.Path   // from Root to the cells of it that are not zero where one is read
	Counts bool            // these say how many elements of it are in use
	Direct ssa.Instruction // for a Put, the one that a callee in view executes, or At
	By     bool            // a callee puts it,
	Param  int             // which is given it by this parameter,
	Sub    effect.Path     // from which this leads to it
	Holder effect.Path     // for a Put, from Root to the part of the object whose back pointer leads to it, or ""
	Part   effect.Path     // from the object to that part, or to that which leaves in place of it
}

// At returns the bits of the cell at path, by the cells of e.
func (e *Event) Bits(path effect.Path) Bits { return Lookup(e.Cells, path) }

// A Func is what was found out about one function.
type Func struct {
	Summary *Summary
	Origins []Origin
	Events  []Event // in the order of the blocks
	Clean   bool    // what it returns first holds nothing of what it was given, beyond memory
	Exit    map[ssa.Value][]Cell
	Adds    map[ssa.Value]map[effect.Path]bool            // cells to which some instruction adds
	Resets  map[ssa.Value]map[effect.Path]bool            // cells that some instruction resets
	Anew    map[ssa.Value]map[effect.Path]bool            // cells that some instruction gives contents without the old ones
	Limits  map[ssa.Value]map[effect.Path]bool            // cells of which the size is compared to a limit
	Drops   map[ssa.Value]map[effect.Path]bool            // cells that are set to nil
	Writes  map[ssa.Value]map[effect.Path]ssa.Instruction // the first that writes a cell

	when    map[bool]state   // at the returns of true and of false, if the result is one of these
	open    bool             // it is being analysed
	special map[string]*Func // the same for calls that pass what is known, see [flow.summaryOf]
}

// An Origin is where a function takes an object from a pool.
type Origin struct {
	Call   ssa.CallInstruction
	Path   effect.Path // from the results of Call
	Result effect.Result
	Getter *ssa.Function // that is called; nil for Get itself
}

// Source returns the function of the package whose body fn runs, nil if it is
// none of them.
func (a *Analysis) Source(fn *ssa.Function) *ssa.Function {
	if source := a.prog.Source(fn); source != nil && len(source.Blocks) > 0 {
		return source
	}
	return nil
}

// inView returns the function of the package that a call runs, with the arguments,
// nil if it runs another or which is not known.
func (a *Analysis) inView(call *ssa.CallCommon) (*ssa.Function, []ssa.Value) {
	callee, args := a.prog.Callee(call)
	if callee == nil {
		return nil, nil
	}
	return a.Source(callee), args
}

// Func returns what is known of fn, which has a body: nothing if it defeats the
// analysis.
func (a *Analysis) Func(fn *ssa.Function) (f *Func) {
	if f, ok := a.funcs[fn]; ok {
		return f
	}
	a.funcs[fn] = &Func{Summary: new(Summary), open: true} // of a recursive call
	defer func() {
		if recover() != nil {
			f = a.funcs[fn]
			f.open = false
		}
	}()
	f = newFlow(a, fn).run()
	a.funcs[fn] = f
	return f
}

// summary returns what is known of the function that a call runs, nil if
// nothing is.
func (a *Analysis) summary(fn *ssa.Function) *Summary {
	if source := a.prog.Source(fn); source != nil && len(source.Blocks) > 0 {
		return a.Func(source).Summary
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		return a.prog.Content(obj.Origin())
	}
	return nil
}
