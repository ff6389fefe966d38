package oracle

import (
	"fmt"
	"slices"
	"strings"
)

// A Report is what a check says of a program.
type Report struct {
	Check   string
	Line    int
	Related []int // the lines of the related places
	Message string
}

func (r Report) String() string { return fmt.Sprintf("%s at line %d: %s", r.Check, r.Line, r.Message) }

// A Verdict compares what the checks say with the truth.
type Verdict struct {
	Missed   []Defect       // that must be reported and are not
	Invented []Report       // that are reported and are none
	Found    map[string]int // by check
	Quiet    map[string]int // by check and reason, those that are not reported by design
}

// Good reports whether nothing is missed or invented.
func (v Verdict) Good() bool { return len(v.Missed) == 0 && len(v.Invented) == 0 }

// Judge compares reports with the truth.
func Judge(truth Truth, reports []Report) Verdict {
	v := Verdict{Found: map[string]int{}, Quiet: map[string]int{}}
	for _, r := range reports {
		if truth.Dead[r.Line] {
			v.Quiet[r.Check+": reported in a literal that never runs"]++
			continue
		}
		if !slices.ContainsFunc(truth.Defects, func(d Defect) bool { return d.allows(r) }) {
			v.Invented = append(v.Invented, r)
		}
	}
	seen := map[string]bool{}
	for _, d := range truth.Defects {
		told := slices.ContainsFunc(reports, d.satisfiedBy)
		place := fmt.Sprint(d.Check, d.At)
		switch {
		case told:
			if d.Quiet == "" && !seen[place] {
				v.Found[d.Check]++
				seen[place] = true
			}
		case d.Quiet == "" && d.Name != "" && slices.ContainsFunc(reports, func(r Report) bool {
			return r.Check == d.Check && strings.HasPrefix(r.Message, d.Name+" from ") && slices.ContainsFunc(r.Related, func(n int) bool { return slices.Contains(d.Other, n) })
		}):
			v.Quiet[d.Check+": one report for a variable and a return"]++
		case d.Quiet == "":
			v.Missed = append(v.Missed, d)
		case d.Quiet != hidden:
			v.Quiet[d.Check+": "+d.Quiet]++
		}
	}
	return v
}

// allows reports whether r may be said because of d.
func (d Defect) allows(r Report) bool {
	if d.Check != r.Check {
		return false
	}
	if d.Check == "missingput" && slices.Contains(r.Related, r.Line) {
		return slices.Contains(d.At, r.Line) // before the next one is taken
	}
	at, other := slices.Contains(d.At, r.Line), len(r.Related) == 0
	if d.Check == "useafterput" && d.Quiet == hidden {
		return at // a literal, looked at by itself, may put first what it then uses
	}
	for _, line := range r.Related {
		other = other || slices.Contains(d.Other, line)
	}
	if d.Check == "doubleput" && !(at && other) { // either is the one too many
		at, other = slices.Contains(d.Other, r.Line), false
		for _, line := range r.Related {
			other = other || slices.Contains(d.At, line)
		}
	}
	return at && other
}

// satisfiedBy reports whether r tells of d: of the same place, or from the
// other end.
func (d Defect) satisfiedBy(r Report) bool {
	if d.Check != r.Check {
		return false
	}
	if d.Check == "doubleput" {
		lines := append([]int{r.Line}, r.Related...)
		return slices.ContainsFunc(lines, func(n int) bool { return slices.Contains(d.At, n) || slices.Contains(d.Other, n) })
	}
	return slices.Contains(d.At, r.Line)
}
