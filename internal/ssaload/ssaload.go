// Package ssaload builds SSA form for one package on demand.
//
// It exists because requiring the buildssa pass would build SSA, and the
// control-flow facts below it, for every dependency of every package.
package ssaload

import (
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// A Package is the SSA form of one package.
type Package struct {
	*ssa.Package

	// Funcs holds the functions and methods of the package that have a body,
	// and the literals in them, in source order, and last the package
	// initializer.
	Funcs []*ssa.Function
}

// Load builds the package of pass. Calls of functions for which noReturn
// reports true end their block. Whatever go/ssa does on code that it does not
// support, Load answers with an error.
func Load(pass *analysis.Pass, noReturn func(*types.Func) bool) (pkg *Package, err error) {
	defer func() {
		if r := recover(); r != nil {
			pkg, err = nil, fmt.Errorf("no SSA form of %s: %v", pass.Pkg.Path(), r)
		}
	}()
	prog := ssa.NewProgram(pass.Fset, ssa.BuilderMode(0))
	prog.SetNoReturn(noReturn)
	for _, imported := range pass.Pkg.Imports() {
		prog.CreatePackage(imported, nil, nil, true)
	}
	pkg = &Package{Package: prog.CreatePackage(pass.Pkg, pass.Files, pass.TypesInfo, false)}
	pkg.Build()
	for _, file := range pass.Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if obj, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
				pkg.add(prog.FuncValue(obj))
			}
		}
	}
	pkg.add(pkg.Func("init"))
	direct(pkg.Funcs)
	return pkg, nil
}

// add appends fn and the literals in it, if it has a body.
func (p *Package) add(fn *ssa.Function) {
	if fn == nil || len(fn.Blocks) == 0 {
		return
	}
	p.Funcs = append(p.Funcs, fn)
	for _, anon := range fn.AnonFuncs {
		p.add(anon)
	}
}
