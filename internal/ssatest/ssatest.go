// Package ssatest builds the SSA form of a piece of source for tests.
package ssatest

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/ssaload"
)

// Load builds a package, called test, from the text that follows its package
// clause.
func Load(t *testing.T, text string) *ssaload.Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "test.go", "package test\n"+text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Instances:    map[*ast.Ident]types.Instance{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		Scopes:       map[ast.Node]*types.Scope{},
		FileVersions: map[*ast.File]string{},
	}
	conf := &types.Config{Importer: importer.Default()}
	pkg, err := conf.Check("test", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	pass := &analysis.Pass{Fset: fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info}
	loaded, err := ssaload.Load(pass, ssaload.NoReturn)
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

// Func returns the function of pkg with a name like "f", "T.m" or "f$1".
func Func(t *testing.T, pkg *ssaload.Package, name string) *ssa.Function {
	t.Helper()
	for _, fn := range pkg.Funcs {
		if Name(fn) == name {
			return fn
		}
	}
	t.Fatalf("no function %s", name)
	return nil
}

// Name returns the name of fn within its package, as in [Func].
func Name(fn *ssa.Function) string {
	outer := fn
	for outer.Parent() != nil {
		outer = outer.Parent()
	}
	recv := outer.Signature.Recv()
	if recv == nil {
		return fn.Name()
	}
	t := recv.Type()
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem()
	}
	return t.(*types.Named).Obj().Name() + "." + fn.Name()
}

// Calls lists the calls in fn, in the order of its blocks.
func Calls(fn *ssa.Function) []ssa.CallInstruction {
	var list []ssa.CallInstruction
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				list = append(list, call)
			}
		}
	}
	return list
}
