package poolvet_test

// Tests of the code on the pages of the checks: it compiles, and draws exactly
// the reports that the pages quote.

import (
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/poolvet/poolvet/docs"
	"github.com/poolvet/poolvet/internal/finding"
	"github.com/poolvet/poolvet/internal/suite"
)

// A block is a piece of Go on a page. It is one or more declarations, or
// statements, or declarations and then statements. It may use the names of
// testdata/pages/prelude.go, and the packages of the standard library that
// [packagePath] knows. A line of "…" stands for code that is left out.
type block struct {
	page string
	line int // of the page
	text string
}

func (b block) String() string { return fmt.Sprintf("page %s, line %d", b.page, b.line) }

// guide is the page docs/pooling.md, of whose code no check may report anything.
const guide = "pooling"

// blocks returns the Go code in a page.
func blocks(name, page string) []block {
	var list []block
	var text strings.Builder
	start := 0
	for i, line := range strings.Split(page, "\n") {
		switch {
		case start == 0 && line == "```go":
			start = i + 2
			text.Reset()
		case start > 0 && line == "```":
			list = append(list, block{name, start, text.String()})
			start = 0
		case start > 0:
			if strings.TrimSpace(line) == "…" {
				line = ""
			}
			text.WriteString(line + "\n")
		}
	}
	return list
}

// wants returns the reports that the comments of b quote, in the form that
// [TestPages] compares. A comment is `// want "TEXT"`, or `// want CHECK "TEXT"` for
// a report of another check.
func (b block) wants() []string {
	comment := regexp.MustCompile(`// want (?:(\w+) )?"(.*)"$`)
	var list []string
	for i, line := range strings.Split(b.text, "\n") {
		if m := comment.FindStringSubmatch(line); m != nil {
			check := b.page
			if m[1] != "" {
				check = m[1]
			}
			list = append(list, fmt.Sprintf("%d: %s: %s", i+1, check, m[2]))
		}
	}
	return list
}

// results are the signatures that the function around statements can have, and a
// last return that fits them.
func results() [][2]string {
	return [][2]string{
		{"", ""},
		{"error", "return nil"},
		{"[]byte", "return nil"},
		{"([]byte, error)", "return nil, nil"},
		{"(int, error)", "return 0, nil"},
		{"(string, error)", `return "", nil`},
	}
}

// A compiler makes packages of blocks.
type compiler struct {
	fset     *token.FileSet
	importer types.Importer
	prelude  map[string]string // by name, the declaration in testdata/pages/prelude.go
}

// withDoc imports the package of testdata/pages/doc, too.
type withDoc struct {
	types.Importer
	doc *types.Package
}

func (i withDoc) Import(path string) (*types.Package, error) {
	if path == i.doc.Path() {
		return i.doc, nil
	}
	return i.Importer.Import(path)
}

func newCompiler(t *testing.T) *compiler {
	c := &compiler{fset: token.NewFileSet(), prelude: map[string]string{}}
	std := importer.ForCompiler(c.fset, "source", nil)
	doc, err := parser.ParseFile(c.fset, "doc.go", read(t, "testdata/pages/doc/doc.go"), 0)
	if err != nil {
		t.Fatal(err)
	}
	conf := types.Config{Importer: std}
	pkg, err := conf.Check("pages/doc", c.fset, []*ast.File{doc}, nil)
	if err != nil {
		t.Fatal(err)
	}
	c.importer = withDoc{std, pkg}
	text := read(t, "testdata/pages/prelude.go")
	file, err := parser.ParseFile(c.fset, "prelude.go", text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	for _, decl := range file.Decls {
		source := text[c.fset.Position(decl.Pos()).Offset:c.fset.Position(decl.End()).Offset]
		for _, name := range declared(decl) {
			c.prelude[name] += source + "\n"
		}
	}
	return c
}

// declared returns the names that a declaration makes: for a method that of its
// type.
func declared(decl ast.Decl) []string {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil {
			return []string{decl.Name.Name}
		}
		t := decl.Recv.List[0].Type
		if star, ok := t.(*ast.StarExpr); ok {
			t = star.X
		}
		return []string{types.ExprString(t)}
	case *ast.GenDecl:
		var names []string
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name.Name)
			case *ast.ValueSpec:
				for _, id := range spec.Names {
					names = append(names, id.Name)
				}
			}
		}
		return names
	}
	return nil
}

// compile returns a file in which the code of b has the name block.go and the
// lines that it has in b.
func (c *compiler) compile(b block) (string, error) {
	var first error
	lines := strings.SplitAfter(b.text, "\n")
	for split := len(lines); split >= 0; split-- { // where the statements begin
		declarations, statements := strings.Join(lines[:split], ""), strings.Join(lines[split:], "")
		if strings.TrimSpace(statements) == "" && split < len(lines) {
			continue
		}
		for _, r := range results() {
			code := "//line block.go:1\n" + declarations
			if statements != "" {
				code += fmt.Sprintf("func fragment() %s {\n//line block.go:%d\n%s\n%s\n}\n", r[0], split+1, statements, r[1])
			}
			text, err := c.complete(code)
			if err == nil {
				return text, nil
			}
			if _, isType := errors.AsType[types.Error](err); first == nil || isType {
				first = err
			}
			if statements == "" {
				break
			}
		}
	}
	return "", first
}

