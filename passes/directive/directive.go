package directive

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/directive"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

const name = "directive"

// Check returns the rule. Others are the checks that a directive can silence,
// besides this one.
func Check(others []*check.Check) *check.Check {
	known := map[string]bool{name: true}
	for _, c := range others {
		known[c.Name] = true
	}
	return &check.Check{
		Name:    name,
		Default: true,
		Others:  others,
		Judge: func(pass *analysis.Pass, facts *poolfacts.Result, outcome *check.Outcome) {
			run(pass, facts, outcome, known)
		},
	}
}

func run(pass *analysis.Pass, facts *poolfacts.Result, outcome *check.Outcome, known map[string]bool) {
	directives := pass.ResultOf[directive.Analyzer].(*directive.Set)
	for _, p := range directives.Problems() {
		pass.Report(analysis.Diagnostic{Pos: p.Pos, End: p.End, Message: p.Message})
	}
	for _, ignore := range directives.Ignores() {
		if message := judge(ignore, outcome, known); message != "" {
			pass.Report(analysis.Diagnostic{Pos: ignore.Pos, End: ignore.End, Message: message})
		}
	}
	for _, c := range facts.Contradictions() {
		message := fmt.Sprintf("%s is declared to %s, but its body %s", c.Fn.Name(), declared(c), c.Body)
		pass.Report(analysis.Diagnostic{Pos: c.Pos, End: c.End, Message: message})
	}
}

// judge returns what is wrong with ignore, "" for nothing. That it silences
// nothing can be told only if all its checks ran.
func judge(ignore *directive.Ignore, outcome *check.Outcome, known map[string]bool) string {
	var unused []string
	for _, c := range ignore.Checks {
		switch {
		case !known[c]:
			return fmt.Sprintf("directive names %q, which is no check", c)
		case c == name:
			// It may silence what is said of this very directive.
		case !outcome.Ran(c):
			return ""
		case !outcome.Silenced(ignore, c):
			unused = append(unused, c)
		}
	}
	switch len(unused) {
	case 0:
		return ""
	case len(ignore.Checks):
		return "directive silences nothing"
	}
	return "directive silences nothing of " + strings.Join(unused, " and ")
}

// declared returns what c says, as the rest of a sentence.
func declared(c poolfacts.Contradiction) string {
	if c.Verb == directive.Get {
		return "get an object of a pool"
	}
	what := c.Name
	if what == "" || what == "_" {
		what = "its parameter"
	}
	return string(c.Verb) + " " + what
}
