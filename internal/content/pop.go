package content

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// sameMemory reports whether store gives a slice a new length in the memory
// that it had.
func (f *flow) sameMemory(store *ssa.Store, c cell) bool {
	slice, ok := store.Val.(*ssa.Slice)
	return ok && f.place(slice.X).cell == c
}

// popsOther reports whether store, which pops, gives c what is left of the slice
// in the same field of another object.
func (f *flow) popsOther(store *ssa.Store, c cell) bool {
	field, rest := Class(c.root, c.path)
	other := f.place(store.Val.(*ssa.Slice).X).cell
	if field == nil || other.root == nil || other.root == c.root {
		return false
	}
	same, sameRest := Class(other.root, other.path)
	return same == field && sameRest == rest
}

// isPop reports whether store gives a slice a length of its own choice, in the
// memory that it has: x = x[:len(x)-1] takes from a stack, x = x[:n] makes room.
func isPop(store *ssa.Store) bool {
	slice, ok := store.Val.(*ssa.Slice)
	return ok && slice.Low == nil && slice.High != nil && !isZeroLen(slice)
}

// cutBy reports whether v is the slice in c, in a length that a function of the
// package has given it which returns it.
func (f *flow) cutBy(v ssa.Value, c cell) bool {
	if e, ok := v.(*ssa.Extract); ok {
		v = e.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	source, args := f.a.inView(&call.Call)
	if source == nil {
		return false
	}
	for i, arg := range args {
		if i < len(source.Params) && isSlice(arg.Type()) && f.place(arg).cell == c && slices.ContainsFunc(cutsOf(source.Params[i]), func(cut *ssa.Slice) bool { return cut.High != nil && !isZeroLen(cut) }) {
			return true
		}
	}
	return false
}

// cutsOf lists where a function cuts p, a slice, or a variable that may be p.
func cutsOf(p ssa.Value) []*ssa.Slice {
	var list []*ssa.Slice
	seen := map[ssa.Value]bool{}
	var follow func(v ssa.Value)
	follow = func(v ssa.Value) {
		if seen[v] {
			return
		}
		seen[v] = true
		for _, use := range *v.Referrers() {
			switch use := use.(type) {
			case *ssa.Slice:
				if use.X == v {
					list = append(list, use)
				}
			case *ssa.Phi:
				follow(use)
			}
		}
	}
	follow(p)
	return list
}

// TakesLast reports whether store gives a slice a length less than it had, to take
// elements off its end: x = x[:len(x)-1].
func TakesLast(store *ssa.Store) bool {
	slice, ok := store.Val.(*ssa.Slice)
	if !ok {
		return false
	}
	size, ok := slice.High.(*ssa.BinOp)
	return ok && size.Op == token.SUB
}

// padding returns the zero elements that v adds to the slice in c, if they are as many
// as give it a length of its own choice: append(x, make([]T, n-len(x))...).
func (f *flow) padding(v ssa.Value, c cell) *ssa.MakeSlice {
	call, ok := v.(*ssa.Call)
	if !ok || !isAppend(call) || f.place(call.Call.Args[0]).cell != c {
		return nil
	}
	zeros, ok := call.Call.Args[1].(*ssa.MakeSlice)
	if !ok {
		return nil
	}
	rest, ok := zeros.Len.(*ssa.BinOp)
	if !ok || rest.Op != token.SUB {
		return nil
	}
	if of := lenOf(rest.Y); of == nil || f.place(of).cell != c {
		return nil
	}
	return zeros
}

// lenOf returns what v is the length of, if it is a call of len.
func lenOf(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); !ok || b.Name() != "len" {
		return nil
	}
	return call.Call.Args[0]
}