// complete adds to code the package clause, imports, and what it needs of the
// prelude, and checks its types.
func (c *compiler) complete(code string) (string, error) {
	file, err := parser.ParseFile(c.fset, "block.go", "package block\n"+code, parser.ParseComments)
	if err != nil {
		return "", err
	}
	own := make(map[string]bool)
	for _, decl := range file.Decls {
		for _, name := range declared(decl) {
			own[name] = true
		}
	}
	prelude := make(map[string]string)
	imports := make(map[string]bool)
	c.need(file, own, prelude, imports)
	for more := true; more; { // what uses a pool of the prelude comes with it
		more = false
		for name, source := range c.prelude {
			if prelude[name] == "" && !own[name] && c.uses(source, prelude) {
				prelude[name] = source
				c.need(c.parse(source), own, prelude, imports)
				more = true
			}
		}
	}
	text := "package block\n"
	for _, path := range slices.Sorted(maps.Keys(imports)) {
		text += fmt.Sprintf("import %q\n", path)
	}
	sources := slices.Sorted(maps.Values(prelude))
	text += strings.Join(slices.Compact(sources), "") // one declaration may have several names
	text += code
	whole, err := parser.ParseFile(c.fset, "whole.go", text, parser.ParseComments)
	if err != nil {
		return "", err
	}
	conf := types.Config{Importer: c.importer}
	_, err = conf.Check("block", c.fset, []*ast.File{whole}, nil)
	return text, err
}

// need collects the declarations of the prelude and the packages that a file uses.
func (c *compiler) need(file *ast.File, own map[string]bool, prelude map[string]string, imports map[string]bool) {
	for _, id := range file.Unresolved {
		if path := packagePath(id.Name); path != "" {
			imports[path] = true
		}
		source, ok := c.prelude[id.Name]
		if !ok || own[id.Name] || prelude[id.Name] != "" {
			continue
		}
		prelude[id.Name] = source
		c.need(c.parse(source), own, prelude, imports)
	}
}

// parse parses a declaration of the prelude.
func (c *compiler) parse(source string) *ast.File {
	file, err := parser.ParseFile(c.fset, "part.go", "package block\n"+source, 0)
	if err != nil {
		panic(err) // the prelude was parsed before
	}
	return file
}

// uses reports whether a declaration of the prelude uses some of names.
func (c *compiler) uses(source string, names map[string]string) bool {
	return slices.ContainsFunc(c.parse(source).Unresolved, func(id *ast.Ident) bool { return names[id.Name] != "" })
}

// packagePath returns the import path of a package of the standard library that
// pages use.
func packagePath(name string) string {
	switch name {
	case "bufio", "bytes", "context", "errors", "fmt", "hash", "io", "iter", "log", "maps", "math", "net", "os", "reflect",
		"regexp", "runtime", "slices", "sort", "strconv", "strings", "sync", "testing", "time", "unicode", "unsafe":
		return name
	case "binary", "base64", "gob", "hex", "json", "xml":
		return "encoding/" + name
	case "flate", "gzip", "zlib":
		return "compress/" + name
	case "crc32", "fnv", "maphash":
		return "hash/" + name
	case "md5", "sha1", "sha256":
		return "crypto/" + name
	case "http", "url":
		return "net/" + name
	case "template", "tabwriter":
		return "text/" + name
	case "list", "heap", "ring":
		return "container/" + name
	case "utf8", "utf16":
		return "unicode/" + name
	case "httputil":
		return "net/http/httputil"
	case "doc":
		return "pages/doc" // testdata/pages/doc
	case "atomic":
		return "sync/" + name
	}
	return ""
}

// TestPages runs the command on the code of all pages.
func TestPages(t *testing.T) {
	if testing.Short() {
		t.Skip("type-checks and analyses all pages")
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
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
	write("go.mod", "module pages\n\ngo 1.26\n")

	write("doc/doc.go", read(t, "testdata/pages/doc/doc.go"))

	c := newCompiler(t)
	byDir := make(map[string]block)
	pages := map[string]string{guide: read(t, "docs/pooling.md")}
	for _, check := range suite.Checks() {
		pages[check.Name], _ = docs.Page(check.Name)
	}
	for page, text := range pages {
		reported, quiet := false, false
		for _, b := range blocks(page, text) {
			reported = reported || len(b.wants()) > 0
			quiet = quiet || len(b.wants()) == 0
		}
		if !quiet || page != guide && !reported {
			t.Errorf("page %s has code that is reported: %t, and code that is not: %t", page, reported, quiet)
		}
		for i, b := range blocks(page, text) {
			text, err := c.compile(b)
			if err != nil {
				t.Errorf("%s: the code does not compile: %v", b, err)
				continue
			}
			name := fmt.Sprintf("%s/block%d", page, i)
			byDir[filepath.Join(dir, name)] = b
			write(name+"/page.go", text)
		}
	}

	cmd := exec.Command(binary(t), "-checks=all", "-json", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	byBlock := make(map[block][]finding.Finding)
	for _, f := range parseJSON(t, string(out)) {
		if filepath.Base(f.Start.File) == "block.go" {
			b := byDir[filepath.Dir(f.Start.File)]
			byBlock[b] = append(byBlock[b], f)
		}
	}
	for _, b := range byDir {
		want := b.wants()
		var got []string
		for _, f := range byBlock[b] {
			line := fmt.Sprintf("%d: %s: %s", f.Start.Line, f.Check, f.Message)
			if f.Check == b.page || b.page == guide || slices.Contains(want, line) {
				got = append(got, line)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: poolvet says\n\t%s\nbut the page quotes\n\t%s", b, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
		}
	}
}
