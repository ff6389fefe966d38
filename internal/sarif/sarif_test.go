package sarif_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	lib "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/poolvet/poolvet/internal/finding"
	"github.com/poolvet/poolvet/internal/sarif"
	"github.com/poolvet/poolvet/internal/suite"
)

// write writes r, and reads it again after it was held against the schema.
func write(t *testing.T, r *sarif.Report) (*lib.Run, []byte, int) {
	t.Helper()
	var buf bytes.Buffer
	fresh, err := r.Write(&buf)
	if err != nil {
		t.Fatal(err)
	}
	report, err := lib.FromBytes(buf.Bytes(), lib.WithStrictValidation())
	if err != nil {
		t.Fatal(err)
	}
	if err := report.Validate(); err != nil {
		t.Error(err)
	}
	return report.Runs[0], buf.Bytes(), len(fresh)
}

func at(file string, line, col int) finding.Position {
	return finding.Position{File: file, Line: line, Col: col}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a b.go")
	if err := os.WriteFile(file, []byte("package a\nvar _ = \"é𝄞\" + p.Get().(*T)\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	run, _, _ := write(t, &sarif.Report{
		Version: "v1.2.3",
		Root:    dir,
		Findings: []finding.Finding{{
			Check:   "nilget",
			Start:   at(file, 2, 20),
			End:     at(file, 2, 32),
			Message: "p has no New",
			Related: []finding.Related{{Start: at("/other/x.go", 3, 1), End: at("/other/x.go", 3, 5), Message: "declared here"}},
			Fixes: []finding.Fix{{Message: "Make it", Edits: []finding.Edit{
				{File: file, Start: 10, End: 13, New: "const"},
				{File: file, Start: 20, End: 22},
			}}},
		}},
		Failures: []finding.Failure{{Package: "example/bad", Message: "it failed"}},
	})

	if got := *run.Tool.Driver.Version; got != "v1.2.3" {
		t.Errorf("version %s", got)
	}
	for i, c := range suite.Checks() {
		rule := run.Tool.Driver.Rules[i]
		if *rule.ID != c.Name || *rule.HelpURI != c.URL() || *rule.ShortDescription.Text == "" || *rule.Help.Markdown == "" || rule.DefaultConfiguration.Enabled != c.Default || regexp.MustCompile(`\]\(\w+\.md\)`).MatchString(*rule.Help.Markdown) {
			t.Errorf("rule %d is %+v", i, rule)
		}
	}
	result := run.Results[0]
	if id := *run.Tool.Driver.Rules[result.RuleIndex].ID; *result.RuleID != "nilget" || id != "nilget" {
		t.Errorf("rule %s, at the index that of %s", *result.RuleID, id)
	}
	place := func(l *lib.Location) string {
		p, base := l.PhysicalLocation, ""
		if p.ArtifactLocation.URIBaseID != nil {
			base = *p.ArtifactLocation.URIBaseID + " "
		}
		r := p.Region
		return fmt.Sprintf("%s%s %d:%d-%d:%d", base, *p.ArtifactLocation.URI, *r.StartLine, *r.StartColumn, *r.EndLine, *r.EndColumn)
	}
	// The text before the finding has 19 bytes and 16 UTF-16 code units.
	if got, want := place(result.Locations[0]), "%SRCROOT% a%20b.go 2:17-2:29"; got != want {
		t.Errorf("location %s, want %s", got, want)
	}
	if got, want := place(result.RelatedLocations[0]), "file:///other/x.go 3:1-3:5"; got != want {
		t.Errorf("related location %s, want %s", got, want)
	}
	if got := *result.RelatedLocations[0].Message.Text; got != "declared here" {
		t.Errorf("related text %q", got)
	}
	change := result.Fixes[0].ArtifactChanges[0]
	var edits []string
	for _, r := range change.Replacements {
		text := ""
		if r.InsertedContent != nil {
			text = *r.InsertedContent.Text
		}
		edits = append(edits, fmt.Sprintf("%d+%d %q", r.DeletedRegion.ByteOffset, *r.DeletedRegion.ByteLength, text))
	}
	if want := []string{`10+3 "const"`, `20+2 ""`}; *change.ArtifactLocation.URI != "a%20b.go" || !slices.Equal(edits, want) {
		t.Errorf("edits of %s: %v, want %v", *change.ArtifactLocation.URI, edits, want)
	}
	invocation := run.Invocations[0]
	if *invocation.ExecutionSuccessful || *invocation.ToolExecutionNotifications[0].Message.Text != "example/bad: it failed" {
		t.Errorf("invocation %+v", invocation)
	}
}

