// Package site lists the places of a package that use a pool: each Get, Put,
// New, and each call of a getter or putter, by pool.
package site

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// An Op is what a site does to its pool.
type Op uint8

// The operations.
const (
	Get     Op = iota // a Get, or a call of a function that returns an object of the pool
	Put               // a Put, or a call of a function that puts what it is given
	SetNew            // an assignment to the field New, in a composite literal or elsewhere
	CallNew           // a call of the function in the field New
)

// A Site is one place that uses a pool.
type Site struct {
	Op    Op
	Pool  syncpool.Ref
	Instr ssa.Instruction

	// Value is, for a Get, what it returns; for a Put, what is put; for a
	// SetNew, the function; for a CallNew, what it returns. It is nil for the
	// Get of a getter whose result holds the object or goes unused.
	Value ssa.Value

	// Callee is the getter or putter that is called; nil for the methods of
	// sync.Pool.
	Callee *ssa.Function
	When   effect.When // whether Callee does it on each of its returns

	// Args stand for the parameters of the method or of Callee, the receiver
	// first, and then for the variables that Callee captured.
	Args  []ssa.Value
	Param int  // for a Put, the index in Args of Value
	Only  bool // for a Put by Callee, that it puts Value only if that has some type
	AsIs  bool // for a Put by Callee, that it puts Value as it is given, see [PutsAsIs]

	// On is the pool, or what holds it; nil where Callee knows it by itself.
	On ssa.Value
}

// Fn returns the function or literal in which s lies.
func (s *Site) Fn() *ssa.Function { return s.Instr.Parent() }

// Program answers what is asked of other functions.
type Program interface {
	lifecycle.Program

	// PutsAsIs is [PutsAsIs] of a function that may be one of another package.
	PutsAsIs(fn *ssa.Function, param int) bool
}

// A Pool is a pool with its sites in a package.
type Pool struct {
	Ref   syncpool.Ref
	Sites []*Site

	// Open tells that code out of view may set New, get or put.
	Open bool

	// HasNew tells that some code in view sets New of this pool, or of one that
	// could be the same.
	HasNew bool
}

// Of returns the sites of p that do op.
func (p *Pool) Of(op Op) []*Site {
	var list []*Site
	for _, s := range p.Sites {
		if s.Op == op {
			list = append(list, s)
		}
	}
	return list
}

// Collect lists the places of funcs, the functions of a package, that use pools,
// and the pools, both in the order of the source.
func Collect(prog Program, funcs []*ssa.Function) ([]*Site, []*Pool) {
	c := &collector{prog: prog, open: map[syncpool.Object]bool{}}
	for _, fn := range funcs {
		c.pkg = fn.Package().Pkg
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				c.visit(instr)
			}
		}
	}
	return c.sites, c.pools()
}

type collector struct {
	prog  Program
	pkg   *types.Package
	sites []*Site
	open  map[syncpool.Object]bool
}

func (c *collector) add(s *Site) { c.sites = append(c.sites, s) }

func (c *collector) visit(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		c.visitCall(instr)
	case *ssa.Store:
		if addr, ok := instr.Addr.(*ssa.FieldAddr); ok && newField(addr) {
			c.add(&Site{Op: SetNew, Pool: syncpool.RefOf(addr.X), Instr: instr, Value: instr.Val, On: copiedTo(addr.X)})
		} else if holdsPool(instr.Val.Type()) && !isMade(instr.Val) { // a pool that was made elsewhere
			c.expose(instr.Addr)
			c.expose(instr.Val)
		}
	case *ssa.MakeInterface:
		if syncpool.IsPool(instr.X.Type()) {
			c.expose(instr.X)
		}
	case *ssa.MapUpdate:
		if holdsPool(instr.Value.Type()) && !isMade(instr.Value) {
			c.expose(instr.Map)
			c.expose(instr.Value)
		}
	case *ssa.Send:
		if holdsPool(instr.X.Type()) {
			c.expose(instr.X)
		}
	case *ssa.Return:
		for _, v := range instr.Results {
			if holdsPool(v.Type()) {
				c.expose(v)
			}
		}
	case *ssa.MakeClosure:
		// a method value: what is done with it elsewhere is not seen
		if fn := instr.Fn.(*ssa.Function); syncpool.OpOf(object(fn)) != syncpool.None && !onlyCalled(instr) {
			c.expose(instr.Bindings[0])
		}
	}
}

