package effect_test

import (
	"slices"
	"testing"

	"github.com/poolvet/poolvet/internal/effect"
	"github.com/poolvet/poolvet/internal/syncpool"
)

func TestNot(t *testing.T) {
	for _, v := range []effect.Value{effect.Nil, effect.NonNil, effect.True, effect.False} {
		if v.Not() == v || v.Not() == effect.Unknown || v.Not().Not() != v {
			t.Errorf("not %v is %v", v, v.Not())
		}
	}
	if not := effect.Unknown.Not(); not != effect.Unknown {
		t.Errorf("not unknown is %v", not)
	}
}

func TestString(t *testing.T) {
	isNil := effect.Tie{Result: 1, Is: effect.Nil}
	for _, test := range []struct {
		want    string
		pooled  bool
		summary effect.Summary
	}{
		{"borrows", false, effect.Summary{}},
		{"borrows", false, effect.Summary{Borrows: true}},
		{"noreturn", false, effect.Summary{NoReturn: true}},
		{"waits", false, effect.Summary{Waits: true}},
		{"getter(0)", true, effect.Summary{Results: []effect.Result{{When: effect.Always}}}},
		{"getter(1*.buf?)", true, effect.Summary{Results: []effect.Result{{Index: 1, Path: "*.buf", When: effect.Sometimes}}}},
		{"getter(0 if 1 is nil)", true, effect.Summary{Results: []effect.Result{{When: effect.Tied, Tie: isNil}}}},
		{"getter(0 released by 1)", true, effect.Summary{Results: []effect.Result{{When: effect.Always, Release: "#1"}}}},
		{"putter(0)", true, effect.Summary{Params: []effect.Param{{Put: effect.Always}}}},
		{"putter(0 or dropped)", true, effect.Summary{Params: []effect.Param{{Put: effect.Always, Drops: true}}}},
		{"putter(0*.t? unless marked)", true, effect.Summary{Params: []effect.Param{{Path: "*.t", Put: effect.Sometimes, Marked: true}}}},
		{"putter(0*.t cleared)", true, effect.Summary{Params: []effect.Param{{Path: "*.t", Put: effect.Always, Clears: true}}}},
		{"keeper(2?)", false, effect.Summary{Params: []effect.Param{{Index: 2, Keep: effect.Sometimes}}}},
		{"keeper(1 for later)", false, effect.Summary{Params: []effect.Param{{Index: 1, Keep: effect.Always, Stays: true}}}},
		{"putter(0? if 1 is nil) keeper(0 if 1 is nil)", true, effect.Summary{Params: []effect.Param{
			{Put: effect.Sometimes, PutTie: isNil, Keep: effect.Tied, KeepTie: isNil},
		}}},
		{"alias(0=1)", false, effect.Summary{Aliases: []effect.Alias{{Param: 1}}}},
		{"alias(1.r=0*.w part)", false, effect.Summary{Aliases: []effect.Alias{{Result: 1, ResultPath: ".r", ParamPath: "*.w", Part: true}}}},
		{"getter(0) putter(1) keeper(2) alias(0=0) noreturn", true, effect.Summary{
			Params:   []effect.Param{{Index: 1, Put: effect.Always}, {Index: 2, Keep: effect.Always}},
			Results:  []effect.Result{{When: effect.Always}},
			Aliases:  []effect.Alias{{}},
			NoReturn: true,
		}},
	} {
		if got := test.summary.String(); got != test.want {
			t.Errorf("%+v is written %q, want %q", test.summary, got, test.want)
		}
		if test.summary.Pooled() != test.pooled {
			t.Errorf("pooled is %v for %q", !test.pooled, test.want)
		}
		if test.summary.Empty() != (test.want == "borrows") {
			t.Errorf("empty is %v for %q", !(test.want == "borrows"), test.want)
		}
	}
}

// ordered returns a summary whose parts are in order.
func ordered() *effect.Summary {
	pool := func(name string) syncpool.Ref {
		return syncpool.Ref{Obj: syncpool.Object{Pkg: "p", Name: name}}
	}
	return &effect.Summary{
		Params: []effect.Param{
			{Index: 0, Path: "", Put: effect.Always},
			{Index: 0, Path: "*.a", Keep: effect.Always},
			{Index: 0, Path: "*.b", Put: effect.Sometimes},
			{Index: 2, Path: "", Put: effect.Always},
		},
		Results: []effect.Result{
			{Index: 0, Path: "", Pool: pool("a")},
			{Index: 0, Path: "*.a", Pool: pool("a")},
			{Index: 0, Path: "*.a", Pool: pool("b")},
			{Index: 1, Path: "", Pool: pool("a")},
		},
		Aliases: []effect.Alias{
			{Result: 0, Param: 0},
			{Result: 0, Param: 1, ParamPath: ""},
			{Result: 0, Param: 1, ParamPath: "*"},
			{Result: 0, ResultPath: ".f", Param: 0},
			{Result: 1, Param: 0},
		},
		Borrows: true,
	}
}

func TestSort(t *testing.T) {
	want := ordered()
	s := ordered()
	slices.Reverse(s.Params)
	slices.Reverse(s.Results)
	slices.Reverse(s.Aliases)
	s.Aliases = append(s.Aliases, s.Aliases...)
	if s.Equal(want) {
		t.Error("the order makes no difference")
	}
	if s.Sort(); !s.Equal(want) {
		t.Errorf("sorted is %+v, want %+v", s, want)
	}
}

func TestEqual(t *testing.T) {
	if !ordered().Equal(ordered()) || !new(effect.Summary).Equal(new(effect.Summary)) {
		t.Error("a summary does not equal itself")
	}
	for name, change := range map[string]func(*effect.Summary){
		"parameters":    func(s *effect.Summary) { s.Params = s.Params[1:] },
		"put":           func(s *effect.Summary) { s.Params[0].Put = effect.Sometimes },
		"tie of a put":  func(s *effect.Summary) { s.Params[0].PutTie.Is = effect.Nil },
		"pool of a put": func(s *effect.Summary) { s.Params[0].Pool.Param = 1 },
		"keep":          func(s *effect.Summary) { s.Params[1].Keep = effect.Never },
		"clears":        func(s *effect.Summary) { s.Params[1].Clears = true },
		"results":       func(s *effect.Summary) { s.Results = nil },
		"pool":          func(s *effect.Summary) { s.Results[3].Pool.Args = "int" },
		"release":       func(s *effect.Summary) { s.Results[3].Release = "#0" },
		"aliases":       func(s *effect.Summary) { s.Aliases[0].Part = true },
		"noreturn":      func(s *effect.Summary) { s.NoReturn = true },
		"waits":         func(s *effect.Summary) { s.Waits = true },
		"borrows":       func(s *effect.Summary) { s.Borrows = false },
	} {
		s := ordered()
		if change(s); s.Equal(ordered()) {
			t.Errorf("a change of the %s makes no difference", name)
		}
	}
}

func TestParam(t *testing.T) {
	s := ordered()
	if p, ok := s.Param(0, "*.b"); !ok || p.Put != effect.Sometimes {
		t.Errorf("parameter 0, *.b is %+v, %v", p, ok)
	}
	for _, path := range []effect.Path{"*", "*.", "*.bb"} {
		if p, ok := s.Param(0, path); ok {
			t.Errorf("parameter 0, %s is %+v", path, p)
		}
	}
}
