package poolvet_test

// Tests that the examples and the README agree.

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExamples fails unless the README shows the files of the examples as they are.
func TestExamples(t *testing.T) {
	readme := read(t, "README.md")
	for _, dir := range []string{"examples/ci", "examples/golangci"} {
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) == 0 {
			t.Fatalf("%d files in %s, %v", len(entries), dir, err)
		}
		for _, e := range entries {
			name := filepath.Join(dir, e.Name())
			if !strings.Contains(readme, "\n"+read(t, name)+"```\n") {
				t.Errorf("the README does not show %s", name)
			}
		}
	}
}