// expose marks the pool that v denotes as one that code out of view may use.
func (c *collector) expose(v ssa.Value) { c.open[syncpool.RefOf(v).Obj] = true }

func (c *collector) visitCall(instr ssa.CallInstruction) {
	common := instr.Common()
	result, _ := instr.(*ssa.Call)
	var value ssa.Value
	if result != nil {
		value = result
	}
	switch op, pool, arg := syncpool.OpOfCall(common); op {
	case syncpool.Get:
		c.add(&Site{Op: Get, Pool: syncpool.RefOf(pool), Instr: instr, Value: value, When: effect.Always, Args: []ssa.Value{pool}, On: pool})
		return
	case syncpool.Put:
		c.add(&Site{Op: Put, Pool: syncpool.RefOf(pool), Instr: instr, Value: arg, When: effect.Always, Args: []ssa.Value{pool, arg}, Param: 1, On: pool})
		return
	}
	if addr := loadedFrom(common.Value); addr != nil && newField(addr) {
		c.add(&Site{Op: CallNew, Pool: syncpool.RefOf(addr.X), Instr: instr, Value: value, On: addr.X})
		return
	}
	callee, args := c.prog.Callee(common)
	var sum *effect.Summary
	if callee != nil {
		sum = c.prog.Brief(callee)
	}
	if sum == nil || len(bodyOf(callee).Blocks) == 0 {
		for _, arg := range common.Args {
			if holdsPool(arg.Type()) {
				c.expose(arg)
			}
		}
	}
	if sum == nil {
		return
	}
	for _, r := range sum.Results {
		var v ssa.Value
		if result != nil && r.Path == "" {
			v = result
			if common.Signature().Results().Len() > 1 {
				v = extract(result, r.Index)
			}
		}
		when := r.When
		if when == effect.Tied && r.Tie == (effect.Tie{Result: r.Index, Is: effect.NonNil}) {
			when = effect.Always // there as far as Get gives one
		}
		c.add(&Site{Op: Get, Pool: r.Pool.Bind(args), Instr: instr, Value: v, Callee: callee, When: when, Args: args, On: bound(r.Pool, args)})
	}
	for _, p := range sum.Params {
		if p.Put != effect.Never && p.Path == "" && p.Index < len(args) {
			c.add(&Site{Op: Put, Pool: p.Pool.Bind(args), Instr: instr, Value: args[p.Index], Callee: callee, When: p.Put, Args: args, Param: p.Index, Only: p.Only != "", AsIs: c.prog.PutsAsIs(callee, p.Index), On: bound(p.Pool, args)})
		}
	}
}

// bound returns the one of args that is the pool of a callee's summary, or that
// holds it; nil if none is.
func bound(pool syncpool.Ref, args []ssa.Value) ssa.Value {
	if pool.Param == 0 || pool.Param > len(args) {
		return nil
	}
	return args[pool.Param-1]
}

// pools groups the sites by what is known of their pools.
func (c *collector) pools() []*Pool {
	var list []*Pool
	byRef := map[syncpool.Ref]*Pool{}
	hasNew := map[syncpool.Object]bool{}
	for _, s := range c.sites {
		if s.Op == SetNew && !isNil(s.Value) {
			hasNew[s.Pool.Obj] = true
		}
		ref := s.Pool
		if ref.Obj == (syncpool.Object{}) {
			continue // a parameter, bound where the function is called; or unknown
		}
		ref.Param = 0
		p := byRef[ref]
		if p == nil {
			p = &Pool{Ref: ref, Open: c.open[ref.Obj] || reachable(c.pkg, ref)}
			byRef[ref] = p
			list = append(list, p)
		}
		p.Sites = append(p.Sites, s)
	}
	for _, p := range list {
		// New of a parameter, say, may be that of any pool.
		p.HasNew = hasNew[p.Ref.Obj] || hasNew[syncpool.Object{}]
	}
	// What is done to the pool of an unknown holder may be done to that of each.
	for _, p := range list {
		if p.Ref.Holder == (syncpool.Object{}) {
			continue
		}
		for _, q := range list {
			if q.Ref.Holder == (syncpool.Object{}) && q.Ref.Matches(p.Ref) {
				p.Sites = append(p.Sites, q.Sites...)
				p.Open = p.Open || q.Open
			}
		}
	}
	return list
}

