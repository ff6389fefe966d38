package effect_test

import (
	"testing"

	"github.com/poolvet/poolvet/internal/effect"
)

func TestPath(t *testing.T) {
	for _, test := range []struct {
		got  effect.Path
		want string
		len  int
	}{
		{"", "", 0},
		{effect.Deref, "*", 1},
		{effect.Elem, "[]", 1},
		{effect.Field("buf"), ".buf", 1},
		{effect.Tuple(12), "#12", 1},
		{effect.Captured(0), "$0", 1},
		{effect.Tuple(0) + effect.Deref + effect.Field("list") + effect.Elem + effect.Field("größe"), "#0*.list[].größe", 5},
		{effect.Captured(2) + effect.Deref + effect.Deref, "$2**", 3},
	} {
		if string(test.got) != test.want {
			t.Errorf("path is %q, want %q", test.got, test.want)
		}
		if n := test.got.Len(); n != test.len {
			t.Errorf("%q has %d steps, want %d", test.got, n, test.len)
		}
	}
}

func TestCut(t *testing.T) {
	for _, test := range []struct {
		path, step, rest effect.Path
		ok               bool
	}{
		{"", "", "", true},
		{"*.buf", "", "*.buf", true},
		{"*.buf", "*", ".buf", true},
		{".buf", ".buf", "", true},
		{".buf*", ".buf", "*", true},
		{"*.buf[]", "*.buf", "[]", true},
		{"#1*", "#1", "*", true},
		{"$1.x", "$1", ".x", true},
		{"[][]", "[]", "[]", true},

		{"", "*", "", false},
		{"*", "*.buf", "", false},
		{".buf", "*", "", false},
		{".buffer", ".buf", "", false}, // a longer name
		{"#12", "#1", "", false},       // a larger index
		{"$10*", "$1", "", false},
	} {
		rest, ok := test.path.Cut(test.step)
		if rest != test.rest || ok != test.ok {
			t.Errorf("%q.Cut(%q) = %q, %v, want %q, %v", test.path, test.step, rest, ok, test.rest, test.ok)
		}
	}
}
