package poolfacts

import (
	"fmt"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet/internal/directive"
	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/ssaload"
)

// Analyzer computes the pool facts of a package.
var Analyzer = &analysis.Analyzer{
	Name:       "poolfacts",
	Doc:        "find the sync.Pools of a package and what its functions do to pooled objects",
	URL:        "https://pkg.go.dev/github.com/poolvet/poolvet/passes/poolfacts",
	Requires:   []*analysis.Analyzer{directive.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(pooled), new(effects), new(contents)},
}

// pooled is the fact of a function that gives or takes objects of a pool. That
// a package calls such a function is what makes it worth a closer look.
type pooled struct {
	effect.Summary
	AsIs []int // the parameters that it puts as they are given, see [site.PutsAsIs]
}

// effects is the fact of any other function of a package that was looked at:
// what it does to memory that happens to be pooled.
type effects struct{ effect.Summary }

func (*pooled) AFact()  {}
func (*effects) AFact() {}

func (f *pooled) String() string  { return f.Summary.String() }
func (f *effects) String() string { return f.Summary.String() }

func run(pass *analysis.Pass) (any, error) {
	directives := pass.ResultOf[directive.Analyzer].(*directive.Set)
	if len(directives.Funcs()) == 0 && !gate(pass) {
		return new(Result), nil
	}
	pkg, err := ssaload.Load(pass, ssaload.NoReturn)
	if err != nil {
		return &Result{skipped: true}, nil // code that defeats go/ssa
	}
	r := newResult(pass, pkg, directives)
	if err := r.analyze(); err != nil {
		return &Result{skipped: true}, nil
	}
	err = protect(func() {
		r.exportFacts(pass)
		r.exportContents(pass)
		r.exportDeclared(pass)
	})
	if err != nil {
		return &Result{skipped: true}, nil
	}
	r.pass = nil
	return r, nil
}

// protect turns a panic of f, on code that it was not prepared for, into an
// error.
func protect(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("poolfacts: %v", r)
		}
	}()
	f()
	return nil
}
