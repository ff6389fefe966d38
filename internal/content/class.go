package content

import (
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/effect"
)

// ClassOf returns the last field on the way along path from a value of type t,
// and what follows it. The field is nil if there is none. What different
// functions do to the same field of different objects falls in one class.
func ClassOf(t types.Type, path effect.Path) (*types.Var, effect.Path) {
	field, rest, _ := walk(t, path)
	return field, rest
}

// walk is [ClassOf] and [TypeAt] in one.
func walk(t types.Type, path effect.Path) (*types.Var, effect.Path, types.Type) {
	var last *types.Var
	after := path
	for path != "" && t != nil {
		end := 1 + strings.IndexAny(string(path[1:]), "*.[#$~")
		if end == 0 {
			end = len(path)
		}
		step := path[:end]
		path = path[end:]
		switch step[0] {
		case '*':
			ptr, ok := t.Underlying().(*types.Pointer)
			if !ok {
				return last, after, nil
			}
			t = ptr.Elem()
		case '[':
			switch u := t.Underlying().(type) {
			case *types.Slice:
				t = u.Elem()
			case *types.Array:
				t = u.Elem()
			case *types.Map:
				t = u.Elem()
			case *types.Pointer:
				t = u.Elem()
			default:
				return last, after, nil
			}
		case '#':
			i, err := strconv.Atoi(string(step[1:]))
			tuple, ok := t.(*types.Tuple)
			if err != nil || !ok || i >= tuple.Len() {
				return last, after, nil
			}
			t = tuple.At(i).Type()
		case '.':
			str, ok := t.Underlying().(*types.Struct)
			if !ok {
				return last, after, nil
			}
			var found *types.Var
			for field := range str.Fields() {
				if field.Name() == string(step[1:]) {
					found = field
				}
			}
			if found == nil {
				return last, after, nil
			}
			last, after, t = found.Origin(), path, found.Type()
		default:
			return last, after, nil
		}
	}
	return last, after, t
}

// splitTuple splits a path from the results of a call into the index of one and
// the path from there.
func splitTuple(path effect.Path) (int, effect.Path) {
	if path == "" || path[0] != '#' {
		return 0, path
	}
	end := strings.IndexAny(string(path[1:]), "*.[#$~") + 1
	if end == 0 {
		end = len(path)
	}
	i, err := strconv.Atoi(string(path[1:end]))
	if err != nil {
		return 0, path
	}
	return i, path[end:]
}

// TypeAt returns the type of what path leads to from a value of type t, nil if
// that is unknown.
func TypeAt(t types.Type, path effect.Path) types.Type { _, _, at := walk(t, path); return at }

// TypeOf returns the type of root or, of an object that is taken as an empty
// interface, the type that it is asserted to be.
func TypeOf(root ssa.Value) types.Type {
	if iface, ok := root.Type().Underlying().(*types.Interface); ok && iface.Empty() && root.Referrers() != nil {
		for _, use := range *root.Referrers() {
			if assert, ok := use.(*ssa.TypeAssert); ok {
				return assert.AssertedType
			}
		}
	}
	return root.Type()
}

// IsCut reports whether v, a slice that is taken from a pool, is given a length
// that has nothing to do with its own: v[:n].
func IsCut(v ssa.Value) bool {
	if v == nil || v.Referrers() == nil {
		return false
	}
	for _, use := range *v.Referrers() {
		switch use := use.(type) {
		case *ssa.Slice:
			if use.Low == nil && use.High != nil && !isZeroLen(use) {
				return true
			}
		case *ssa.TypeAssert:
			if IsCut(use) {
				return true
			}
		case *ssa.Extract:
			if use.Index == 0 && IsCut(use) {
				return true
			}
		case *ssa.Store:
			if alloc, ok := use.Addr.(*ssa.Alloc); ok && use.Val == v && isCutIn(alloc, use) {
				return true
			}
		}
	}
	return false
}

// Empties reports whether fn cuts a slice of type t to nothing, on whatever path.
func Empties(fn *ssa.Function, t types.Type) bool {
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			cut, ok := instr.(*ssa.Slice)
			return ok && isZeroLen(cut) && types.Identical(cut.X.Type(), t)
		})
	})
}

// isCutIn is [IsCut] for what store stores in a variable that literals share.
func isCutIn(alloc *ssa.Alloc, store *ssa.Store) bool {
	for _, use := range *alloc.Referrers() {
		load, ok := use.(*ssa.UnOp)
		if ok && load.Op == token.MUL && load.Block() == store.Block() && IsCut(load) {
			return true
		}
	}
	return false
}

// IsBuffer reports whether t is a type of the standard library that keeps the
// memory of what is written to it.
func IsBuffer(t types.Type) bool { return !isPointer(t) && mannerOf(t) == buffer }

// Gathers reports whether what is written to a variable of type t is added to
// what is there.
func Gathers(t types.Type) bool {
	return t != nil && !isPointer(t) && (mannerOf(t) == buffer || mannerOf(t) == text)
}

// IsError reports whether t is the type error.
func IsError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

// OfAnyType reports whether v is a value of a type that the callers of a generic
// function choose.
func OfAnyType(v ssa.Value) bool {
	v = underInterface(v)
	for {
		switch w := v.(type) {
		case *ssa.ChangeType:
			v = w.X
		case *ssa.MultiConvert:
			v = w.X
		default:
			return isTypeParam(v.Type())
		}
	}
}
