// Package syncpool is the vocabulary of the analysis: which types and methods
// are those of sync.Pool, and which pool a value denotes.
package syncpool

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// An Op is what a method of sync.Pool does.
type Op uint8

// The operations of a pool.
const (
	None Op = iota
	Get
	Put
)

// OpOf returns the operation of which fn is the method of sync.Pool.
func OpOf(fn *types.Func) Op {
	if fn == nil || fn.Signature().Recv() == nil || !IsPool(fn.Signature().Recv().Type()) {
		return None
	}
	switch fn.Name() {
	case "Get":
		return Get
	case "Put":
		return Put
	}
	return None
}

// OpOfCall returns the operation that call does directly, the pool, and for a
// Put the argument. A call of a method value or expression counts as direct.
func OpOfCall(call *ssa.CallCommon) (op Op, pool, arg ssa.Value) {
	fn := call.StaticCallee()
	if fn == nil {
		return None, nil, nil
	}
	args := call.Args
	if closure, ok := call.Value.(*ssa.MakeClosure); ok {
		args = slices.Concat(closure.Bindings, args) // bound method: the pool comes first
	}
	return OpOfFunc(fn, args)
}

// OpOfFunc is [OpOfCall] for a call of fn with args, the receiver first.
func OpOfFunc(fn *ssa.Function, args []ssa.Value) (op Op, pool, arg ssa.Value) {
	obj, _ := fn.Object().(*types.Func)
	switch op := OpOf(obj); {
	case op == Get && len(args) == 1:
		return Get, args[0], nil
	case op == Put && len(args) == 2:
		return Put, args[0], args[1]
	}
	return None, nil, nil
}

// IsPool reports whether t is sync.Pool or a pointer to it, under any alias.
func IsPool(t types.Type) bool {
	t = types.Unalias(t)
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	named, ok := t.(*types.Named)
	return ok && IsPoolObject(named.Obj())
}

// IsPoolObject reports whether obj is the type sync.Pool, one of its methods,
// or its field New.
func IsPoolObject(obj types.Object) bool {
	if obj.Pkg() == nil || obj.Pkg().Path() != "sync" {
		return false
	}
	switch obj := obj.(type) {
	case *types.TypeName:
		return obj.Name() == "Pool"
	case *types.Func:
		recv := obj.Signature().Recv()
		return recv != nil && IsPool(recv.Type())
	case *types.Var:
		return obj.IsField() && obj.Name() == "New"
	}
	return false
}

// IsNewField reports whether field is the field New of a pool, seen through
// the struct type that declares it: sync.Pool or a type defined as it.
func IsNewField(field *types.Var) bool { return IsPoolObject(field) }
