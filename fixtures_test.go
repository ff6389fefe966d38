package poolvet_test

// Tests that the three drivers find the same in the fixtures, and what the
// README says in the example.

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/poolvet/poolvet"
	"github.com/poolvet/poolvet/internal/finding"
	"github.com/poolvet/poolvet/internal/fixture"
	"github.com/poolvet/poolvet/internal/suite"
)

// TestDrivers runs all checks over all fixtures with the command, with go vet
// and in this process, together and one by one, and compares what they find. The tests of the passes
// compare it with the "want" comments.
func TestDrivers(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the command on all fixtures")
	}
	tree := fixture.NewWorkspace(t, filepath.Join("testdata", "src"))
	tool := binary(t)

	inProcess, oneByOne := inProcess(t, tree)
	command := printed(t, tree, tool, "-checks=all")
	vet := printed(t, tree, "go", "vet", "-vettool="+tool, "-checks=all")

	fixture.Diff(t, "in process", inProcess, "one by one", oneByOne)
	fixture.Diff(t, "in process", inProcess, "command", command)
	fixture.Diff(t, "command", command, "go vet", vet)

	again := printed(t, tree, tool, "-checks=all")
	if !slices.Equal(command, again) {
		t.Error("the command prints its findings in another order the second time")
	}

	fires := make(map[string]bool) // by directory of fixtures and check
	fixed := make(map[string]bool) // by check
	asJSON, _ := tree.Run(t, tool, "-checks=all", "-json")
	vetJSON, _ := tree.Run(t, "go", "vet", "-vettool="+tool, "-checks=all", "-json")
	compareSARIF(t, tree, tool, asJSON, vetJSON)
	findings := parseJSON(t, asJSON)
	checkMessages(t, findings)
	checkQuiet(t, tree, findings)
	for _, f := range findings {
		top, _, _ := strings.Cut(tree.Rel(f.Start.File), "/")
		fires[top+" "+f.Check] = true
		fixed[f.Check] = fixed[f.Check] || len(f.Fixes) > 0
	}
	for _, c := range suite.Checks() {
		if !fires[c.Name+" "+c.Name] {
			t.Errorf("the command reports nothing of %s in the fixtures of %[1]s", c.Name)
		}
		if said := index(t)[c.Name].fix == "yes"; said != fixed[c.Name] {
			t.Errorf("docs/index.md says that %s has a fix: %t; in the fixtures it has: %t", c.Name, said, fixed[c.Name])
		}
	}
}

// checkMessages fails on a text that is not one line in lower case without a
// period. The name of something may begin it.
func checkMessages(t *testing.T, findings []finding.Finding) {
	t.Helper()
	for _, f := range findings {
		texts := []string{f.Message}
		for _, r := range f.Related {
			texts = append(texts, r.Message)
		}
		for _, text := range texts {
			word, _, _ := strings.Cut(text, " ")
			upper := word != strings.ToLower(word[:1])+word[1:]
			if upper && !strings.Contains(read(t, f.Start.File), word) || strings.HasSuffix(text, ".") || strings.ContainsAny(text, "\n\r") || strings.TrimSpace(text) != text {
				t.Errorf("%s:%d: the text %q is not one line in lower case without a period", f.Start.File, f.Start.Line, text)
			}
		}
	}
}

// checkQuiet fails unless the fixtures of each check have functions in which it
// reports nothing.
func checkQuiet(t *testing.T, tree *fixture.Workspace, findings []finding.Finding) {
	t.Helper()
	for _, c := range suite.Checks() {
		quiet := 0
		for _, name := range goFiles(t, filepath.Join(tree.Dir, c.Name)) {
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, decl := range file.Decls {
				from, to := fset.Position(decl.Pos()).Line, fset.Position(decl.End()).Line
				reported := slices.ContainsFunc(findings, func(f finding.Finding) bool {
					return f.Check == c.Name && f.Start.File == name && from <= f.Start.Line && f.Start.Line <= to
				})
				if _, isFunc := decl.(*ast.FuncDecl); isFunc && !reported {
					quiet++
				}
			}
		}
		if quiet == 0 {
			t.Errorf("the fixtures of %s have no function without a report", c.Name)
		}
	}
}

