package poolvet

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet/internal/check"
	"github.com/poolvet/poolvet/internal/suite"
)

func TestParse(t *testing.T) {
	names := func(checks []*check.Check) []string {
		list := []string{}
		for _, c := range checks {
			list = append(list, c.Name)
		}
		return list
	}
	without := func(from []*check.Check, name string) []string {
		return slices.DeleteFunc(names(from), func(n string) bool { return n == name })
	}
	byDefault, all := names(defaults()), names(suite.Checks())

	for _, test := range []struct {
		list string
		want []string
	}{
		{"", byDefault},
		{"default", byDefault},
		{"all", all},
		{"none", nil},
		{"nilget", []string{"nilget"}},
		{"wrongtype,nilget", []string{"nilget", "wrongtype"}},
		{" wrongtype , nilget ", []string{"nilget", "wrongtype"}},
		{"-nilget", without(defaults(), "nilget")},
		{" -nilget", without(defaults(), "nilget")},
		{"-nilget,nilget", byDefault},
		{"all,-nilget", without(suite.Checks(), "nilget")},
		{"default,-nilget", without(defaults(), "nilget")},
		{"nilget,-nilget", nil},
		{"all,-all", nil},
		{"-all,nilget", []string{"nilget"}},
		{"nilget,-default", nil},
		{"all,none,nilget", []string{"nilget"}},
		{"none,-nilget", nil},
	} {
		checks, err := parse(test.list)
		if err != nil {
			t.Errorf("parse(%q): %v", test.list, err)
			continue
		}
		var got []string
		for _, c := range checks {
			got = append(got, c.Name)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("parse(%q) = %v, want %v", test.list, got, test.want)
		}
	}

	for list, want := range map[string]bool{
		"":                          false,
		"default":                   false,
		"-nilget":                   false,
		"all":                       true,
		"all,default":               true,
		"missingreset":              true,
		"default,missingreset":      true,
		"all,none,default":          false,
		"-missingreset,default":     false,
		"all,-missingreset,default": false,
	} {
		checks, err := parse(list)
		if err != nil {
			t.Errorf("parse(%q): %v", list, err)
		}
		i := slices.IndexFunc(checks, func(c check.Choice) bool { return c.Name == "missingreset" })
		if i < 0 || checks[i].Asked != want {
			t.Errorf("parse(%q) asks for missingreset: %v, want %v", list, !want, want)
		}
	}

	for _, list := range []string{"nosuch", "-nosuch", "all,nosuch", "all,", ",", "-", "-none", "--nilget", "NILGET"} {
		_, err := parse(list)
		if err == nil {
			t.Errorf("parse(%q) succeeded, want an error", list)
			continue
		}
		for _, name := range append(all, "default", "all", "none") {
			if !strings.Contains(err.Error(), name) {
				t.Errorf("parse(%q): %v: does not name %s", list, err, name)
			}
		}
	}
}

func TestOptions(t *testing.T) {
	if _, err := New(Options{Checks: "nosuch"}); err == nil {
		t.Error("New accepts an unknown check")
	}

	one, err := New(Options{Checks: "nilget"})
	if err != nil {
		t.Fatal(err)
	}
	two, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	value := func(a *analysis.Analyzer) string { return a.Flags.Lookup("checks").Value.String() }
	if got := value(one); got != "nilget" {
		t.Errorf("-checks of New(nilget) is %q", got)
	}
	if err := two.Flags.Set("checks", "wrongtype"); err != nil {
		t.Fatal(err)
	}
	if err := two.Flags.Set("checks", "nosuch"); err == nil {
		t.Error("-checks accepts an unknown check")
	}
	if got := value(two); got != "wrongtype" {
		t.Errorf("-checks is %q after a failed Set, want what it was", got)
	}
	if got := value(one); got != "nilget" {
		t.Errorf("-checks of one instance is %q after that of another was set", got)
	}
	if got := value(Analyzer); got != "default" {
		t.Errorf("-checks of Analyzer is %q", got)
	}
}
