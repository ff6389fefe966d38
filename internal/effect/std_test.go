package effect_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/poolvet/poolvet/internal/effect"
)

// entries lists the names in the tables of [effect.Std] and [effect.Container], as "PATH NAME".
func entries(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "std.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for n := range ast.Preorder(file) {
		clause, ok := n.(*ast.CaseClause)
		if !ok {
			continue
		}
		for _, expr := range clause.List {
			lit, ok := expr.(*ast.BasicLit)
			if !ok {
				continue
			}
			if s, err := strconv.Unquote(lit.Value); err == nil && strings.Contains(s, " ") {
				list = append(list, s)
			}
		}
	}
	if len(list) < 50 {
		t.Fatalf("found %d entries", len(list))
	}
	return list
}

// std loads all of the standard library.
func std(t *testing.T) map[string]*types.Package {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes}, "std")
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string]*types.Package{}
	for _, p := range pkgs {
		byPath[p.PkgPath] = p.Types
	}
	return byPath
}

// declared returns the function of pkg called name, or the method that a type
// of pkg declares where that is "T.m"; nil if there is none.
func declared(pkg *types.Package, name string) *types.Func {
	typ, method, ok := strings.Cut(name, ".")
	obj := pkg.Scope().Lookup(typ)
	if !ok {
		fn, _ := obj.(*types.Func)
		return fn
	}
	if obj == nil {
		return nil
	}
	named, ok := obj.Type().(*types.Named)
	if !ok {
		return nil
	}
	if iface, ok := named.Underlying().(*types.Interface); ok {
		for m := range iface.ExplicitMethods() {
			if m.Name() == method {
				return m
			}
		}
	}
	for m := range named.Methods() {
		if m.Name() == method {
			return m
		}
	}
	return nil
}

// TestStd fails on an entry that names nothing, and on one that says of a
// function what it cannot do.
func TestStd(t *testing.T) {
	pkgs := std(t)
	for _, entry := range entries(t) {
		path, name, _ := strings.Cut(entry, " ")
		pkg := pkgs[path]
		if pkg == nil {
			t.Errorf("%s: no such package", entry)
			continue
		}
		fn := declared(pkg, name)
		if fn == nil {
			t.Errorf("%s: not declared there", entry)
			continue
		}
		s, ok := effect.Std(fn)
		if _, removes := effect.Container(fn); !ok || s.Empty() && !removes {
			t.Errorf("%s: nothing is said of it", entry)
			continue
		}
		var params []*types.Var
		if recv := fn.Signature().Recv(); recv != nil {
			params = append(params, recv)
		}
		params = slices.AppendSeq(params, fn.Signature().Params().Variables())
		for _, p := range s.Params {
			if p.Index >= len(params) {
				t.Errorf("%s: it has no parameter %d", entry, p.Index)
			}
		}
		for _, a := range s.Aliases {
			if a.Param >= len(params) || !holds(params[a.Param].Type()) {
				t.Errorf("%s: parameter %d holds no memory", entry, a.Param)
			}
			if a.Result >= fn.Signature().Results().Len() || !holds(fn.Signature().Results().At(a.Result).Type()) {
				t.Errorf("%s: result %d holds no memory", entry, a.Result)
			}
		}
	}
}

// holds reports whether a value of type t can be, or hold, memory of another.
func holds(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Info()&types.IsString != 0
	case *types.Pointer, *types.Slice, *types.Map, *types.Interface, *types.Signature:
		return true
	}
	return false
}

// TestStdBorrows fails unless all else in the standard library is said to
// borrow.
func TestStdBorrows(t *testing.T) {
	listed := entries(t)
	for path, pkg := range std(t) {
		scope := pkg.Scope()
		for _, name := range scope.Names() {
			fn, ok := scope.Lookup(name).(*types.Func)
			if !ok || slices.Contains(listed, path+" "+name) {
				continue
			}
			if s, ok := effect.Std(fn); !ok || !s.Empty() || !s.Borrows {
				t.Errorf("%s.%s: %v, %v", path, name, s, ok)
			}
		}
	}
}

func TestIsStd(t *testing.T) {
	for path := range std(t) {
		if !effect.IsStd(path) {
			t.Errorf("%s is not of the standard library", path)
		}
	}
	for _, path := range []string{"", "example.com/fmt", "golang.org/x/sync/errgroup", "command-line-arguments", "mymodule/fmt", "poolfacts/deep/lib", "cmd.d/x"} {
		if effect.IsStd(path) {
			t.Errorf("%s is of the standard library", path)
		}
	}
}

func TestWaits(t *testing.T) {
	pkgs := std(t)
	for _, test := range []struct {
		pkg, name string
		want      bool
	}{
		{"sync", "WaitGroup.Wait", true},
		{"sync", "WaitGroup.Done", false},
		{"os/exec", "Cmd.Wait", true},
		{"os", "Process.Wait", false},
	} {
		fn := declared(pkgs[test.pkg], test.name)
		if fn == nil {
			t.Fatalf("no %s.%s", test.pkg, test.name)
		}
		if got := effect.Waits(fn); got != test.want {
			t.Errorf("%s.%s waits: %v, want %v", test.pkg, test.name, got, test.want)
		}
	}
}

func TestEndsByName(t *testing.T) {
	for name, want := range map[string]bool{
		"Close": true, "close": true, "MustClose": true, "CloseWithError": true, "releaseAll": true, "Free": true,
		"": false, "Closest": false, "Disclose": false, "Read": false, "Backend": false, "WriteString": false,
	} {
		if got := effect.EndsByName(name); got != want {
			t.Errorf("EndsByName(%q) = %v", name, got)
		}
	}
}
