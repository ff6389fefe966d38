package directive

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/directive"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

const (
	name    = "directive"
	nothing = "directive silences nothing"
)

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
			d := analysis.Diagnostic{Pos: ignore.Pos, End: ignore.End, Message: message}
			if message == nothing {
				d.SuggestedFixes = removal(pass, ignore)
			}
			pass.Report(d)
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
		return nothing
	}
	return nothing + " of " + strings.Join(unused, " and ")
}

// removal returns the fix that removes a directive which is of no use: its line
// or, behind code, the comment and the space before it.
func removal(pass *analysis.Pass, ignore *directive.Ignore) []analysis.SuggestedFix {
	file := pass.Fset.File(ignore.Pos)
	line := file.PositionFor(ignore.Pos, false).Line
	start, end := file.LineStart(line), ignore.End
	if ignore.Alone {
		if line < file.LineCount() {
			end = file.LineStart(line + 1)
		}
	} else {
		text, err := pass.ReadFile(file.Name())
		from, to := file.Offset(start), file.Offset(ignore.Pos)
		if err != nil || to > len(text) {
			return nil
		}
		start = file.Pos(from + len(bytes.TrimRight(text[from:to], " \t")))
	}
	return []analysis.SuggestedFix{{
		Message:   "Remove the directive",
		TextEdits: []analysis.TextEdit{{Pos: start, End: end}},
	}}
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
