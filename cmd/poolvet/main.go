// Poolvet finds misuse of sync.Pool in Go programs.
//
//	poolvet [-flag] package...     check packages
//	poolvet explain [CHECK]        list the checks, or describe one
//	poolvet sarif                  turn findings in JSON into SARIF
//	poolvet version                print the version of this build
//
// It is also a vet tool: go vet -vettool=$(which poolvet) package...
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/singlechecker"

	"github.com/poolvet/poolvet"
)

func main() {
	// The driver owns the command line: it must see flags, and the -V=full,
	// -flags and x.cfg of go vet, untouched. Only the words are ours.
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "explain":
			os.Exit(explain(os.Stdout, os.Stderr, os.Args[2:]))
		case "version":
			os.Exit(version(os.Stdout, os.Stderr, os.Args[2:]))
		case "sarif":
			os.Exit(writeSARIF(os.Stdin, os.Stdout, os.Stderr, os.Args[2:]))
		}
	}
	analyzer := poolvet.Analyzer
	if factsOnly() {
		analyzer.Run = func(*analysis.Pass) (any, error) { return nil, nil }
	}
	checks := analyzer.Flags.Lookup("checks")
	checks.Value = strict{checks.Value, analyzer}
	singlechecker.Main(analyzer)
}

// A strict value says what is wrong with the value of -checks once and in one
// line, and makes the command exit with 1. Package flag alone would add the
// usage text and exit with 2, for every package of the build under go vet.
type strict struct {
	flag.Value
	analyzer *analysis.Analyzer
}

func (v strict) Set(list string) error {
	err := v.Value.Set(list)
	if err == nil {
		return nil
	}
	err = fmt.Errorf("-checks: %w", err)
	if !underVet() {
		log.Fatal(err)
	}
	// Go vet runs the command on dependencies too, for their facts, where an
	// analysis may fail in silence. So the packages named say it, and only they.
	v.analyzer.Run = func(*analysis.Pass) (any, error) { return nil, err }
	return nil
}

// String is called on the zero value too, by [flag.PrintDefaults].
func (v strict) String() string {
	if v.Value == nil {
		return ""
	}
	return v.Value.String()
}

// underVet reports whether go vet runs this process, on one package.
func underVet() bool { return strings.HasSuffix(os.Args[len(os.Args)-1], ".cfg") }

// factsOnly reports whether go vet runs this process on a dependency, of which
// it drops all but the facts. The driver runs the checks on it nevertheless.
func factsOnly() bool {
	if !underVet() {
		return false
	}
	data, err := os.ReadFile(os.Args[len(os.Args)-1])
	var config struct{ VetxOnly bool }
	return err == nil && json.Unmarshal(data, &config) == nil && config.VetxOnly
}