func TestEmpty(t *testing.T) {
	run, _, fresh := write(t, &sarif.Report{Version: "v1", Root: "/"})
	if len(run.Results) > 0 || fresh > 0 || !*run.Invocations[0].ExecutionSuccessful {
		t.Errorf("%d results, %d new, successful %t", len(run.Results), fresh, *run.Invocations[0].ExecutionSuccessful)
	}
}

// TestFingerprints fails when a fingerprint moves with lines, or two findings
// share one.
func TestFingerprints(t *testing.T) {
	marks := func(shift int) []string {
		file := func(name string) string { return filepath.FromSlash("/src/" + name) }
		one := func(check, name string, line int, message string) finding.Finding {
			return finding.Finding{Check: check, Start: at(file(name), line+shift, 1), End: at(file(name), line+shift, 2), Message: fmt.Sprintf(message, line+shift+5)}
		}
		run, _, _ := write(t, &sarif.Report{Root: filepath.FromSlash("/src"), Findings: []finding.Finding{
			one("missingput", "a.go", 1, "buf is not put back when the function returns at line %d"),
			one("missingput", "a.go", 7, "buf is not put back when the function returns at line %d"),
			one("missingput", "b.go", 1, "buf is not put back when the function returns at line %d"),
			one("missingput", "a.go", 9, "obj is not put back when the function returns at line %d"),
			one("doubleput", "a.go", 9, "buf is put back twice: also at line %d"),
		}})
		var list []string
		for _, r := range run.Results {
			list = append(list, slices.Collect(maps.Values(r.PartialFingerprints))...)
		}
		return list
	}
	first := marks(0)
	if !slices.Equal(first, marks(100)) {
		t.Error("fingerprints move with the lines")
	}
	slices.Sort(first)
	if len(first) != 5 || len(slices.Compact(first)) != 5 {
		t.Errorf("five findings have the fingerprints %v", first)
	}
}

func TestBaseline(t *testing.T) {
	old := finding.Finding{Check: "nilget", Start: at("/src/a.go", 1, 1), End: at("/src/a.go", 1, 2), Message: "old"}
	_, text, fresh := write(t, &sarif.Report{Root: "/src", Findings: []finding.Finding{old}})
	if fresh != 1 {
		t.Errorf("%d new findings without a baseline, want 1", fresh)
	}
	file := filepath.Join(t.TempDir(), "old.sarif")
	if err := os.WriteFile(file, text, 0o666); err != nil {
		t.Fatal(err)
	}
	marks, err := sarif.Baseline(file)
	if err != nil {
		t.Fatal(err)
	}
	moved := old
	moved.Start.Line, moved.End.Line = 10, 10
	added := old
	added.Message = "added"
	run, _, fresh := write(t, &sarif.Report{Root: "/src", Findings: []finding.Finding{added, moved}, Baseline: marks})
	if a, b := *run.Results[0].BaselineState, *run.Results[1].BaselineState; fresh != 1 || a != "new" || b != "unchanged" {
		t.Errorf("%d new findings, %s and %s; want 1, new and unchanged", fresh, a, b)
	}
	if _, err := sarif.Baseline(filepath.Join(t.TempDir(), "none.sarif")); err == nil {
		t.Error("a baseline that is not there is accepted")
	}
}
