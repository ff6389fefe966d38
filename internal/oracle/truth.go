package oracle

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Defect is something that goes wrong with an object on some path.
type Defect struct {
	Check string
	// At are the lines where it stands: the statement of the function, and
	// where that is a call of a literal, or deferred, the statements in there.
	At []int
	// Other are the lines of the Put, or of the first one of two; of a leak,
	// the line of the return.
	Other []int
	// Quiet is why a check need not report it: what its page says about that.
	// It is empty for a defect that must be reported.
	Quiet string
	// Name is that of the variable of an object that is lost.
	Name string
}

func (d Defect) String() string {
	s := fmt.Sprintf("%s at %v", d.Check, d.At)
	if len(d.Other) > 0 {
		s += fmt.Sprintf(" with %v", d.Other)
	}
	if d.Quiet != "" {
		s += " (quiet: " + d.Quiet + ")"
	}
	return s
}

// A Truth is what the walk of a program found.
type Truth struct {
	Defects []Defect // those that must be reported and those that may be
	Paths   int
	// Dead are the lines of statements in literals that no path comes to. What
	// a literal does by itself may be reported all the same.
	Dead map[int]bool
	// Rejected says why the program is no good, if it is not.
	Rejected string
}

// truths collects defects, each once.
type truths struct{ byKey map[string]Defect }

func (t *truths) add(d Defect) {
	key := fmt.Sprint(d.Check, d.At, d.Other, d.Quiet)
	if t.byKey == nil {
		t.byKey = map[string]Defect{}
	}
	t.byKey[key] = d
}

func (t *truths) list() []Defect {
	var list []Defect
	for _, d := range t.byKey {
		list = append(list, d)
	}
	slices.SortFunc(list, func(a, b Defect) int {
		return cmp.Or(slices.Compare(a.At, b.At), strings.Compare(a.Check, b.Check), slices.Compare(a.Other, b.Other), strings.Compare(a.Quiet, b.Quiet))
	})
	return list
}

// hidden is why a defect that follows another one of the same object need not
// be reported.
const hidden = "follows another defect"

// Shift returns t for a program that stands n lines further down.
func (t Truth) Shift(n int) Truth {
	shifted := make([]Defect, len(t.Defects))
	for i, d := range t.Defects {
		d.At, d.Other = shift(d.At, n), shift(d.Other, n)
		shifted[i] = d
	}
	t.Defects = shifted
	dead := make(map[int]bool, len(t.Dead))
	for line := range t.Dead {
		dead[line+n] = true
	}
	t.Dead = dead
	return t
}

func shift(lines []int, n int) []int {
	out := make([]int, len(lines))
	for i, line := range lines {
		out[i] = line + n
	}
	return out
}
