// Custom-gcl is golangci-lint with poolvet in it, as "golangci-lint custom" builds
// it.
package main

import (
	"fmt"
	"os"
	"runtime"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/poolvet/poolvet/golangci" // registers the linter
)

func main() {
	info := commands.BuildInfo{GoVersion: runtime.Version(), Version: "2.15.0-custom-gcl", Commit: "(unknown)", Date: "(unknown)"}
	if err := commands.Execute(info); err != nil {
		fmt.Fprintln(os.Stderr, "The command is terminated due to an error:", err)
		os.Exit(exitcodes.Failure)
	}
}
