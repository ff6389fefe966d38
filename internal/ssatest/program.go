package ssatest

import (
	"go/types"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/callgraph"
	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/lifecycle"
	"github.com/poolvet/poolvet/internal/site"
	"github.com/poolvet/poolvet/internal/ssaload"
)

// A Program is a single package whose functions have been followed, of which
// the layers above ask what they need to know.
type Program struct {
	*ssaload.Package
	resolver *callgraph.Resolver
	funcs    map[*ssa.Function]*lifecycle.Func
}

// NewProgram is [Load], and follows the objects of the functions.
func NewProgram(t *testing.T, text string) *Program {
	t.Helper()
	pkg := Load(t, text)
	p := &Program{pkg, callgraph.NewResolver(pkg.Funcs), map[*ssa.Function]*lifecycle.Func{}}
	for _, component := range callgraph.Components(pkg.Funcs, p.resolver, p.Source) {
		for _, fn := range component.Funcs {
			f := lifecycle.Analyze(p, fn)
			f.Complete()
			p.funcs[fn] = f
		}
	}
	return p
}

// Contents returns an analysis of what the functions do to the contents of
// objects.
func (p *Program) Contents() *content.Analysis {
	var news []*ssa.Function
	sites, _ := site.Collect(p, p.Funcs)
	for _, s := range sites {
		if fn, ok := s.Value.(*ssa.Function); ok && s.Op == site.SetNew {
			news = append(news, fn)
		}
	}
	return content.New(p, p.Pkg, p.Funcs, news)
}

// Source returns the function of the package whose body fn runs, or nil.
func (p *Program) Source(fn *ssa.Function) *ssa.Function {
	if origin := fn.Origin(); origin != nil {
		fn = origin
	}
	if fn.Package() != p.Package.Package || len(fn.Blocks) == 0 {
		return nil
	}
	return fn
}

// Callee implements [lifecycle.Program], as the rest.
func (p *Program) Callee(call *ssa.CallCommon) (*ssa.Function, []ssa.Value) {
	return p.resolver.Callee(call)
}

func (p *Program) Candidates(call *ssa.CallCommon) []*ssa.Function {
	return p.resolver.Candidates(call)
}

func (p *Program) Summary(fn *ssa.Function) *effect.Summary { return p.Brief(fn) }

func (p *Program) Brief(fn *ssa.Function) *effect.Summary {
	if f := p.funcs[p.Source(fn)]; f != nil {
		return f.Summary
	}
	return nil
}

func (p *Program) Method(*types.Func) *effect.Summary { return nil }

func (p *Program) Concrete(types.Type, *types.Package, string) *effect.Summary { return nil }

func (p *Program) Stores(*ssa.Function) []lifecycle.Stored { return nil }

func (p *Program) Pooled(*types.Var) bool { return false }

func (p *Program) Reused(*types.Var) bool { return true }

func (p *Program) Fixed(*types.Var) bool { return false }

func (p *Program) Marks(*types.Var) ([]*ssa.Const, bool) { return nil, false }

func (p *Program) PutsAsIs(*ssa.Function, int) bool { return false }

func (p *Program) Content(*types.Func) *content.Summary { return nil }

// Owned tells of fields of other packages, of which nothing is known.
func (p *Program) Owned(*types.Var) bool { return false }
