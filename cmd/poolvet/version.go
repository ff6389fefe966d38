package main

import (
	"fmt"
	"io"
	"runtime/debug"
)

// version prints the module version and the revision of this build, as far as
// the go command recorded them, and returns the exit code.
func version(stdout, stderr io.Writer, args []string) int {
	if len(args) > 0 {
		fmt.Fprintln(stderr, "usage: poolvet version")
		return 2
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		fmt.Fprintln(stderr, "poolvet: this build has no build information")
		return 1
	}
	fmt.Fprintln(stdout, describe(info))
	return 0
}

// describe renders a build as "poolvet VERSION (revision REVISION, GO)".
func describe(info *debug.BuildInfo) string {
	version := info.Main.Version
	if version == "" {
		version = "(devel)"
	}
	revision, modified := "unknown", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = " with changes"
		}
	}
	return fmt.Sprintf("poolvet %s (revision %s%s, %s)", version, revision, modified, info.GoVersion)
}