// compareSARIF fails unless the JSON of both drivers becomes the same SARIF, which
// holds to the schema and has a result for each finding.
func compareSARIF(t *testing.T, tree *fixture.Workspace, tool, command, vet string) {
	t.Helper()
	convert := func(text string) []byte {
		cmd := exec.Command(tool, "sarif", "-root", tree.Dir)
		cmd.Stdin = strings.NewReader(text)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	out := convert(command)
	if !bytes.Equal(out, convert(vet)) {
		t.Error("the SARIF of go vet's findings is another one than that of the command's")
	}
	report, err := sarif.FromBytes(out, sarif.WithStrictValidation())
	if err != nil {
		t.Fatal(err)
	}
	if err := report.Validate(); err != nil {
		t.Error(err)
	}
	marks := make(map[string]bool)
	for _, result := range report.Runs[0].Results {
		for _, mark := range result.PartialFingerprints {
			marks[mark] = true
		}
	}
	if n := len(parseJSON(t, command)); n == 0 || len(report.Runs[0].Results) != n || len(marks) != n {
		t.Errorf("%d findings, %d results, %d fingerprints", n, len(report.Runs[0].Results), len(marks))
	}
}

// printed returns the findings that a driver prints.
func printed(t *testing.T, tree *fixture.Workspace, name string, args ...string) []string {
	t.Helper()
	stdout, stderr := tree.Run(t, name, args...)
	return tree.Findings(t, stdout+stderr)
}

// inProcess returns what the analyzer finds without a command around it, and what
// the analyzers of the checks find one by one.
func inProcess(t *testing.T, w *fixture.Workspace) (together, oneByOne []string) {
	t.Helper()
	analyzer, err := poolvet.New(poolvet.Options{Checks: "all"})
	if err != nil {
		t.Fatal(err)
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode:  packages.LoadAllSyntax | packages.NeedModule,
		Dir:   w.Dir,
		Env:   w.Env(),
		Tests: true,
	}, w.Patterns()...)
	if err != nil {
		t.Fatal(err)
	}
	run := func(analyzers []*analysis.Analyzer, named bool) []string {
		graph, err := checker.Analyze(analyzers, pkgs, &checker.Options{SanityCheck: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, root := range graph.Roots {
			for i, d := range root.Diagnostics {
				if !named { // as the analyzer of all does
					root.Diagnostics[i].Message += " (" + d.Category + ")"
				}
			}
		}
		var text bytes.Buffer
		if err := graph.PrintText(&text, -1); err != nil {
			t.Fatal(err)
		}
		return w.Findings(t, text.String())
	}
	return run([]*analysis.Analyzer{analyzer}, true), run(poolvet.Analyzers, false)
}

func parseJSON(t *testing.T, output string) []finding.Finding {
	t.Helper()
	findings, failures, err := finding.Read(strings.NewReader(output))
	if err != nil || len(failures) > 0 {
		t.Fatalf("%v, %v in\n%s", err, failures, output)
	}
	return findings
}

// TestQuickstart fails unless the example draws exactly the findings that its
// comments name, one of each check, and the README shows them.
func TestQuickstart(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the command")
	}
	const name = "examples/quickstart/quickstart.go"
	var want []string
	for i, line := range strings.Split(read(t, name), "\n") {
		for _, c := range suite.Checks() {
			if c.Default && strings.HasSuffix(line, " // "+c.Name) {
				want = append(want, fmt.Sprintf("%d %s", i+1, c.Name))
			}
		}
	}
	out, err := exec.Command(binary(t), "-json", "./examples/quickstart").Output()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	readme := read(t, "README.md")
	for _, f := range parseJSON(t, string(out)) {
		got = append(got, fmt.Sprintf("%d %s", f.Start.Line, f.Check))
		if shown := fmt.Sprintf("%s:%d:%d: %s (%s)", name, f.Start.Line, f.Start.Col, f.Message, f.Check); !strings.Contains(readme, shown) {
			t.Errorf("the README does not show %q", shown)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the example draws\n%s\nbut its comments name\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, c := range suite.Checks() {
		if c.Default && !slices.ContainsFunc(want, func(w string) bool { return strings.HasSuffix(w, " "+c.Name) }) {
			t.Errorf("the example has no mistake for %s", c.Name)
		}
	}
}
