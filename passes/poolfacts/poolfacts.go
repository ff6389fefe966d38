package poolfacts

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet/internal/callgraph"
	"github.com/poolvet/poolvet/internal/content"
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
	FactTypes:  []analysis.Fact{new(pooled), new(effects), new(contents), new(owned)},
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
	r := newResult(directives)
	if len(directives.Funcs()) == 0 && !gate(pass) {
		return r, nil
	}
	if handsOut(pass.Pkg.Path()) {
		r.load(pass)
	} else {
		r.later = pass
	}
	return r, nil
}

// handsOut reports whether a package may have functions that give or take pooled
// objects and that other packages can name. The public packages of the standard
// library have none. What is to be known of their other functions,
// [effect.Std] says.
func handsOut(path string) bool {
	return !effect.IsStd(path) || slices.Contains(strings.Split(path, "/"), "internal")
}

// load analyses the package of pass, and exports the facts. If the package
// defeats the analysis, r says that and no more.
func (r *Result) load(pass *analysis.Pass) {
	r.later = nil
	var err error
	if r.pkg, err = ssaload.Load(pass, ssaload.NoReturn); err == nil {
		r.pass, r.callees = pass, callgraph.NewResolver(r.pkg.Funcs)
		err = protect(func() {
			r.analyze()
			r.content = content.New(r, r.pkg.Pkg, r.pkg.Funcs, r.news())
			if handsOut(pass.Pkg.Path()) {
				r.exportFacts()
				r.exportContents()
				r.exportDeclared()
			}
		})
	}
	if err != nil {
		r.skipped = true
		r.pkg, r.sites, r.pools = nil, nil, nil
	}
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
