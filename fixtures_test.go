package poolvet_test

// Tests that the three drivers find the same in the fixtures, and what the
// README says in the example.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/poolvet/poolvet"
	"github.com/poolvet/poolvet/internal/suite"
)

// TestDrivers runs all checks over all fixtures with the command, with go vet
// and in this process, and compares what they find. The tests of the passes
// compare it with the "want" comments.
func TestDrivers(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the command on all fixtures")
	}
	tree := copyFixtures(t)
	tool := binary(t)

	inProcess := tree.inProcess(t)
	command := tree.findings(t, tree.run(t, tool, "-checks=all"))
	vet := tree.findings(t, tree.run(t, "go", "vet", "-vettool="+tool, "-checks=all"))

	diff(t, "in process", inProcess, "command", command)
	diff(t, "command", command, "go vet", vet)

	again := tree.findings(t, tree.run(t, tool, "-checks=all"))
	if !slices.Equal(command, again) {
		t.Error("the command prints its findings in another order the second time")
	}

	fires := make(map[string]bool) // by directory of fixtures and check
	for _, f := range parseJSON(t, tree.run(t, tool, "-checks=all", "-json")) {
		fires[tree.top(f.file)+" "+f.Category] = true
	}
	for _, c := range suite.Checks() {
		if !fires[c.Name+" "+c.Name] {
			t.Errorf("the command reports nothing of %s in the fixtures of %[1]s", c.Name)
		}
	}
}

// A workspace is a copy of testdata/src in which each directory is a module of
// its own name, so that import paths are the same as in the GOPATH tree that
// analysistest makes of it.
type workspace struct {
	dir     string
	modules []string
}

func copyFixtures(t *testing.T) *workspace {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	tree := &workspace{dir: dir}
	src := filepath.Join("testdata", "src")
	write := func(name, text string) {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range goFiles(t, src) {
		name, err := filepath.Rel(src, path)
		if err != nil {
			t.Fatal(err)
		}
		write(name, read(t, path))
		if module, _, ok := strings.Cut(filepath.ToSlash(name), "/"); ok && !slices.Contains(tree.modules, module) {
			tree.modules = append(tree.modules, module)
		}
	}
	if len(tree.modules) == 0 {
		t.Fatal("no fixtures in testdata/src")
	}
	const version = "go 1.26\n"
	work := version
	for _, module := range tree.modules {
		write(filepath.Join(module, "go.mod"), "module "+module+"\n\n"+version)
		work += "use ./" + module + "\n"
	}
	write("go.work", work)
	return tree
}

// patterns matches all packages.
func (w *workspace) patterns() []string {
	var list []string
	for _, module := range w.modules {
		list = append(list, "./"+module+"/...")
	}
	return list
}

func (w *workspace) env() []string {
	return append(os.Environ(), "GO111MODULE=on", "GOFLAGS=", "GOPROXY=off", "GOWORK="+filepath.Join(w.dir, "go.work"))
}

// top returns the directory of fixtures that a file is in.
func (w *workspace) top(file string) string {
	rel, err := filepath.Rel(w.dir, file)
	if err != nil {
		return ""
	}
	top, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	return top
}

// run runs a command on all packages and returns its whole output.
func (w *workspace) run(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, append(args, w.patterns()...)...)
	cmd.Dir, cmd.Env = w.dir, w.env()
	out, err := cmd.CombinedOutput()
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		t.Fatal(err)
	}
	return string(out)
}

var position = regexp.MustCompile(`^(.+\.go):(\d+:\d+): (.*)$`)

// findings returns the findings in the output of a driver, as
// "FILE:LINE:COLUMN: MESSAGE", and fails on anything else that it says.
func (w *workspace) findings(t *testing.T, output string) []string {
	t.Helper()
	var list []string
	for line := range strings.Lines(output) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "# ") {
			continue // go vet names each package
		}
		m := position.FindStringSubmatch(line)
		if m == nil {
			t.Fatalf("unexpected output %q in\n%s", line, output)
		}
		file := m[1]
		if rel, err := filepath.Rel(w.dir, file); filepath.IsAbs(file) && err == nil {
			file = rel
		}
		if finding := fmt.Sprintf("%s:%s: %s", filepath.Clean(file), m[2], m[3]); !slices.Contains(list, finding) {
			list = append(list, finding) // go vet says it for the package and for its test
		}
	}
	return list
}

// inProcess returns what the analyzer finds without a command around it.
func (w *workspace) inProcess(t *testing.T) []string {
	t.Helper()
	analyzer, err := poolvet.New(poolvet.Options{Checks: "all"})
	if err != nil {
		t.Fatal(err)
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode:  packages.LoadAllSyntax | packages.NeedModule,
		Dir:   w.dir,
		Env:   w.env(),
		Tests: true,
	}, w.patterns()...)
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer}, pkgs, &checker.Options{SanityCheck: true})
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := graph.PrintText(&text, -1); err != nil {
		t.Fatal(err)
	}
	return w.findings(t, text.String())
}

// diff reports what one driver finds and the other does not.
func diff(t *testing.T, nameA string, a []string, nameB string, b []string) {
	t.Helper()
	for _, f := range a {
		if !slices.Contains(b, f) {
			t.Errorf("found by %s, not by %s: %s", nameA, nameB, f)
		}
	}
	for _, f := range b {
		if !slices.Contains(a, f) {
			t.Errorf("found by %s, not by %s: %s", nameB, nameA, f)
		}
	}
}

// A finding is a diagnostic in the JSON output of the command.
type finding struct {
	Category string
	Posn     string
	Message  string

	file string // of Posn
	at   string // "LINE:COLUMN"
}

func parseJSON(t *testing.T, output string) []finding {
	t.Helper()
	var tree map[string]map[string][]finding // by package and analyzer
	if err := json.Unmarshal([]byte(output), &tree); err != nil {
		t.Fatalf("%v in\n%s", err, output)
	}
	var list []finding
	for _, analyzers := range tree {
		for _, f := range analyzers["poolvet"] {
			file, rest, ok := strings.Cut(f.Posn, ".go:")
			if !ok {
				t.Fatalf("finding at %q", f.Posn)
			}
			f.file, f.at = file+".go", rest
			list = append(list, f)
		}
	}
	return list
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
		line, _, _ := strings.Cut(f.at, ":")
		got = append(got, line+" "+f.Category)
		if shown := fmt.Sprintf("%s:%s: %s", name, f.at, f.Message); !strings.Contains(readme, shown) {
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
