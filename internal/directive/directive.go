// Package directive reads the comments that begin with "//poolvet:": those that
// silence reports, and those that declare what a function does with the objects
// of a pool.
package directive

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Analyzer reads the directives of a package. Its result is a [*Set].
var Analyzer = &analysis.Analyzer{
	Name:       "pooldirectives",
	Doc:        "read the directives of poolvet",
	URL:        "https://pkg.go.dev/github.com/poolvet/poolvet",
	Run:        func(pass *analysis.Pass) (any, error) { return read(pass), nil },
	ResultType: reflect.TypeFor[*Set](),
}

// A Set holds the directives of a package.
type Set struct {
	ignores  []*Ignore
	declared map[*types.Func][]Declaration
	funcs    []*types.Func // the keys of declared, in source order
	problems []Problem
	fset     *token.FileSet
}

// A Problem is a directive that cannot be followed.
type Problem struct {
	Pos, End token.Pos
	Message  string
}

// Ignores returns the directives that silence reports, in source order of the
// files.
func (s *Set) Ignores() []*Ignore { return s.ignores }

// Problems returns the directives that cannot be followed, and why.
func (s *Set) Problems() []Problem { return s.problems }

// Funcs returns the functions and interface methods that have declarations.
func (s *Set) Funcs() []*types.Func { return s.funcs }

// Declared returns what is declared of a function or an interface method.
func (s *Set) Declared(fn *types.Func) []Declaration { return s.declared[fn] }

const prefix = "//poolvet:"

// read returns the directives of a package.
func read(pass *analysis.Pass) *Set {
	s := &Set{fset: pass.Fset}
	for _, file := range pass.Files {
		var found []*comment
		for _, group := range file.Comments {
			for _, c := range group.List {
				if rest, ok := strings.CutPrefix(c.Text, prefix); ok {
					verb, args, _ := strings.Cut(strings.ReplaceAll(rest, "\t", " "), " ")
					found = append(found, &comment{c, group, verb, strings.TrimSpace(args)})
				}
			}
		}
		if len(found) > 0 { // as in few files
			s.readFile(pass, file, found)
		}
	}
	return s
}

// A comment is a directive as it is written.
type comment struct {
	*ast.Comment
	group *ast.CommentGroup
	verb  string
	args  string
}

func (s *Set) readFile(pass *analysis.Pass, file *ast.File, found []*comment) {
	owners := ownersOf(file)
	var code map[int]bool
	for _, c := range found {
		switch c.verb {
		case "ignore":
			if code == nil {
				code = s.codeLines(file)
			}
			s.addIgnore(c, owners[c.group], code)
		case "get", "put", "keep":
			s.addDeclaration(pass, c, owners[c.group])
		default:
			s.problem(c, "unknown directive %s%s: there are ignore, get, put and keep", prefix, c.verb)
		}
	}
}

func (s *Set) problem(c *comment, format string, args ...any) {
	s.problems = append(s.problems, Problem{c.Pos(), c.End(), fmt.Sprintf(format, args...)})
}

// ownersOf returns the declaration, or the method of an interface, that each doc
// comment of a file documents.
func ownersOf(file *ast.File) map[*ast.CommentGroup]ast.Node {
	owners := make(map[*ast.CommentGroup]ast.Node)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			owners[n.Doc] = n
		case *ast.GenDecl:
			owners[n.Doc] = n
		case *ast.TypeSpec:
			owners[n.Doc] = n
		case *ast.ValueSpec:
			owners[n.Doc] = n
		case *ast.InterfaceType:
			for _, field := range n.Methods.List {
				owners[field.Doc] = field
			}
		}
		return true
	})
	delete(owners, nil)
	return owners
}
