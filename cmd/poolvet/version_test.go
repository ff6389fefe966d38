package main

import (
	"runtime/debug"
	"testing"
)

func TestDescribe(t *testing.T) {
	setting := func(key, value string) debug.BuildSetting { return debug.BuildSetting{Key: key, Value: value} }
	for _, test := range []struct {
		name string
		info debug.BuildInfo
		want string
	}{
		{
			"installed",
			debug.BuildInfo{GoVersion: "go1.26.0", Main: debug.Module{Version: "v0.1.0"}},
			"poolvet v0.1.0 (revision unknown, go1.26.0)",
		},
		{
			"built in a checkout",
			debug.BuildInfo{
				GoVersion: "go1.26.0",
				Main:      debug.Module{Version: "(devel)"},
				Settings:  []debug.BuildSetting{setting("vcs.revision", "0123abc"), setting("vcs.modified", "false")},
			},
			"poolvet (devel) (revision 0123abc, go1.26.0)",
		},
		{
			"built in a checkout with changes",
			debug.BuildInfo{
				GoVersion: "go1.26.0",
				Settings:  []debug.BuildSetting{setting("vcs.revision", "0123abc"), setting("vcs.modified", "true")},
			},
			"poolvet (devel) (revision 0123abc with changes, go1.26.0)",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := describe(&test.info); got != test.want {
				t.Errorf("describe = %q, want %q", got, test.want)
			}
		})
	}
}
