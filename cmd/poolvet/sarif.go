package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/poolvet/poolvet/internal/finding"
	"github.com/poolvet/poolvet/internal/sarif"
)

const sarifUsage = `usage: poolvet -json package... | poolvet sarif [-root DIR] [-baseline FILE]

Sarif reads what "poolvet -json" or "go vet -vettool=... -json" prints and writes it as
SARIF 2.1.0. With -baseline it prints the findings that are not in FILE on standard
error. Its exit code is 1 if a package could not be analysed, and 3 if there are such
findings.

`

// writeSARIF turns the JSON on stdin into SARIF on stdout, and returns the exit
// code.
func writeSARIF(stdin io.Reader, stdout, stderr io.Writer, args []string) int {
	flags := flag.NewFlagSet("poolvet sarif", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, sarifUsage)
		flags.PrintDefaults()
	}
	root := flags.String("root", "", "name files relative to `DIR`; without it, to the root of the module of the current directory")
	baseline := flags.String("baseline", "", "mark each finding as new or unchanged since `FILE`, in SARIF")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() > 0 {
		flags.Usage()
		return 2
	}
	fail := func(err error) int {
		fmt.Fprintf(stderr, "poolvet: sarif: %v\n", err)
		return 1
	}

	report := &sarif.Report{Version: "(devel)"}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		report.Version = info.Main.Version
	}
	var err error
	if report.Root, err = moduleRoot(*root); err != nil {
		return fail(err)
	}
	if *baseline != "" {
		if report.Baseline, err = sarif.Baseline(*baseline); err != nil {
			return fail(fmt.Errorf("baseline %s: %w", *baseline, err))
		}
	}
	if report.Findings, report.Failures, err = finding.Read(stdin); err != nil {
		return fail(err)
	}
	fresh, err := report.Write(stdout)
	switch {
	case err != nil:
		return fail(err)
	case len(report.Failures) > 0:
		for _, f := range report.Failures {
			fmt.Fprintf(stderr, "poolvet: sarif: %s: %s\n", f.Package, f.Message)
		}
		return 1
	case report.Baseline != nil && len(fresh) > 0:
		for _, f := range fresh {
			fmt.Fprintf(stderr, "%s:%d:%d: %s (%s)\n", f.Start.File, f.Start.Line, f.Start.Col, f.Message, f.Check)
		}
		return 3
	}
	return 0
}

// moduleRoot returns dir or, if that is empty, the directory of the go.mod file
// that the current directory is below; without one the current directory.
func moduleRoot(dir string) (string, error) {
	if dir != "" {
		return filepath.Abs(dir)
	}
	wd, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := wd; ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil && !info.IsDir() {
			return dir, nil
		}
		if filepath.Dir(dir) == dir {
			return wd, nil
		}
	}
}
