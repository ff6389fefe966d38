// Package finding reads the JSON that the command and go vet print.
package finding

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// A Finding is a diagnostic.
type Finding struct {
	Check   string
	Start   Position
	End     Position
	Message string // without the name of the check
	Related []Related
	Fixes   []Fix
}

// A Position is a place in a file.
type Position struct {
	File string
	Line int // from 1
	Col  int // from 1, in bytes; 0 if it is unknown
}

// Related is another place that matters.
type Related struct {
	Start, End Position
	Message    string
}

// A Fix is a change that removes the cause of a finding.
type Fix struct {
	Message string
	Edits   []Edit
}

// An Edit replaces the bytes from Start to End of a file.
type Edit struct {
	File       string `json:"filename"`
	Start, End int
	New        string
}

// A Failure is what keeps a package from being analysed.
type Failure struct{ Package, Message string }

// Read reads what "poolvet -json" or "go vet -vettool=poolvet -json" prints. A
// package that is analysed again with its tests is no reason to list a finding
// twice. Both lists are sorted.
func Read(r io.Reader) ([]Finding, []Failure, error) {
	data, err := withoutHeadings(r)
	if err != nil {
		return nil, nil, err
	}
	var findings []Finding
	var failures []Failure
	seen := make(map[string]bool)
	trees := 0
	for dec := json.NewDecoder(bytes.NewReader(data)); ; trees++ {
		var tree map[string]map[string]json.RawMessage // by package and analyzer
		if err := dec.Decode(&tree); errors.Is(err, io.EOF) {
			if trees == 0 { // where there are no findings there is a {}
				return nil, nil, errors.New("there is no JSON to read: the driver failed")
			}
			break
		} else if err != nil {
			return nil, nil, fmt.Errorf("this is not what poolvet -json prints: %w", err)
		}
		for pkg, analyzers := range tree {
			for _, raw := range analyzers {
				list, failure, err := decode(raw)
				if err != nil {
					return nil, nil, fmt.Errorf("package %s: %w", pkg, err)
				}
				if failure != "" && !strings.HasPrefix(failure, "failed prerequisites: ") { // said of these
					failures = append(failures, Failure{pkg, failure})
				}
				for _, f := range list {
					if key := fmt.Sprint(f.Check, f.Start, f.Message); !seen[key] {
						seen[key] = true
						findings = append(findings, f)
					}
				}
			}
		}
	}
	slices.SortFunc(findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Start.File, b.Start.File),
			cmp.Compare(a.Start.Line, b.Start.Line),
			cmp.Compare(a.Start.Col, b.Start.Col),
			cmp.Compare(a.Check, b.Check),
			cmp.Compare(a.Message, b.Message),
		)
	})
	slices.SortFunc(failures, func(a, b Failure) int {
		return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Message, b.Message))
	})
	return findings, slices.Compact(failures), nil
}

// withoutHeadings returns what r holds without the lines in which go vet names
// the packages.
func withoutHeadings(r io.Reader) ([]byte, error) {
	var kept bytes.Buffer
	for br := bufio.NewReader(r); ; {
		line, err := br.ReadBytes('\n')
		if !bytes.HasPrefix(line, []byte("#")) {
			kept.Write(line)
		}
		if errors.Is(err, io.EOF) {
			return kept.Bytes(), nil
		} else if err != nil {
			return nil, err
		}
	}
}

// decode reads what an analyzer says of a package: a list of findings, or an
// error.
func decode(raw json.RawMessage) (list []Finding, failure string, err error) {
	if bytes.HasPrefix(raw, []byte("{")) {
		var said struct{ Error string }
		err := json.Unmarshal(raw, &said)
		return nil, said.Error, err
	}
	var diagnostics []struct {
		Category, Posn, End, Message string
		Related                      []struct{ Posn, End, Message string }
		SuggestedFixes               []Fix `json:"suggested_fixes"`
	}
	if err := json.Unmarshal(raw, &diagnostics); err != nil {
		return nil, "", err
	}
	for _, d := range diagnostics {
		f := Finding{Check: d.Category, Message: strings.TrimSuffix(d.Message, " ("+d.Category+")"), Fixes: d.SuggestedFixes}
		if f.Start, err = parse(d.Posn); err != nil {
			return nil, "", err
		}
		if f.End, err = parse(cmp.Or(d.End, d.Posn)); err != nil {
			return nil, "", err
		}
		for _, r := range d.Related {
			related := Related{Message: r.Message}
			if related.Start, err = parse(r.Posn); err != nil {
				return nil, "", err
			}
			if related.End, err = parse(cmp.Or(r.End, r.Posn)); err != nil {
				return nil, "", err
			}
			f.Related = append(f.Related, related)
		}
		list = append(list, f)
	}
	return list, "", nil
}

// parse reads "FILE:LINE:COLUMN" or "FILE:LINE", as [go/token.Position] prints
// it.
func parse(posn string) (Position, error) {
	file, last, ok := cutLast(posn)
	n, err := strconv.Atoi(last)
	if !ok || err != nil {
		return Position{}, fmt.Errorf("no position: %q", posn)
	}
	if name, line, ok := cutLast(file); ok {
		if l, err := strconv.Atoi(line); err == nil {
			return Position{File: name, Line: l, Col: n}, nil
		}
	}
	return Position{File: file, Line: n}, nil
}

func cutLast(s string) (before, after string, found bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}
