// Package golangci makes poolvet a linter of golangci-lint, as a plugin of the
// module plugin system. Import it for its effect.
//
// In the configuration of golangci-lint the linter is called poolvet, and its
// settings are those of [Settings].
package golangci

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/poolvet/poolvet"
)

// Name is the name of the linter.
const Name = "poolvet"

func init() { register.Plugin(Name, New) }

// Settings are what golangci-lint's configuration says of the linter.
type Settings struct {
	// Checks selects checks, each item as one of [poolvet.Options.Checks].
	Checks []string `json:"checks"`
}

// New returns the plugin with the given settings, which are nil or what a
// [Settings] looks like in YAML. The error says what is wrong with them.
func New(raw any) (register.LinterPlugin, error) {
	settings, err := register.DecodeSettings[Settings](raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", Name, explain(err))
	}
	for _, item := range settings.Checks {
		if strings.TrimSpace(item) == "" || strings.Contains(item, ",") {
			return nil, fmt.Errorf("%s: settings.checks has %q, which is not the name of one check", Name, item)
		}
	}
	analyzer, err := poolvet.New(poolvet.Options{Checks: strings.Join(settings.Checks, ",")})
	if err != nil {
		return nil, fmt.Errorf("%s: settings.checks: %w", Name, err)
	}
	return plugin{analyzer}, nil
}

// explain says of a setting of the wrong type what it must be.
func explain(err error) error {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		field := "settings"
		if wrong.Field != "" {
			field += "." + wrong.Field
		}
		want, article := "a mapping", "a"
		switch wrong.Type.Kind() {
		case reflect.Slice:
			want = "a list of names"
		case reflect.String:
			want = "a name"
		}
		if strings.ContainsRune("ao", rune(wrong.Value[0])) {
			article = "an" // array, object
		}
		return fmt.Errorf("%s must be %s, not %s %s", field, want, article, wrong.Value)
	}
	return err
}

type plugin struct{ analyzer *analysis.Analyzer }

// BuildAnalyzers implements [register.LinterPlugin].
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	a := *p.analyzer
	a.Run = func(pass *analysis.Pass) (any, error) {
		worded := *pass
		worded.Report = func(d analysis.Diagnostic) { pass.Report(issue(d)) }
		return p.analyzer.Run(&worded)
	}
	return []*analysis.Analyzer{&a}, nil
}

// GetLoadMode implements [register.LinterPlugin].
func (plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

// issue returns d as golangci-lint is to show it. That puts the linter's name
// behind a text, so the check's stands in front. It would make an issue of its
// own of each related place.
func issue(d analysis.Diagnostic) analysis.Diagnostic {
	d.Message = d.Category + ": " + strings.TrimSuffix(d.Message, " ("+d.Category+")")
	d.Related = nil
	return d
}
