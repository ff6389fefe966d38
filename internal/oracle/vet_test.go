package oracle_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/poolvet/poolvet/internal/oracle"
)

// TestVet compares what go vet finds with poolvet as its tool with what the
// checks find in this process.
func TestVet(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the command")
	}
	a, err := newAnalyst()
	if err != nil {
		t.Fatal(err)
	}
	var list []*oracle.Program
	for i := range 300 {
		prog := oracle.Generate(*seed + uint64(i))
		prog.ID = i
		list = append(list, prog)
	}
	src := oracle.Print(list...)
	reports, err := a.reports(src)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, r := range reports {
		want = append(want, fmt.Sprintf("%d: %s", r.Line, r.Message))
	}

	dir := t.TempDir()
	tool := filepath.Join(dir, "poolvet.exe")
	if out, err := exec.Command("go", "build", "-o", tool, "../../cmd/poolvet").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for name, text := range map[string]string{"go.mod": "module p\n\ngo 1.26\n", "p.go": src} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "vet", "-vettool="+tool, "-checks="+checks, ".")
	cmd.Dir = dir
	out, _ := cmd.CombinedOutput() // it fails where it finds something
	var got []string
	for _, m := range regexp.MustCompile(`(?m)^(?:\./)?p\.go:(\d+):\d+: ([^\t\n].*)$`).FindAllStringSubmatch(string(out), -1) {
		got = append(got, m[1]+": "+m[2])
	}
	slices.Sort(want)
	slices.Sort(got)
	if len(want) == 0 || !slices.Equal(want, got) {
		t.Errorf("go vet finds %d, the checks find %d\n%.3000s", len(got), len(want), out)
	}
	t.Logf("%d findings", len(want))
}
