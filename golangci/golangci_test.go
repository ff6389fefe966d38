package golangci_test

import (
	"encoding/json"
	"flag"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/poolvet/poolvet"
	"github.com/poolvet/poolvet/golangci"
)

// build returns the analyzer of the registered plugin with settings in JSON,
// which golangci-lint has as well after it has read its YAML.
func build(t *testing.T, settings string) (*analysis.Analyzer, error) {
	t.Helper()
	newPlugin, err := register.GetPlugin("poolvet")
	if err != nil {
		t.Fatal(err)
	}
	var raw any
	if settings != "" {
		if err := json.Unmarshal([]byte(settings), &raw); err != nil {
			t.Fatal(err)
		}
	}
	plugin, err := newPlugin(raw)
	if err != nil {
		return nil, err
	}
	if mode := plugin.GetLoadMode(); mode != register.LoadModeTypesInfo {
		t.Errorf("load mode %q", mode)
	}
	list, err := plugin.BuildAnalyzers()
	if err != nil || len(list) != 1 {
		t.Fatalf("%d analyzers, %v", len(list), err)
	}
	return list[0], analysis.Validate(list)
}

func TestSettings(t *testing.T) {
	for settings, want := range map[string]string{
		"":                                     "default",
		"null":                                 "default",
		"{}":                                   "default",
		`{"checks":[]}`:                        "default",
		`{"checks":["nilget"]}`:                "nilget",
		`{"checks":["all","-nilget"]}`:         "all,-nilget",
		`{"checks":["-nilget", "-localpool"]}`: "-nilget,-localpool",
		`{"checks":["none","nilget","wrongtype"]}`: "none,nilget,wrongtype",
	} {
		a, err := build(t, settings)
		if err != nil {
			t.Errorf("%s: %v", settings, err)
			continue
		}
		if got := a.Flags.Lookup("checks").Value.String(); got != want {
			t.Errorf("%s: -checks=%s, want %s", settings, got, want)
		}
	}

	for settings, want := range map[string]string{
		`{"cheks":["nilget"]}`:         `unknown field "cheks"`,
		`{"checks":"nilget"}`:          "settings.checks must be a list of names, not a string",
		`{"checks":[1]}`:               "settings.checks must be a name, not a number",
		`["nilget"]`:                   "settings must be a mapping, not an array",
		`{"checks":["nosuch"]}`:        `settings.checks: unknown check "nosuch"; the checks are `,
		`{"checks":["nilget,nilget"]}`: `settings.checks has "nilget,nilget", which is not the name of one check`,
		`{"checks":[""]}`:              `settings.checks has "", which is not the name of one check`,
	} {
		_, err := build(t, settings)
		if err == nil || !strings.HasPrefix(err.Error(), "poolvet: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one that says %s", settings, err, want)
		}
	}
}

// TestOptions fails when a flag of the analyzer has no setting.
func TestOptions(t *testing.T) {
	var flags, settings []string
	poolvet.Analyzer.Flags.VisitAll(func(f *flag.Flag) { flags = append(flags, f.Name) })
	typ := reflect.TypeFor[golangci.Settings]()
	for i := range typ.NumField() {
		settings = append(settings, typ.Field(i).Tag.Get("json"))
	}
	slices.Sort(settings)
	if !slices.Equal(flags, settings) {
		t.Errorf("the flags are %v, but the settings are %v", flags, settings)
	}
}

// TestIssues fails unless issues have the check in front and no related places.
func TestIssues(t *testing.T) {
	a, err := build(t, `{"checks":["nilget"]}`)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range analysistest.Run(t, analysistest.TestData(), a, "issues") {
		if len(r.Diagnostics) == 0 {
			t.Error("nothing is reported")
		}
		for _, d := range r.Diagnostics {
			if len(d.Related) > 0 || d.Category != "nilget" || d.URL == "" {
				t.Errorf("%+v", d)
			}
		}
	}
}
