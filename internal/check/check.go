// Package check holds what every check of poolvet has in common: a name, a
// page, and a function that reads the pool facts of one package and reports.
package check

import (
	"go/ast"
	"go/token"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet/docs"
	"github.com/poolvet/poolvet/internal/directive"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// A Check is one rule about the use of pools.
type Check struct {
	Name    string                                  // its name in -checks and in a diagnostic's category
	Default bool                                    // whether it runs unless asked not to
	Run     func(*analysis.Pass, *poolfacts.Result) // reports through the pass

	// Unsure reports what Run does not: what may be meant as it is. Only those get
	// it who ask for the check by name, or for all checks. It may be nil.
	Unsure func(*analysis.Pass, *poolfacts.Result)

	// Judge, in place of Run, reports on what became of the reports of others.
	// Others lists these.
	Judge  func(*analysis.Pass, *poolfacts.Result, *Outcome)
	Others []*Check

	once     sync.Once
	analyzer *analysis.Analyzer
}

// URL returns the address of the page of c.
func (c *Check) URL() string { return docs.URL(c.Name) }

// Analyzer returns c as an analyzer by itself, the same one each time. Its
// result is an [*Outcome].
func (c *Check) Analyzer() *analysis.Analyzer {
	c.once.Do(func() {
		requires := []*analysis.Analyzer{poolfacts.Analyzer, directive.Analyzer}
		for _, other := range c.Others {
			requires = append(requires, other.Analyzer())
		}
		c.analyzer = &analysis.Analyzer{
			Name:       c.Name,
			Doc:        docs.Doc(c.Name),
			URL:        c.URL(),
			Requires:   requires,
			ResultType: reflect.TypeFor[*Outcome](),
			Run: func(pass *analysis.Pass) (any, error) {
				outcome := new(Outcome)
				for _, other := range c.Others {
					outcome.add(pass.ResultOf[other.Analyzer()].(*Outcome))
				}
				c.apply(pass, outcome, true)
				return outcome, nil
			},
		}
	})
	return c.analyzer
}

// A Choice is a check that is to run.
type Choice struct {
	*Check
	Asked bool // by its name or as one of all, so that it reports what it is less sure of, too
}

// Apply runs checks over the pool facts and the directives of pass, which must
// require [poolfacts.Analyzer] and [directive.Analyzer].
func Apply(pass *analysis.Pass, checks []Choice) {
	outcome := new(Outcome)
	for _, c := range checks {
		if c.Judge == nil {
			c.apply(pass, outcome, c.Asked)
		}
	}
	for _, c := range checks {
		if c.Judge != nil {
			c.apply(pass, outcome, c.Asked)
		}
	}
}

// apply runs c and adds to outcome. Each diagnostic gets the check's name as its
// category and the check's page as its URL. Diagnostics in generated files are
// dropped: who reads them cannot act on them. So are those that a directive
// silences; for these, what the check is unsure of counts even if nobody asked.
func (c *Check) apply(pass *analysis.Pass, outcome *Outcome, asked bool) {
	facts := pass.ResultOf[poolfacts.Analyzer].(*poolfacts.Result)
	facts.Lock()
	defer facts.Unlock()
	directives := pass.ResultOf[directive.Analyzer].(*directive.Set)
	defer func() {
		// Whatever a check does on code that it was not prepared for, the others
		// go on, and nobody claims that it ran.
		if recover() == nil && !facts.Skipped() {
			outcome.ran = append(outcome.ran, c.Name)
		}
	}()
	own, drop := *pass, false
	own.Report = func(d analysis.Diagnostic) {
		if generated(pass, d.Pos) {
			return
		}
		if silencing := directives.Match(c.Name, d.Pos); len(silencing) > 0 {
			for _, ignore := range silencing {
				outcome.silenced = append(outcome.silenced, silenced{ignore, c.Name})
			}
			return
		}
		if drop {
			return
		}
		d.Category = c.Name
		d.URL = c.URL()
		pass.Report(d)
	}
	switch {
	case c.Judge != nil:
		c.Judge(&own, facts, outcome)
	case !facts.Empty(): // else there is no pool in sight, as in nearly every package
		c.Run(&own, facts)
		if c.Unsure != nil {
			drop = !asked
			c.Unsure(&own, facts)
		}
	}
}

// An Outcome says what became of the reports of some checks on one package.
type Outcome struct {
	ran      []string
	silenced []silenced
}

// silenced tells that ignore silenced a report of a check.
type silenced struct {
	ignore *directive.Ignore
	check  string
}

// Ran reports whether the check of that name looked at the package.
func (o *Outcome) Ran(check string) bool { return slices.Contains(o.ran, check) }

// Silenced reports whether ignore silenced a report of the check of that name.
func (o *Outcome) Silenced(ignore *directive.Ignore, check string) bool {
	return slices.Contains(o.silenced, silenced{ignore, check})
}

func (o *Outcome) add(other *Outcome) {
	o.ran = append(o.ran, other.ran...)
	o.silenced = append(o.silenced, other.silenced...)
}

// generated reports whether pos lies in a generated file of the package.
func generated(pass *analysis.Pass, pos token.Pos) bool {
	for _, file := range pass.Files {
		if file.FileStart <= pos && pos < file.FileEnd {
			return isGenerated(file)
		}
	}
	return false
}

// isGenerated is [ast.IsGenerated] of the file that someone wrote: what a driver
// sees of a file that imports "C" is the output of cgo, marked as generated
// whatever the file says of itself.
func isGenerated(file *ast.File) bool {
	if len(file.Comments) > 0 && file.Comments[0].List[0].Text == cgoMark {
		written := *file
		written.Comments = file.Comments[1:]
		file = &written
	}
	return ast.IsGenerated(file)
}

const cgoMark = "// Code generated by cmd/cgo; DO NOT EDIT."
