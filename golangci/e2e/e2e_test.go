// Package e2e tests poolvet within golangci-lint.
package e2e

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/poolvet/poolvet/internal/finding"
	"github.com/poolvet/poolvet/internal/fixture"
)

const root = "../.." // of poolvet

// build builds a command in dir.
func build(t *testing.T, dir, pkg string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), filepath.Base(pkg))
	cmd := exec.Command("go", "build", "-o", path, pkg)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, out)
	}
	return path
}

// An issue is what golangci-lint reports, in its JSON.
type issue struct {
	FromLinter, Text string
	Pos              struct {
		Filename     string
		Line, Column int
	}
}

// lint runs golangci-lint on patterns in dir with a configuration, and returns
// its issues, sorted, and what it says besides.
func lint(t *testing.T, gcl, dir, config string, env []string, patterns ...string) (issues []issue, log string) {
	t.Helper()
	args := append([]string{"run", "--config=" + config, "--output.json.path=stdout", "--show-stats=false", "--issues-exit-code=0"}, patterns...)
	cmd := exec.Command(gcl, args...)
	cmd.Dir = dir
	cmd.Env = slices.Concat(env, []string{"GOLANGCI_LINT_CACHE=" + t.TempDir()})
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		if _, exited := errors.AsType[*exec.ExitError](err); !exited {
			t.Fatal(err)
		}
		return nil, stderr.String()
	}
	var report struct{ Issues []issue }
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatalf("%v in\n%s%s", err, out, stderr.String())
	}
	return report.Issues, stderr.String()
}

// config writes a configuration of golangci-lint with these settings of poolvet.
func config(t *testing.T, settings string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), ".golangci.yml")
	text := `version: "2"
linters:
  default: none
  enable: [poolvet]
  settings:
    custom:
      poolvet:
        type: module
        settings: ` + settings + `
issues: {max-issues-per-linter: 0, max-same-issues: 0, uniq-by-line: false}
output: {path-mode: abs}
`
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// lines returns findings in the form in which they are compared.
func lines(w *fixture.Workspace, issues []issue) []string {
	var list []string
	for _, i := range issues {
		list = append(list, fmt.Sprintf("%s:%d:%d: %s", w.Rel(i.Pos.Filename), i.Pos.Line, i.Pos.Column, i.Text))
	}
	slices.Sort(list)
	return list
}

func TestGolangci(t *testing.T) {
	if testing.Short() {
		t.Skip("builds golangci-lint")
	}
	gcl := build(t, ".", "./cmd/custom-gcl")
	poolvet := build(t, root, "./cmd/poolvet")

	t.Run("fixtures", func(t *testing.T) {
		tree := fixture.NewWorkspace(t, filepath.Join(root, "testdata", "src"))
		stdout, _ := tree.Run(t, poolvet, "-checks=all", "-json")
		findings, failures, err := finding.Read(strings.NewReader(stdout))
		if err != nil || len(failures) > 0 || len(findings) == 0 {
			t.Fatalf("%d findings, %v, %v", len(findings), failures, err)
		}
		var command []string
		for _, f := range findings {
			command = append(command, fmt.Sprintf("%s:%d:%d: %s: %s", tree.Rel(f.Start.File), f.Start.Line, f.Start.Col, f.Check, f.Message))
		}
		issues, log := lint(t, gcl, tree.Dir, config(t, "{checks: [all]}"), tree.Env(), tree.Patterns()...)
		if log != "" {
			t.Errorf("golangci-lint says\n%s", log)
		}
		for _, i := range issues {
			if i.FromLinter != "poolvet" {
				t.Errorf("issue of %s: %s", i.FromLinter, i.Text)
			}
		}
		found := lines(tree, issues)
		fixture.Diff(t, "the command", command, "golangci-lint", found)
		if len(found) != len(command) {
			t.Errorf("golangci-lint has %d issues, the command %d findings", len(found), len(command))
		}
	})

	t.Run("quickstart", func(t *testing.T) {
		abs, err := filepath.Abs(filepath.Join(root, "examples", "golangci", ".golangci.yml"))
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(poolvet, "-json", "./examples/quickstart")
		cmd.Dir = root
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		findings, _, err := finding.Read(strings.NewReader(string(out)))
		if err != nil {
			t.Fatal(err)
		}
		var want, got []string
		for _, f := range findings {
			want = append(want, fmt.Sprintf("%d:%d: %s: %s", f.Start.Line, f.Start.Col, f.Check, f.Message))
		}
		issues, log := lint(t, gcl, root, abs, os.Environ(), "./examples/quickstart")
		if log != "" {
			t.Errorf("golangci-lint says\n%s", log)
		}
		for _, i := range issues {
			got = append(got, fmt.Sprintf("%d:%d: %s", i.Pos.Line, i.Pos.Column, i.Text))
			if i.Pos.Filename != "examples/quickstart/quickstart.go" {
				t.Errorf("an issue in %s", i.Pos.Filename)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("with the example's configuration\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})

	t.Run("silence", func(t *testing.T) {
		dir := t.TempDir()
		write := func(name, text string) {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		write("go.mod", "module example\n\ngo 1.26\n")
		write("code.go", `package code

import "sync"

var pool sync.Pool

func nolint() { pool.Put(pool.Get().(*int)) } //nolint:poolvet // filled by an init function

func ignored() { pool.Put(pool.Get().(*int)) } //poolvet:ignore nilget filled by an init function

func reported() { pool.Put(pool.Get().(*int)) }
`)
		for settings, want := range map[string]string{
			"{}":                  "[11: nilget: pool has no New, so Get can return nil and this assertion panic]",
			"{checks: [nilget]}":  "[11: nilget: pool has no New, so Get can return nil and this assertion panic]",
			"{checks: [-nilget]}": "[]",
		} {
			issues, log := lint(t, gcl, dir, config(t, settings), os.Environ(), ".")
			got := []string{}
			for _, i := range issues {
				got = append(got, fmt.Sprintf("%d: %s", i.Pos.Line, i.Text))
			}
			if fmt.Sprint(got) != want || log != "" {
				t.Errorf("with settings %s %v, want %s\n%s", settings, got, want, log)
			}
		}
		for settings, want := range map[string]string{
			"{cheks: [nilget]}":  `poolvet: decoding settings: json: unknown field "cheks"`,
			"{checks: nilget}":   "poolvet: settings.checks must be a list of names, not a string",
			"{checks: [nosuch]}": `poolvet: settings.checks: unknown check "nosuch"; the checks are `,
		} {
			issues, log := lint(t, gcl, dir, config(t, settings), os.Environ(), ".")
			if len(issues) > 0 || !strings.Contains(log, want) {
				t.Errorf("with settings %s %v and\n%s\nwant an error that says %s", settings, issues, log, want)
			}
		}
	})
}
