// Package callgraph tells which function a call runs, and in which order the
// functions of a package are best analysed.
package callgraph

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/syncpool"
)

// A Resolver finds the callees of calls.
type Resolver struct {
	vars   map[*ssa.Global]ssa.Value      // the one function value ever assigned; nil if there are several
	fields map[*types.Var][]*ssa.Function // the functions assigned to a field, in source order
}

// NewResolver returns a resolver for a package with these functions.
func NewResolver(funcs []*ssa.Function) *Resolver {
	r := &Resolver{vars: map[*ssa.Global]ssa.Value{}, fields: map[*types.Var][]*ssa.Function{}}
	for _, fn := range funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				store, ok := instr.(*ssa.Store)
				if !ok {
					continue
				}
				switch addr := store.Addr.(type) {
				case *ssa.Global:
					if _, again := r.vars[addr]; again {
						r.vars[addr] = nil
					} else {
						r.vars[addr] = store.Val
					}
				case *ssa.FieldAddr:
					if fn := literal(store.Val); fn != nil {
						field := syncpool.FieldVar(addr.X.Type(), addr.Field)
						r.fields[field] = append(r.fields[field], fn)
					}
				}
			}
		}
	}
	return r
}

// Callee returns the function that call runs, nil if that is not known, and the
// values that stand for its parameters, the receiver first, and then for the
// variables that it captured.
func (r *Resolver) Callee(call *ssa.CallCommon) (*ssa.Function, []ssa.Value) {
	if call.IsInvoke() {
		return nil, nil
	}
	switch v := r.function(call.Value, 0).(type) {
	case *ssa.Function:
		return v, call.Args
	case *ssa.MakeClosure:
		fn := v.Fn.(*ssa.Function)
		if fn.Object() != nil { // a method value: the receiver comes first
			return fn, slices.Concat(v.Bindings, call.Args)
		}
		return fn, slices.Concat(call.Args, v.Bindings)
	}
	return nil, nil
}

// Candidates returns the functions of the package's sources that are assigned
// to the field through which call calls, in source order; nil for any other
// call. Other packages may assign others.
func (r *Resolver) Candidates(call *ssa.CallCommon) []*ssa.Function {
	load, ok := call.Value.(*ssa.UnOp)
	if !ok || call.IsInvoke() {
		return nil
	}
	addr, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	return r.fields[syncpool.FieldVar(addr.X.Type(), addr.Field)]
}

// literal returns the function that v is, nil if it is none or has captured
// something.
func literal(v ssa.Value) *ssa.Function {
	if change, ok := v.(*ssa.ChangeType); ok {
		v = change.X
	}
	fn, _ := v.(*ssa.Function)
	return fn
}

// function returns the function or closure that v is, where that can be told.
func (r *Resolver) function(v ssa.Value, depth int) ssa.Value {
	if depth > 8 {
		return nil
	}
	depth++
	switch v := v.(type) {
	case *ssa.Function, *ssa.MakeClosure:
		return v
	case *ssa.ChangeType:
		return r.function(v.X, depth)
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return nil
		}
		switch addr := v.X.(type) {
		case *ssa.Global:
			if addr.Object() != nil && !addr.Object().Exported() && r.vars[addr] != nil {
				return r.function(r.vars[addr], depth)
			}
		case *ssa.Alloc:
			if val := syncpool.OnlyStore(addr); val != nil {
				return r.function(val, depth)
			}
		case *ssa.FreeVar:
			if cell, ok := syncpool.Binding(addr).(*ssa.Alloc); ok {
				if val := syncpool.OnlyStore(cell); val != nil {
					return r.function(val, depth)
				}
			}
		}
	}
	return nil
}

// A Component is a set of functions each of which calls, directly or not, all
// the others, or a single function.
type Component struct {
	Funcs     []*ssa.Function
	Recursive bool
}

// Components partitions funcs so that callees come before callers, and the
// literals in a function before it. It is Tarjan's algorithm (Depth-first
// search and linear graph algorithms, SIAM J. Comput. 1972). Source maps a
// callee to the member of funcs whose body it runs.
func Components(funcs []*ssa.Function, r *Resolver, source func(*ssa.Function) *ssa.Function) []Component {
	t := &tarjan{resolver: r, source: source, nodes: map[*ssa.Function]*node{}}
	for _, fn := range funcs {
		t.nodes[fn] = new(node)
	}
	for _, fn := range funcs {
		if t.nodes[fn].index == 0 {
			t.visit(fn)
		}
	}
	return t.components
}

type node struct {
	index, low int
	onStack    bool
}

type tarjan struct {
	resolver   *Resolver
	source     func(*ssa.Function) *ssa.Function
	nodes      map[*ssa.Function]*node
	stack      []*ssa.Function
	count      int
	components []Component
}

func (t *tarjan) visit(fn *ssa.Function) *node {
	n := t.nodes[fn]
	t.count++
	n.index, n.low, n.onStack = t.count, t.count, true
	t.stack = append(t.stack, fn)
	recursive := false
	for _, callee := range t.callees(fn) {
		m := t.nodes[callee]
		switch {
		case m == nil:
			continue
		case m.index == 0:
			n.low = min(n.low, t.visit(callee).low)
		case m.onStack:
			n.low = min(n.low, m.index)
			recursive = recursive || callee == fn
		}
	}
	if n.low == n.index {
		i := slices.Index(t.stack, fn)
		members := slices.Clone(t.stack[i:])
		t.stack = t.stack[:i]
		for _, m := range members {
			t.nodes[m].onStack = false
		}
		t.components = append(t.components, Component{members, recursive || len(members) > 1})
	}
	return n
}

// callees returns the literals in fn and the functions that it calls or refers
// to, in source order.
func (t *tarjan) callees(fn *ssa.Function) []*ssa.Function {
	list := slices.Clone(fn.AnonFuncs)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				if callee, _ := t.resolver.Callee(call.Common()); callee != nil {
					if src := t.source(callee); src != nil {
						list = append(list, src)
					}
				}
			}
		}
	}
	return list
}
