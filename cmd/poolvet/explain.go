package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/poolvet/poolvet/docs"
	"github.com/poolvet/poolvet/internal/suite"
)

// explain lists the checks, or prints the page of the one that args name, and
// returns the exit code.
func explain(stdout, stderr io.Writer, args []string) int {
	switch len(args) {
	case 0:
		w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
		for _, c := range suite.Checks() {
			off := ""
			if !c.Default {
				off = " (off by default)"
			}
			fmt.Fprintf(w, "%s\t%s%s\n", c.Name, docs.Summary(c.Name), off)
		}
		w.Flush()
		return 0
	case 1:
		page, ok := docs.Page(args[0])
		if !ok {
			fmt.Fprintf(stderr, "poolvet: unknown check %q; \"poolvet explain\" lists the checks\n", args[0])
			return 2
		}
		fmt.Fprint(stdout, page)
		return 0
	default:
		fmt.Fprintln(stderr, "usage: poolvet explain [CHECK]")
		return 2
	}
}
