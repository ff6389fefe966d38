package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestExamples fails when a file of the examples is no YAML, or names another
// version of golangci-lint than the one that these tests build.
func TestExamples(t *testing.T) {
	goMod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`golangci-lint/v2 (v\S+)`).FindSubmatch(goMod)
	if version == nil {
		t.Fatal("go.mod does not require golangci-lint")
	}
	files := []string{filepath.Join(root, ".pre-commit-hooks.yaml")}
	for _, pattern := range []string{"examples/*/*.yml", "examples/*/.*.yml"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) < 6 {
		t.Errorf("only %d files: %v", len(files), files)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var content any
		if err := yaml.Unmarshal(text, &content); err != nil || content == nil {
			t.Errorf("%s: %v, %v", name, content, err)
		}
		if named := regexp.MustCompile(`v2\.\d+\.\d+`).FindString(string(text)); named != "" && named != string(version[1]) {
			t.Errorf("%s names version %s, want %s", name, named, version[1])
		}
		if strings.HasSuffix(name, ".pre-commit-hooks.yaml") && !strings.Contains(string(text), "id: poolvet") {
			t.Errorf("%s has no hook poolvet", name)
		}
	}
}
