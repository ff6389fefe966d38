package discipline

import (
	"go/types"
	"strings"

	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/effect"
)

// isPart reports whether the cell at path is a field of a struct that is a field of
// the object, by value, and of a type that the package has for nothing else: what its
// methods do, they do to that part of such an object.
func (p *Package) isPart(elem types.Type, path effect.Path) bool {
	k := classOf(elem, path)
	if k.in == nil || !strings.HasPrefix(string(path), string(effect.Deref+effect.Field(k.in.Name())+effect.Field(k.field.Name()))) {
		return false
	}
	named, ok := types.Unalias(k.in.Type()).(*types.Named)
	if !ok || len(p.Funcs) == 0 || named.Obj().Pkg() != p.Funcs[0].Package().Pkg || named.TypeParams().Len() > 0 {
		return false
	}
	if _, ok := named.Underlying().(*types.Struct); !ok {
		return false
	}
	return p.onlyIn(k.in, named)
}

// onlyIn reports whether field is the only variable of the package whose type has
// to do with named, beside the receivers of its methods.
func (p *Package) onlyIn(field *types.Var, named *types.Named) bool {
	scope := named.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		if v, ok := obj.(*types.Var); ok && mentions(v.Type(), named) {
			return false
		}
		str, ok := obj.Type().Underlying().(*types.Struct)
		if _, isType := obj.(*types.TypeName); !ok || !isType {
			continue
		}
		for other := range str.Fields() {
			if other != field && mentions(other.Type(), named) {
				return false
			}
		}
	}
	for _, fn := range p.all {
		for v := range fn.Signature.Results().Variables() {
			if mentions(v.Type(), named) {
				return false
			}
		}
		for v := range fn.Signature.Params().Variables() {
			if mentions(v.Type(), named) {
				return false
			}
		}
	}
	return true
}

// mentions reports whether t is named, or holds such values or leads to them.
func mentions(t types.Type, named *types.Named) bool {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		return t.Origin().Obj() == named.Origin().Obj()
	case *types.Pointer:
		return mentions(t.Elem(), named)
	case *types.Slice:
		return mentions(t.Elem(), named)
	case *types.Array:
		return mentions(t.Elem(), named)
	case *types.Chan:
		return mentions(t.Elem(), named)
	case *types.Map:
		return mentions(t.Key(), named) || mentions(t.Elem(), named)
	}
	return false
}

// isSimple reports whether what is at path from an object of type elem is a number, a
// string, a flag or an error.
func isSimple(elem types.Type, path effect.Path) bool {
	t := content.TypeAt(elem, path)
	if t == nil {
		return false
	}
	_, basic := t.Underlying().(*types.Basic)
	return basic || content.IsError(t)
}
