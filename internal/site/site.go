// Package site lists the places of a package that use a pool: each Get, Put,
// New, and each call of a getter or putter, by pool.
package site

import (
	"go/types"

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
}

// Fn returns the function or literal in which s lies.
func (s *Site) Fn() *ssa.Function { return s.Instr.Parent() }

// A Pool is a pool with its sites in a package.
type Pool struct {
	Ref   syncpool.Ref
	Sites []*Site

	// Open tells that code out of view may set New, get or put.
	Open bool
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

// Collect lists the pools that funcs use.
func Collect(prog lifecycle.Program, funcs []*ssa.Function) []*Pool {
	c := &collector{prog: prog, open: map[syncpool.Object]bool{}}
	for _, fn := range funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				c.visit(instr)
			}
		}
	}
	return c.pools()
}

type collector struct {
	prog  lifecycle.Program
	sites []*Site
	open  map[syncpool.Object]bool
}

func (c *collector) add(op Op, pool syncpool.Ref, instr ssa.Instruction, value ssa.Value, callee *ssa.Function) {
	c.sites = append(c.sites, &Site{op, pool, instr, value, callee})
}

func (c *collector) visit(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		c.visitCall(instr)
	case *ssa.Store:
		if addr, ok := instr.Addr.(*ssa.FieldAddr); ok && newField(addr) {
			c.add(SetNew, syncpool.RefOf(addr.X), instr, instr.Val, nil)
		} else if holdsPool(instr.Val.Type()) {
			if _, made := instr.Val.(*ssa.Alloc); !made {
				c.expose(instr.Addr) // a pool that was made elsewhere
			}
		}
	case *ssa.MakeInterface:
		if syncpool.IsPool(instr.X.Type()) {
			c.expose(instr.X)
		}
	case *ssa.MapUpdate:
		if _, made := instr.Value.(*ssa.Alloc); holdsPool(instr.Value.Type()) && !made {
			c.expose(instr.Map)
		}
	case *ssa.Return:
		for _, v := range instr.Results {
			if syncpool.IsPool(v.Type()) {
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
		c.add(Get, syncpool.RefOf(pool), instr, value, nil)
		return
	case syncpool.Put:
		c.add(Put, syncpool.RefOf(pool), instr, arg, nil)
		return
	}
	if addr := loadedFrom(common.Value); addr != nil && newField(addr) {
		c.add(CallNew, syncpool.RefOf(addr.X), instr, value, nil)
		return
	}
	callee, args := c.prog.Callee(common)
	var sum *effect.Summary
	if callee != nil {
		sum = c.prog.Summary(callee)
	}
	if sum == nil || len(callee.Blocks) == 0 && callee.Origin() == nil {
		for _, arg := range common.Args {
			if syncpool.IsPool(arg.Type()) {
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
		c.add(Get, r.Pool.Bind(args), instr, v, callee)
	}
	for _, p := range sum.Params {
		if p.Put != effect.Never && p.Path == "" && p.Index < len(args) {
			c.add(Put, p.Pool.Bind(args), instr, args[p.Index], callee)
		}
	}
}

// pools groups the sites by what is known of their pools.
func (c *collector) pools() []*Pool {
	var list []*Pool
	byRef := map[syncpool.Ref]*Pool{}
	for _, s := range c.sites {
		ref := s.Pool
		if ref.Obj == (syncpool.Object{}) {
			continue // a parameter, bound where the function is called; or unknown
		}
		ref.Param = 0
		p := byRef[ref]
		if p == nil {
			p = &Pool{Ref: ref, Open: c.open[ref.Obj]}
			byRef[ref] = p
			list = append(list, p)
		}
		p.Sites = append(p.Sites, s)
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
