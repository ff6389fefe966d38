package sarif

import (
	"os"
	"strings"
	"unicode/utf16"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/poolvet/poolvet/internal/finding"
)

// A source finds places in files.
type source struct {
	root  string
	lines map[string][]string // by file
}

// artifact returns the location of a file.
func (s *source) artifact(file string) *sarif.ArtifactLocation {
	uri, below := s.uri(file)
	location := sarif.NewArtifactLocation().WithURI(uri)
	if below {
		location.WithURIBaseID(rootID)
	}
	return location
}

// location returns the location of the text from start to end.
func (s *source) location(start, end finding.Position) *sarif.Location {
	region := sarif.NewRegion().WithStartLine(start.Line)
	if start.Col > 0 {
		region.WithStartColumn(s.column(start))
		if end.Col > 0 && end.File == start.File && end.Line >= start.Line {
			region.WithEndLine(end.Line).WithEndColumn(s.column(end))
		}
	}
	return sarif.NewLocationWithPhysicalLocation(
		sarif.NewPhysicalLocation().WithArtifactLocation(s.artifact(start.File)).WithRegion(region))
}

// column returns the column of p in UTF-16 code units, as far as the file can be
// read; otherwise that in bytes.
func (s *source) column(p finding.Position) int {
	lines, ok := s.lines[p.File]
	if !ok {
		if data, err := os.ReadFile(p.File); err == nil {
			lines = strings.Split(string(data), "\n")
		}
		s.lines[p.File] = lines
	}
	if p.Line > len(lines) || p.Col-1 > len(lines[p.Line-1]) {
		return p.Col
	}
	return 1 + len(utf16.Encode([]rune(lines[p.Line-1][:p.Col-1])))
}

// fix returns a fix, with its edits by file in the order in which these first
// come.
func (s *source) fix(fix finding.Fix) *sarif.Fix {
	out := sarif.NewFix().WithDescription(sarif.NewTextMessage(fix.Message))
	changes := make(map[string]*sarif.ArtifactChange)
	for _, edit := range fix.Edits {
		change := changes[edit.File]
		if change == nil {
			change = sarif.NewArtifactChange().WithArtifactLocation(s.artifact(edit.File))
			changes[edit.File] = change
			out.AddArtifactChange(change)
		}
		replacement := sarif.NewReplacement().
			WithDeletedRegion(sarif.NewRegion().WithByteOffset(edit.Start).WithByteLength(edit.End - edit.Start))
		if edit.New != "" {
			replacement.WithInsertedContent(sarif.NewArtifactContent().WithText(edit.New))
		}
		change.AddReplacement(replacement)
	}
	return out
}
