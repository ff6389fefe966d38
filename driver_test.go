package poolvet_test

// Tests of the shipped binary, as a command and under go vet.

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var scratch string // a directory that lives as long as the tests

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "poolvet")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	scratch = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// binary builds the command once and returns its path.
func binary(t testing.TB) string {
	t.Helper()
	path, err := buildCommand()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var buildCommand = sync.OnceValues(func() (string, error) { return build("poolvet", "./cmd/poolvet") })

// build builds a command of this module into the scratch directory.
func build(name, pkg string) (string, error) {
	path := filepath.Join(scratch, "bin", name+exe())
	out, err := exec.Command("go", "build", "-o", path, pkg).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build %s: %w\n%s", pkg, err, out)
	}
	return path, nil
}

func exe() string {
	if os.PathSeparator == '\\' {
		return ".exe"
	}
	return ""
}

// goEnv returns a setting of the go command.
func goEnv(t testing.TB, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// TestScript runs the scripts of testdata/script, with the command in the PATH
// and in $POOLVET, and this directory in $ROOT.
func TestScript(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the command many times")
	}
	poolvet := binary(t)
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	settings := map[string]string{
		"ROOT":        root,
		"POOLVET":     poolvet,
		"GOPROXY":     "off",
		"GOTOOLCHAIN": "local",
		"GOFLAGS":     "",
		"GOWORK":      "",
	}
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "CGO_ENABLED"} {
		settings[name] = goEnv(t, name)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			for name, value := range settings {
				env.Setenv(name, value)
			}
			env.Setenv("PATH", filepath.Dir(poolvet)+string(os.PathListSeparator)+env.Getenv("PATH"))
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "cgo" {
				return settings["CGO_ENABLED"] == "1", nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// exits runs a command, as exec does, and fails unless its exit code is the
// given one: "exits 3 poolvet ./...".
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if fmt.Sprint(code) != args[0] {
		ts.Fatalf("%s exits with %d, want %s", args[1], code, args[0])
	}
}
