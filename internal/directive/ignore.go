package directive

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// An Ignore is a directive that silences the reports of some checks on some
// lines.
type Ignore struct {
	Pos, End token.Pos
	Checks   []string // as written; there may be no check of that name
	Alone    bool     // nothing else is on its line

	file     string
	from, to int // the lines
}

// Match returns the directives that silence a report of a check at pos.
func (s *Set) Match(check string, pos token.Pos) []*Ignore {
	if len(s.ignores) == 0 {
		return nil
	}
	at := s.fset.Position(pos)
	var list []*Ignore
	for _, ig := range s.ignores {
		if ig.file == at.Filename && ig.from <= at.Line && at.Line <= ig.to && slices.Contains(ig.Checks, check) {
			list = append(list, ig)
		}
	}
	return list
}

// addIgnore adds "ignore CHECK[,CHECK] reason". It stands for the line that it is
// on and, if nothing else is on that line, for the line after its comment; in
// the doc comment of a declaration it stands for all of that.
func (s *Set) addIgnore(c *comment, owner ast.Node, code map[int]bool) {
	checks, reason := parseIgnore(c.args)
	switch {
	case len(checks) == 0:
		s.problem(c, "directive names no check, so it silences nothing: write %signore CHECK reason", prefix)
		return
	case slices.Contains(checks, ""):
		s.problem(c, "directive has an empty name among its checks, so it silences nothing")
		return
	case reason == "":
		s.problem(c, "directive gives no reason, so it silences nothing: write %signore %s reason", prefix, strings.Join(checks, ","))
		return
	}
	at := s.fset.Position(c.Pos())
	ig := &Ignore{Pos: c.Pos(), End: c.End(), Checks: checks, Alone: !code[at.Line], file: at.Filename, from: at.Line, to: at.Line}
	switch {
	case owner != nil:
		ig.to = s.fset.Position(owner.End()).Line
	case ig.Alone:
		ig.to = s.fset.Position(c.group.End()).Line + 1
	}
	s.ignores = append(s.ignores, ig)
}

// parseIgnore splits what follows "ignore". A reason may begin with the mark of a
// comment, as with other linters.
func parseIgnore(args string) (checks []string, reason string) {
	list, rest, _ := strings.Cut(args, " ")
	for strings.HasSuffix(list, ",") && rest != "" { // a space after the comma
		var next string
		next, rest, _ = strings.Cut(strings.TrimSpace(rest), " ")
		list += next
	}
	if list == "" || strings.HasPrefix(list, "//") {
		return nil, ""
	}
	return strings.Split(list, ","), strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(rest), "//"))
}

// codeLines returns the lines of a file on which something other than a comment
// begins or ends.
func (s *Set) codeLines(file *ast.File) map[int]bool {
	lines := make(map[int]bool)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.File:
		case *ast.Comment, *ast.CommentGroup:
			return false
		default:
			lines[s.fset.Position(n.Pos()).Line] = true
			lines[s.fset.Position(n.End()-1).Line] = true
		}
		return true
	})
	return lines
}
