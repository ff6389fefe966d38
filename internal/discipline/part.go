package discipline

import (
	"go/types"
	"strings"

	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/effect"
)

// isPart reports whether the cell at path is a field of a struct of the package that is
// a field of the object, by value: what its methods do is followed from the object.
func (p *Package) isPart(elem types.Type, path effect.Path) bool {
	k := classOf(elem, path)
	if k.in == nil || !strings.HasPrefix(string(path), string(effect.Deref+effect.Field(k.in.Name())+effect.Field(k.field.Name()))) {
		return false
	}
	named, ok := types.Unalias(k.in.Type()).(*types.Named)
	if !ok || len(p.Funcs) == 0 || named.Obj().Pkg() != p.Funcs[0].Package().Pkg || named.TypeParams().Len() > 0 {
		return false
	}
	_, ok = named.Underlying().(*types.Struct)
	return ok
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
