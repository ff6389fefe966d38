package poolvet_test

// Tests that hold the parts of each check together: its package, its page, its
// fixtures, its place in the suite, and what the README says.

import (
	"flag"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
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
			for _, section := range []string{"Why", "Wrong", "Right", "Silent", "Suppressing"} {
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
	poolvet.Analyzer.Flags.VisitAll(func(f *flag.Flag) {
		if !strings.Contains(all.String(), "poolvet -"+f.Name) {
			t.Errorf("no script uses -%s", f.Name)
		}
		if !strings.Contains(readme, "`-"+f.Name) {
			t.Errorf("the README does not mention -%s", f.Name)
		}
	})
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
