package directive_test

import (
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/fixture"
	"github.com/poolvet/poolvet/internal/suite"
)

// analyzer returns the check called name as an analyzer by itself.
func analyzer(t *testing.T, name string) *analysis.Analyzer {
	t.Helper()
	checks := suite.Checks()
	i := slices.IndexFunc(checks, func(c *check.Check) bool { return c.Name == name })
	if i < 0 {
		t.Fatalf("no check %s", name)
	}
	return checks[i].Analyzer()
}

func Test(t *testing.T) {
	analysistest.Run(t, fixture.Dir(t), analyzer(t, "directive"), "directive/ignore", "directive/declared", "directive/generated", "directive/unseen")
	analysistest.RunWithSuggestedFixes(t, fixture.Dir(t), analyzer(t, "directive"), "directive/unused")
}

// TestSilenced compares what the check of a pool still reports, by itself, where
// directives silence it.
func TestSilenced(t *testing.T) {
	analysistest.Run(t, fixture.Dir(t), analyzer(t, "nilget"), "directive/silenced")
}

// TestFacts compares what is reported through interfaces, in the package that
// declares them and in another.
func TestFacts(t *testing.T) {
	analysistest.Run(t, fixture.Dir(t), analyzer(t, "missingput"), "directive/lib", "directive/user")
	analysistest.Run(t, fixture.Dir(t), analyzer(t, "useafterput"), "directive/uses")
}