// reachable reports whether code of other packages can name the pool.
func reachable(pkg *types.Package, ref syncpool.Ref) bool {
	if ref.Obj.Pkg != pkg.Path() || ref.Obj.Returned() || ref.Holder.Returned() {
		return true
	}
	if pkg.Name() == "main" || strings.HasSuffix(pkg.Name(), "_test") {
		return false // nothing imports it
	}
	return exported(ref.Obj) || exported(ref.Holder) && token.IsExported(ref.Obj.Last())
}

// exported reports whether all parts of the name of o are exported.
func exported(o syncpool.Object) bool {
	if o.Local() {
		return false
	}
	for part := range strings.SplitSeq(o.Name, ".") {
		if !token.IsExported(part) {
			return false
		}
	}
	return true
}

// bodyOf returns the function whose body fn runs: the generic one of an
// instance, the method of a method value.
func bodyOf(fn *ssa.Function) *ssa.Function {
	if origin := fn.Origin(); origin != nil {
		fn = origin
	}
	if obj := object(fn); obj != nil {
		if declared := fn.Prog.FuncValue(obj.Origin()); declared != nil {
			return declared
		}
	}
	return fn
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}

// newField reports whether addr is that of the field New of a pool.
func newField(addr *ssa.FieldAddr) bool {
	ptr, ok := addr.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	str, ok := ptr.Elem().Underlying().(*types.Struct)
	return ok && syncpool.IsNewField(str.Field(addr.Field))
}

// loadedFrom returns the field that v is loaded from, or nil.
func loadedFrom(v ssa.Value) *ssa.FieldAddr {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return nil
	}
	addr, _ := load.X.(*ssa.FieldAddr)
	return addr
}

// holdsPool reports whether t is sync.Pool, a pointer to it, or a container of
// these.
func holdsPool(t types.Type) bool {
	if syncpool.IsPool(t) {
		return true
	}
	switch t := t.Underlying().(type) {
	case *types.Array:
		return syncpool.IsPool(t.Elem())
	case *types.Slice:
		return syncpool.IsPool(t.Elem())
	case *types.Map:
		return syncpool.IsPool(t.Elem())
	}
	return false
}

// isMade reports whether v is memory, or the value of a composite literal, that
// the function has just made.
func isMade(v ssa.Value) bool {
	switch def := v.(type) {
	case *ssa.Alloc, *ssa.MakeSlice, *ssa.MakeMap, *ssa.Const:
		return true
	case *ssa.Slice:
		_, array := def.X.(*ssa.Alloc)
		return array
	case *ssa.UnOp:
		cell, ok := def.X.(*ssa.Alloc)
		return ok && isComposite(cell)
	}
	return false
}

// copiedTo returns the address to which the composite literal at addr is copied,
// or addr if it is no such thing.
func copiedTo(addr ssa.Value) ssa.Value {
	if alloc, ok := addr.(*ssa.Alloc); ok && isComposite(alloc) {
		for _, use := range *alloc.Referrers() {
			load, ok := use.(*ssa.UnOp)
			if !ok {
				continue
			}
			for _, use := range *load.Referrers() {
				if store, ok := use.(*ssa.Store); ok && store.Val == load {
					return store.Addr
				}
			}
		}
	}
	return addr
}

// isComposite reports whether alloc is the place where a composite literal is
// made, before it is copied to where it belongs.
func isComposite(alloc *ssa.Alloc) bool { return alloc.Comment == "complit" }

// onlyCalled reports whether a method value is called and nothing else.
func onlyCalled(v *ssa.MakeClosure) bool {
	for _, use := range *v.Referrers() {
		call, ok := use.(ssa.CallInstruction)
		if !ok || call.Common().Value != v {
			return false
		}
	}
	return true
}

func extract(tuple ssa.Value, i int) ssa.Value {
	for _, use := range *tuple.Referrers() {
		if e, ok := use.(*ssa.Extract); ok && e.Index == i {
			return e
		}
	}
	return nil
}

func object(fn *ssa.Function) *types.Func {
	obj, _ := fn.Object().(*types.Func)
	return obj
}
