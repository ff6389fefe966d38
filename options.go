package poolvet

import (
	"fmt"
	"strings"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/suite"
)

// Options configure one analyzer.
type Options struct {
	// Checks selects the checks to run: a comma-separated list, read from left
	// to right, of
	//
	//	default   the checks that run unless asked not to
	//	all       every check, with the reports that it is less sure of
	//	none      no check: forget what stands to the left
	//	NAME      the check of that name, with the reports that it is less sure of
	//	-ITEM     not this one: NAME, default or all
	//
	// A list that begins with -ITEM begins from the default checks, and so does
	// an empty one.
	Checks string
}

// A selection is the set of checks that run. It is the value of -checks.
type selection struct {
	list   string         // as given
	checks []check.Choice // sorted by name
}

// String returns the list that was given, for package flag.
func (s *selection) String() string {
	if s.list == "" {
		return "default"
	}
	return s.list
}

// Set replaces the selection by the one that list describes.
func (s *selection) Set(list string) error {
	checks, err := parse(list)
	if err != nil {
		return err
	}
	s.list, s.checks = list, checks
	return nil
}

// parse returns the checks that a list in the syntax of [Options.Checks]
// selects.
func parse(list string) ([]check.Choice, error) {
	on, asked := make(map[*check.Check]bool), make(map[*check.Check]bool)
	if list == "" || strings.HasPrefix(strings.TrimSpace(list), "-") {
		for _, c := range defaults() {
			on[c] = true
		}
	}
	if list != "" {
		for item := range strings.SplitSeq(list, ",") {
			item = strings.TrimSpace(item)
			if item == "none" {
				clear(on)
				clear(asked)
				continue
			}
			name, negative := strings.CutPrefix(item, "-")
			checks, err := named(name)
			if err != nil {
				return nil, err
			}
			for _, c := range checks {
				on[c] = !negative
				asked[c] = !negative && (asked[c] || name != "default")
			}
		}
	}

	var selected []check.Choice
	for _, c := range suite.Checks() {
		if on[c] {
			selected = append(selected, check.Choice{Check: c, Asked: asked[c]})
		}
	}
	return selected, nil
}

// named returns the checks that one name of a list stands for.
func named(name string) ([]*check.Check, error) {
	switch name {
	case "all":
		return suite.Checks(), nil
	case "default":
		return defaults(), nil
	}
	var known []string
	for _, c := range suite.Checks() {
		if c.Name == name {
			return []*check.Check{c}, nil
		}
		known = append(known, c.Name)
	}
	return nil, fmt.Errorf("unknown check %q; the checks are %s, and the sets default, all and none",
		name, strings.Join(known, ", "))
}

// defaults returns the checks that run unless asked not to.
func defaults() []*check.Check {
	var on []*check.Check
	for _, c := range suite.Checks() {
		if c.Default {
			on = append(on, c)
		}
	}
	return on
}

// unasked returns the checks that run if nobody asks for any.
func unasked() []check.Choice {
	var on []check.Choice
	for _, c := range defaults() {
		on = append(on, check.Choice{Check: c})
	}
	return on
}
