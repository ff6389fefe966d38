package idiom_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/poolvet/poolvet/internal/idiom"
)

var all = flag.Bool("all", false, "whether to try all combinations, not one in a few")

// step is how many combinations there are for one that is tried; it shares no factor
// with how many there are of each sort.
const step = 23

// Test compares what the command reports of the programs with what is known of them:
// no more, and no less but for what they say is not claimed.
func Test(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the command")
	}
	dir := t.TempDir()
	tool := filepath.Join(dir, "poolvet.exe")
	if out, err := exec.Command("go", "build", "-o", tool, "../../cmd/poolvet").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	write := func(name, text string) {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module p\n\ngo 1.26\n")

	var programs []idiom.Program
	var lines []int // of the first line of each, in its file
	const batch = 200
	text := new(strings.Builder)
	n := 0
	file := func(i int) string { return fmt.Sprintf("p%d/p.go", i/batch) }
	flush := func() {
		if len(programs) > 0 {
			write(file(len(programs)-1), text.String())
		}
	}
	for p := range idiom.All() {
		if n++; n%step != 0 && !*all {
			continue
		}
		if len(programs)%batch == 0 {
			flush()
			text.Reset()
			text.WriteString(idiom.Header)
		}
		lines = append(lines, 1+strings.Count(text.String(), "\n"))
		text.WriteString(p.Declare(len(programs)))
		programs = append(programs, p)
	}
	flush()

	cmd := exec.Command(tool, "-test=false", "-checks=all,-retention,-nonpointer", "./...")
	cmd.Dir = dir
	out, _ := cmd.CombinedOutput() // it fails where it finds something
	found := make([]map[string]bool, len(programs))
	for _, m := range regexp.MustCompile(`(?m)^.*p(\d+).p\.go:(\d+):\d+: [^\t\n].*\((\w+)\)$`).FindAllStringSubmatch(string(out), -1) {
		i, line := number(t, m[1])*batch, number(t, m[2])
		for i+1 < len(programs) && (i+1)%batch != 0 && lines[i+1] <= line {
			i++
		}
		if found[i] == nil {
			found[i] = map[string]bool{}
		}
		found[i][m[3]] = true
	}
	if strings.Contains(string(out), "errors in package") || !strings.Contains(string(out), "(missingreset)") {
		t.Fatalf("%.2000s", out)
	}
	quiet, defects, bad := map[string]int{}, 0, 0
	for i, p := range programs {
		want := map[string]bool{}
		for check, defect := range map[string]bool{"missingreset": p.Stale, "uncapped": p.Large} {
			if !defect {
				continue
			}
			if defects++; p.Quiet[check] != "" && !found[i][check] {
				quiet[check+": "+p.Quiet[check]]++
				continue
			}
			want[check] = true
		}
		if maps.Equal(found[i], want) {
			continue
		}
		if bad++; bad <= 5 {
			t.Errorf("%s\nreported %v, want %v\n%s", p.Name, slices.Sorted(maps.Keys(found[i])), slices.Sorted(maps.Keys(want)), p.Declare(0))
		}
	}
	t.Logf("%d programs, %d defects, %d programs failed; not claimed: %v", len(programs), defects, bad, quiet)
}

func number(t *testing.T, text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
