package discipline

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/effect"
)

// fed reports whether the buffer at path holds nothing but characters of another
// field of the object, piece by piece, and put depends on the length of that: the
// buffer is no larger than its input.
func (p *Package) fed(put *Put, elem types.Type, path effect.Path) bool {
	field, rest := content.ClassOf(elem, path)
	if field == nil || rest != "" || !content.IsBuffer(field.Type()) {
		return false
	}
	input := p.inputOf(field)
	if input == nil {
		return false
	}
	at := effect.Deref + effect.Field(input.Name())
	return put.Event.Bits(at)&(content.Grown|content.Unchecked) == 0 && p.decides(put, at)
}

// inputOf returns the one field from which the functions of the package take all
// that they write to buffer, another field of the same object; nil if there is none.
func (p *Package) inputOf(buffer *types.Var) *types.Var {
	var input *types.Var
	for _, fn := range p.all {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				addr, ok := instr.(*ssa.FieldAddr)
				if !ok || content.FieldOf(addr.X.Type(), addr.Field) != buffer {
					continue
				}
				from, ok := p.writtenFrom(addr)
				if !ok || from != nil && input != nil && from != input {
					return nil
				}
				if from != nil {
					input = from
				}
			}
		}
	}
	return input
}

// writtenFrom returns the field from which the calls of methods of the buffer at addr
// take what they write, nil if they write nothing or constants. It reports false if
// they write something else, or the buffer is used otherwise.
func (p *Package) writtenFrom(addr *ssa.FieldAddr) (input *types.Var, ok bool) {
	for _, use := range *addr.Referrers() {
		if _, store := use.(*ssa.Store); store {
			continue
		}
		call, ok := use.(ssa.CallInstruction)
		if !ok || call.Common().StaticCallee() == nil || call.Common().Args[0] != ssa.Value(addr) {
			return nil, false
		}
		args := call.Common().Args
		switch name := call.Common().StaticCallee().Name(); {
		case name == "WriteTo" || !strings.HasPrefix(name, "Write") && name != "ReadFrom" && name != "Grow":
			continue
		case len(args) != 2:
			return nil, false
		}
		if _, constant := args[1].(*ssa.Const); constant {
			continue
		}
		from := p.partOf(args[1], addr.X, 0)
		if from == nil || input != nil && from != input {
			return nil, false
		}
		input = from
	}
	return input, true
}

// partOf returns the field of object of which v is an element or a part, as a method
// of the object may return it; nil if it is none.
func (p *Package) partOf(v, object ssa.Value, depth int) *types.Var {
	const maxDepth = 8
	if depth > maxDepth {
		return nil
	}
	depth++
	switch v := v.(type) {
	case *ssa.Convert:
		return p.partOf(v.X, object, depth)
	case *ssa.Slice:
		return p.partOf(v.X, object, depth)
	case *ssa.Lookup:
		return p.partOf(v.X, object, depth)
	case *ssa.Index:
		return p.partOf(v.X, object, depth)
	case *ssa.UnOp:
		if v.Op != token.MUL {
			return nil
		}
		switch addr := v.X.(type) {
		case *ssa.IndexAddr:
			return p.partOf(addr.X, object, depth)
		case *ssa.FieldAddr:
			if addr.X == object && isSequence(v.Type()) {
				return content.FieldOf(addr.X.Type(), addr.Field)
			}
		}
	case *ssa.Call:
		return p.returnedPart(v, object, depth)
	}
	return nil
}

// returnedPart is [Package.partOf] for the result of a method of object that is in
// view.
func (p *Package) returnedPart(call *ssa.Call, object ssa.Value, depth int) *types.Var {
	callee := call.Call.StaticCallee()
	if callee == nil || len(call.Call.Args) == 0 || call.Call.Args[0] != object {
		return nil
	}
	source := p.Content.Source(callee)
	if source == nil {
		return nil
	}
	var field *types.Var
	for _, b := range source.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if _, constant := ret.Results[0].(*ssa.Const); constant {
			continue
		}
		from := p.partOf(ret.Results[0], source.Params[0], depth)
		if from == nil || field != nil && from != field {
			return nil
		}
		field = from
	}
	return field
}

// isSequence reports whether t is a string or a slice.
func isSequence(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0 || isSlice(t)
}

func isSlice(t types.Type) bool {
	_, ok := t.Underlying().(*types.Slice)
	return ok
}
