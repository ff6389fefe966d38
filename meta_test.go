package poolvet_test

// Tests that hold the parts of each check together: its package, its page, its
// fixtures, its place in the suite, and what the README says.

import (
	"flag"
	"go/doc"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet"
	"github.com/poolvet/poolvet/docs"
	"github.com/poolvet/poolvet/internal/suite"
)

func TestChecks(t *testing.T) {
	for _, c := range suite.Checks() {
		t.Run(c.Name, func(t *testing.T) {
			page, ok := docs.Page(c.Name)
			if !ok {
				t.Fatalf("no page docs/checks/%s.md", c.Name)
			}
			if !strings.HasPrefix(page, "# "+c.Name+"\n\n") {
				t.Errorf("the page does not begin with the heading %q", "# "+c.Name)
			}
			if line := strings.SplitN(page, "\n", 4)[2]; !regexp.MustCompile(`^[a-z].*\.$`).MatchString(line) {
				t.Errorf("the summary is not a sentence in lower case on one line: %q", line)
			}
			at := 0
			for _, section := range []string{"Why", "Wrong", "Right", "Silent", "Options and fixes", "Suppressing"} {
				i := strings.Index(page[at:], "\n## "+section+"\n")
				if i < 0 {
					t.Errorf("the page has no section %q in its place", section)
					continue
				}
				at += i
			}
			if !strings.Contains(page, `// want "`) {
				t.Error("the page quotes no diagnostic")
			}
			for _, how := range []string{"`//poolvet:ignore ", "`-checks=-" + c.Name + "`"} {
				if !strings.Contains(page[at:], how) {
					t.Errorf("the page does not say how to silence the check with %s", how)
				}
			}

			dir := filepath.Join("passes", c.Name)
			file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, "doc.go"), nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			want := "Package " + c.Name + " " + docs.Summary(c.Name) + "."
			if got := new(doc.Package).Synopsis(file.Doc.Text()); got != want {
				t.Errorf("the package comment begins with\n%s\nbut the summary of the page wants\n%s", got, want)
			}
			if _, err := os.Stat(filepath.Join(dir, c.Name+"_test.go")); err != nil {
				t.Error(err)
			}
			if len(goFiles(t, filepath.Join("testdata", "src", c.Name))) == 0 {
				t.Errorf("no fixtures in testdata/src/%s", c.Name)
			}
			if !strings.HasSuffix(c.URL(), "/docs/checks/"+c.Name+".md") {
				t.Errorf("URL = %q", c.URL())
			}
			for _, name := range []string{"README.md", "CHANGELOG.md"} {
				if text := read(t, name); !strings.Contains(text, c.Name) {
					t.Errorf("%s does not mention the check", name)
				}
			}
		})
	}
}

// TestIndex fails unless docs/index.md lists the checks as they are, and each in
// the version of which the change log says that it came. TestDrivers looks after
// the fixes.
func TestIndex(t *testing.T) {
	var want []string
	for _, c := range suite.Checks() {
		row := index(t)[c.Name]
		want = append(want, c.Name)
		on := "no"
		if c.Default {
			on = "yes"
		}
		if row.summary != docs.Summary(c.Name) || row.byDefault != on {
			t.Errorf("the index says of %s %+v, want %q, %s", c.Name, row, docs.Summary(c.Name), on)
		}
		_, section, ok := strings.Cut(strings.ToLower(read(t, "CHANGELOG.md")), "## ["+row.since+"]")
		section, _, _ = strings.Cut(section, "\n## ")
		if !ok || !strings.Contains(section, "`"+c.Name+"`") {
			t.Errorf("the change log has no section %q that mentions %s", row.since, c.Name)
		}
	}
	if got := slices.Sorted(maps.Keys(index(t))); !slices.Equal(got, want) {
		t.Errorf("the index lists %v, want %v", got, want)
	}
}

// A row is what docs/index.md says of a check.
type row struct{ summary, byDefault, fix, since string }

// index returns the rows of docs/index.md by check.
func index(t *testing.T) map[string]row {
	t.Helper()
	line := regexp.MustCompile(`(?m)^\| \[(\w+)\]\(checks/(\w+)\.md\) \| (.*) \| (\w+) \| (\w+) \| (\S+) \|$`)
	rows := make(map[string]row)
	for _, m := range line.FindAllStringSubmatch(read(t, "docs/index.md"), -1) {
		if m[1] != m[2] {
			t.Errorf("the index gives %s the page of %s", m[1], m[2])
		}
		rows[m[1]] = row{m[3], m[4], m[5], m[6]}
	}
	return rows
}

// TestSuite fails when a package of a check is not in the suite.
func TestSuite(t *testing.T) {
	entries, err := os.ReadDir("passes")
	if err != nil {
		t.Fatal(err)
	}
	var dirs, checks []string
	for _, e := range entries {
		if e.Name() != "poolfacts" {
			dirs = append(dirs, e.Name())
		}
	}
	for _, c := range suite.Checks() {
		checks = append(checks, c.Name)
	}
	if !slices.Equal(checks, dirs) {
		t.Errorf("the suite has %v, but passes/ has %v", checks, dirs)
	}
}

func TestAnalyzers(t *testing.T) {
	if err := analysis.Validate(append(slices.Clip(poolvet.Analyzers), poolvet.Analyzer)); err != nil {
		t.Error(err)
	}
	for i, c := range suite.Checks() {
		a := poolvet.Analyzers[i]
		if a.Name != c.Name || a.URL != c.URL() || !strings.HasPrefix(a.Doc, c.Name+": "+docs.Summary(c.Name)+"\n\n") {
			t.Errorf("Analyzers[%d] is %s, of URL %s and documentation %q", i, a.Name, a.URL, a.Doc)
		}
	}
}

// TestFlags fails when a flag is in no script, and so was never tried on the
// command.
func TestFlags(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	var all strings.Builder
	for _, name := range scripts {
		all.WriteString(read(t, name))
	}
	readme := read(t, "README.md")
	check := func(command, name string) {
		if !strings.Contains(all.String(), command+" -"+name) {
			t.Errorf("no script uses -%s of %s", name, command)
		}
		if !strings.Contains(readme, "`-"+name) && !strings.Contains(readme, command+" -"+name) {
			t.Errorf("the README does not mention -%s of %s", name, command)
		}
	}
	poolvet.Analyzer.Flags.VisitAll(func(f *flag.Flag) { check("poolvet", f.Name) })

	if testing.Short() {
		return
	}
	usage, _ := exec.Command(binary(t), "sarif", "-h").CombinedOutput()
	flags := regexp.MustCompile(`(?m)^  -(\w+)`).FindAllStringSubmatch(string(usage), -1)
	if len(flags) == 0 {
		t.Errorf("poolvet sarif lists no flags:\n%s", usage)
	}
	for _, f := range flags {
		check("poolvet sarif", f[1])
	}
}

// TestItself fails when poolvet reports something of its own code.
func TestItself(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the command on this module")
	}
	packages, err := exec.Command("go", "list", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"-checks=all"}
	for pkg := range strings.FieldsSeq(string(packages)) {
		if !strings.Contains(pkg, "/examples/") && !strings.Contains(pkg, "/testdata/") { // which have mistakes on purpose
			args = append(args, pkg)
		}
	}
	if out, err := exec.Command(binary(t), args...).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// goFiles returns the Go files below a directory, which need not exist.
func goFiles(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".go" {
			files = append(files, path)
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return files
}
