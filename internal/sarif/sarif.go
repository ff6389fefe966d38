// Package sarif writes findings in the Static Analysis Results Interchange Format,
// version 2.1.0, which code scanning services read.
package sarif

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/poolvet/poolvet/docs"
	"github.com/poolvet/poolvet/internal/finding"
	"github.com/poolvet/poolvet/internal/suite"
)

// A Report is what is written.
type Report struct {
	Version  string // of poolvet
	Root     string // the directory that names of files are relative to
	Findings []finding.Finding
	Failures []finding.Failure

	// Baseline holds the fingerprints of earlier findings; nil for none. Each
	// finding is marked as new or unchanged then.
	Baseline map[string]bool
}

// fingerprintKey names the fingerprints of this kind: another way to compute them
// gets another number.
const fingerprintKey = "poolvet/v1"

// rootID stands for the root in the locations of files.
const rootID = "%SRCROOT%"

const (
	home    = "https://github.com/poolvet/poolvet"
	warning = "warning"
)

// Write writes r, and returns the findings that are not in the baseline.
func (r *Report) Write(w io.Writer) (fresh []finding.Finding, err error) {
	run := sarif.NewRunWithInformationURI("poolvet", home)
	run.Tool.Driver.WithVersion(r.Version)
	run.WithColumnKind("utf16CodeUnits")
	run.WithOriginalUriBaseIds(map[string]sarif.ArtifactLocation{
		rootID: *sarif.NewArtifactLocation().WithDescription(sarif.NewTextMessage("the root of the module")),
	})
	for _, c := range suite.Checks() {
		addRule(run, c.Name, c.Default)
	}

	src := &source{root: r.Root, lines: map[string][]string{}}
	marks := fingerprints(src, r.Findings)
	for i, f := range r.Findings {
		result := run.CreateResultForRule(f.Check).
			WithLevel(warning).
			WithMessage(sarif.NewTextMessage(f.Message)).
			AddLocation(src.location(f.Start, f.End)).
			WithPartialFingerprints(map[string]string{fingerprintKey: marks[i]})
		for k, related := range f.Related {
			result.AddRelatedLocation(src.location(related.Start, related.End).
				WithID(k).
				WithMessage(sarif.NewTextMessage(related.Message)))
		}
		for _, fix := range f.Fixes {
			result.AddFixe(src.fix(fix))
		}
		state := "new"
		if r.Baseline[marks[i]] {
			state = "unchanged"
		} else {
			fresh = append(fresh, f)
		}
		if r.Baseline != nil {
			result.WithBaselineState(state)
		}
	}

	invocation := sarif.NewInvocation().WithExecutionSuccessful(len(r.Failures) == 0)
	for _, f := range r.Failures {
		invocation.AddToolExecutionNotification(sarif.NewNotification().
			WithLevel("error").
			WithMessage(sarif.NewTextMessage(fmt.Sprintf("%s: %s", f.Package, f.Message))))
	}
	run.AddInvocation(invocation)

	report := sarif.NewReport().AddRun(run)
	if err := report.PrettyWrite(w); err != nil {
		return nil, err
	}
	_, err = fmt.Fprintln(w)
	return fresh, err
}

// addRule describes a check.
func addRule(run *sarif.Run, check string, on bool) {
	page, _ := docs.Page(check)
	page = regexp.MustCompile(`\]\((\w+)\.md\)`).ReplaceAllStringFunc(page, func(link string) string {
		return "](" + docs.URL(strings.TrimSuffix(strings.TrimPrefix(link, "]("), ".md)")) + ")"
	})
	rule := run.AddRule(check).
		WithName(check).
		WithHelpURI(docs.URL(check)).
		WithDescription(docs.Summary(check)).
		WithDefaultConfiguration(sarif.NewReportingConfiguration().WithEnabled(on).WithLevel(warning))
	rule.WithFullDescription(sarif.NewMultiformatMessageString().WithText(docs.Summary(check)))
	rule.WithHelp(sarif.NewMultiformatMessageString().WithText("See " + docs.URL(check)).WithMarkdown(page))
}

// fingerprints returns a mark for each finding that stays the same when lines are
// added or removed elsewhere: of the check, the file, the text without the lines
// in it, and how many findings above have the same of all these.
func fingerprints(src *source, findings []finding.Finding) []string {
	atLine := regexp.MustCompile(`\bline \d+`)
	count := make(map[string]int)
	marks := make([]string, len(findings))
	for i, f := range findings {
		uri, _ := src.uri(f.Start.File)
		text := strings.Join([]string{f.Check, uri, atLine.ReplaceAllString(f.Message, "line")}, "\x00")
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", text, count[text]))
		count[text]++
		marks[i] = hex.EncodeToString(sum[:16])
	}
	return marks
}

// uri returns the name of a file from the root, and whether it is below that; for
// any other file its URI.
func (s *source) uri(file string) (string, bool) {
	file, err := filepath.Abs(file)
	if err != nil {
		return filepath.ToSlash(file), false
	}
	if rel, err := filepath.Rel(s.root, file); err == nil && filepath.IsLocal(rel) {
		return (&url.URL{Path: filepath.ToSlash(rel)}).EscapedPath(), true
	}
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // of a drive
	}
	return (&url.URL{Scheme: "file", Path: path}).String(), false
}
