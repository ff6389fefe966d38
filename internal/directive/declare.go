package directive

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A Verb is what a function is declared to do.
type Verb string

// The verbs.
const (
	Get  Verb = "get"  // it gives its caller an object of a pool
	Put  Verb = "put"  // it puts the object that it is given
	Keep Verb = "keep" // the object that it is given has another owner then
)

// A Declaration is what a directive says of a function or an interface method.
type Declaration struct {
	Verb     Verb
	Pos, End token.Pos

	// Index is, for a Get, that of the result that is the object; otherwise that
	// of the parameter, the receiver first. Name is its name, if it has one.
	Index int
	Name  string
}

// addDeclaration adds "get", "put [param]" or "keep [param]".
func (s *Set) addDeclaration(pass *analysis.Pass, c *comment, owner ast.Node) {
	fn := declaredFunc(pass, owner)
	if fn == nil {
		s.problem(c, "directive %s%s must stand in the doc comment of a function or of an interface method", prefix, c.verb)
		return
	}
	var arg string
	for field := range strings.FieldsSeq(c.args) {
		if strings.HasPrefix(field, "//") {
			break
		}
		if arg != "" || c.verb == string(Get) {
			s.problem(c, "directive %s%s has %q after it, which means nothing there", prefix, c.verb, field)
			return
		}
		arg = field
	}
	d := Declaration{Verb: Verb(c.verb), Pos: c.Pos(), End: c.End()}
	var problem string
	if d.Verb == Get {
		d.Index, problem = objectResult(fn.Signature())
	} else {
		d.Index, d.Name, problem = parameter(fn.Signature(), arg)
	}
	if problem != "" {
		s.problem(c, "directive %s%s of %s %s", prefix, c.verb, fn.Name(), problem)
		return
	}
	if s.declared == nil {
		s.declared = make(map[*types.Func][]Declaration)
	}
	if s.declared[fn] == nil {
		s.funcs = append(s.funcs, fn)
	}
	s.declared[fn] = append(s.declared[fn], d)
}

// declaredFunc returns the function or interface method that owner declares, or
// nil.
func declaredFunc(pass *analysis.Pass, owner ast.Node) *types.Func {
	var name *ast.Ident
	switch owner := owner.(type) {
	case *ast.FuncDecl:
		name = owner.Name
	case *ast.Field:
		if len(owner.Names) == 1 {
			name = owner.Names[0]
		}
	}
	fn, _ := pass.TypesInfo.Defs[name].(*types.Func)
	return fn
}

// objectResult returns the index of the first result that can be an object: one
// that is no error, no bool and no function. Otherwise it says what is wrong.
func objectResult(sig *types.Signature) (int, string) {
	for i := range sig.Results().Len() {
		if t := sig.Results().At(i).Type(); !IsError(t) && !IsBool(t) && !isFunc(t) {
			return i, ""
		}
	}
	return 0, "finds no result that could be an object"
}

// parameter returns the index, the receiver first, and the name of the parameter
// that arg names: without arg the only parameter or, where there is none, the
// receiver. Otherwise it says what is wrong.
func parameter(sig *types.Signature, arg string) (index int, name, problem string) {
	var vars []*types.Var
	recv := sig.Recv()
	if recv != nil {
		vars = append(vars, recv)
	}
	first := len(vars)
	for v := range sig.Params().Variables() {
		vars = append(vars, v)
	}
	for i, v := range vars {
		if arg != "" && v.Name() == arg {
			return i, arg, ""
		}
	}
	switch params := len(vars) - first; {
	case arg == "receiver" && recv != nil:
		return 0, recv.Name(), ""
	case arg != "":
		return 0, "", "names " + arg + ", which is none of its parameters"
	case params == 1:
		return first, vars[first].Name(), ""
	case params > 1:
		return 0, "", "does not name the one of its parameters that is meant"
	case recv != nil:
		return 0, recv.Name(), ""
	}
	return 0, "", "finds no parameter"
}

// IsError reports whether t is error.
func IsError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// IsBool reports whether t is a boolean type.
func IsBool(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsBoolean != 0
}

func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// IsRelease reports whether t is a function without parameters and results.
func IsRelease(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	return ok && sig.Params().Len() == 0 && sig.Results().Len() == 0
}
