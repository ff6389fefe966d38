package poolfacts_test

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/fixture"
	"github.com/poolvet/poolvet/internal/syncpool"
	"github.com/poolvet/poolvet/passes/poolfacts"
)

// load analyses the fixtures, and compares the facts with their comments.
func load(t *testing.T) []*analysistest.Result {
	t.Helper()
	results := analysistest.Run(t, fixture.Dir(t), poolfacts.Analyzer, "poolfacts/...")
	if len(results) == 0 {
		t.Fatal("no fixtures")
	}
	return results
}

// An exported fact, with the package and the object that it is about.
type exported struct {
	name string
	fact analysis.Fact
}

// facts lists the facts of results, and the name of each one's object.
func facts(results []*analysistest.Result) []exported {
	var list []exported
	for _, r := range results {
		for _, f := range r.Action.AllObjectFacts() {
			if f.Object.Pkg() == r.Action.Package.Types {
				list = append(list, exported{f.Object.String(), f.Fact})
			}
		}
	}
	for _, r := range results {
		for _, f := range r.Action.AllPackageFacts() {
			if f.Package == r.Action.Package.Types {
				list = append(list, exported{f.Package.Path(), f.Fact})
			}
		}
	}
	slices.SortFunc(list, func(a, b exported) int { return strings.Compare(a.name, b.name) })
	return list
}

func encode(t *testing.T, fact analysis.Fact) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(fact); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestFacts(t *testing.T) {
	for _, r := range load(t) {
		if len(r.Action.Diagnostics) > 0 {
			t.Errorf("%v reports something", r.Action)
		}
	}
}

// TestEncoding fails unless facts reach other processes as they are, and the
// same each time: go vet hashes them.
func TestEncoding(t *testing.T) {
	for _, f := range facts(load(t)) {
		first := encode(t, f.fact)
		for range 49 {
			if !bytes.Equal(encode(t, f.fact), first) {
				t.Fatalf("the fact of %s has two encodings", f.name)
			}
		}
		decoded := reflect.New(reflect.TypeOf(f.fact).Elem()).Interface().(analysis.Fact)
		if err := gob.NewDecoder(bytes.NewReader(first)).Decode(decoded); err != nil {
			t.Errorf("the fact of %s: %v", f.name, err)
		} else if !reflect.DeepEqual(f.fact, decoded) {
			t.Errorf("the fact of %s was %v and comes back as %v", f.name, f.fact, decoded)
		}
	}
}

// Unheard is a test that fails in silence.
type unheard struct{}

func (unheard) Errorf(string, ...any) {}

// TestDeterminism, on the fixtures of all analyzers, fails unless a second run
// says the same, in the same order.
func TestDeterminism(t *testing.T) {
	type run struct {
		facts  []exported
		pools  []string
		events []string
	}
	dir := fixture.Dir(t)
	analyzers, err := os.ReadDir(filepath.Join(dir, "src"))
	if err != nil {
		t.Fatal(err)
	}
	var patterns []string
	for _, a := range analyzers {
		patterns = append(patterns, a.Name()+"/...")
	}
	runs := make([]run, 2)
	for i := range runs {
		r := &runs[i]
		// What the fixtures of the checks expect is not of this analyzer.
		results := analysistest.Run(unheard{}, dir, poolfacts.Analyzer, patterns...)
		r.facts = facts(results)
		slices.SortFunc(results, func(a, b *analysistest.Result) int {
			return strings.Compare(a.Action.Package.PkgPath, b.Action.Package.PkgPath)
		})
		for _, res := range results {
			if res.Action.Err != nil {
				t.Fatal(res.Action.Err)
			}
			result := res.Action.Result.(*poolfacts.Result)
			for _, pool := range result.Pools() {
				text := fmt.Sprintf("%+v %v", pool.Ref, pool.Open)
				for _, s := range pool.Sites {
					text += fmt.Sprintf(" %d %s %v", s.Op, s.Fn(), s.Instr)
				}
				r.pools = append(r.pools, text)
			}
			for _, fn := range result.Funcs() {
				for _, e := range result.Func(fn).Events {
					r.events = append(r.events, fmt.Sprintf("%s %d %v %v", fn, e.Kind, e.At, e.Other))
				}
			}
		}
	}
	a, b := runs[0], runs[1]
	if len(a.facts) != len(b.facts) {
		t.Fatalf("%d facts, then %d", len(a.facts), len(b.facts))
	}
	for i, f := range a.facts {
		if again := b.facts[i]; f.name != again.name || !bytes.Equal(encode(t, f.fact), encode(t, again.fact)) {
			t.Errorf("%s has %v, then %s has %v", f.name, f.fact, again.name, again.fact)
		}
	}
	if !slices.Equal(a.pools, b.pools) {
		t.Errorf("pools\n%s\nthen\n%s", strings.Join(a.pools, "\n"), strings.Join(b.pools, "\n"))
	}
	if !slices.Equal(a.events, b.events) {
		t.Errorf("events\n%s\nthen\n%s", strings.Join(a.events, "\n"), strings.Join(b.events, "\n"))
	}
}

// TestPools checks which pool it is that a function takes from or puts to,
// which no fact shows.
func TestPools(t *testing.T) {
	object := func(pkg, name string) syncpool.Object { return syncpool.Object{Pkg: "poolfacts/" + pkg, Name: name} }
	want := map[string]syncpool.Ref{
		// where the pool is
		"poolfacts/holders.GetVariable":        {Obj: object("holders", "variable")},
		"poolfacts/holders.PutVariable":        {Obj: object("holders", "variable")},
		"poolfacts/holders.GetPointer":         {Obj: object("holders", "pointer")},
		"poolfacts/holders.PutAnonymous":       {Obj: object("holders", "anonymous.pool")},
		"(*poolfacts/holders.Field).Get":       {Obj: object("holders", "Field.pool"), Param: 1},
		"(poolfacts/holders.PointerField).Put": {Obj: object("holders", "PointerField.pool"), Param: 1},
		"(*poolfacts/holders.Embedded).Give":   {Obj: object("holders", "Embedded.Pool"), Param: 1},
		"poolfacts/holders.PutNested":          {Obj: object("holders", "Field.pool"), Holder: object("holders", "nested.inner.Field")},
		"poolfacts/holders.GetArray":           {Obj: object("holders", "array")},
		"poolfacts/holders.PutSlice":           {Obj: object("holders", "slice")},
		"poolfacts/holders.PutPointers":        {Obj: object("holders", "pointers")},
		"poolfacts/holders.GetMap":             {Obj: object("holders", "byName")},
		"poolfacts/holders.GetMapOK":           {Obj: object("holders", "byName")},
		"(*poolfacts/holders.sharded).Put":     {Obj: object("holders", "sharded.shards.pool"), Param: 1},
		"poolfacts/holders.GetParameter":       {Param: 1},
		"poolfacts/holders.GetResult":          {Obj: object("holders", "variable")},
		"poolfacts/holders.PutAlias":           {Obj: object("holders", "alias")},
		"(*poolfacts/holders.Defined).Put":     {Param: 1},

		// seen from other packages
		"poolfacts/deep/mid.Release":     {Obj: object("deep/lib", "pool")},
		"poolfacts/deep/mid.Open":        {Obj: object("deep/lib", "pool")},
		"poolfacts/deep/top.Get":         {Obj: object("deep/lib", "pool")},
		"poolfacts/embedded.GetPromoted": {Obj: object("embedded", "Pool.pool"), Holder: object("embedded", "Cache.Pool")},

		// through type parameters
		"(*poolfacts/generic.Pool).Get":      {Obj: object("generic", "Pool.pool"), Param: 1},
		"poolfacts/generic.GetT":             {Obj: object("generic", "Pool.pool"), Holder: object("generic", "pool"), Args: "*poolfacts/generic.T"},
		"poolfacts/generic.PutShared":        {Obj: object("generic", "Pool.pool"), Holder: object("generic", "shared"), Args: "*poolfacts/generic.T"},
		"poolfacts/generic.PutPlain":         {Obj: object("generic", "plain")},
		"poolfacts/generic.GetVia":           {Obj: object("generic", "Pool.pool"), Param: 1},
		"poolfacts/generic.GetInt":           {Obj: object("generic", "Pool.pool"), Holder: object("generic", "both.ints"), Args: "*int"},
		"poolfacts/generic.PutText":          {Obj: object("generic", "Pool.pool"), Holder: object("generic", "both.texts"), Args: "*string"},
		"poolfacts/generic/user.Get":         {Obj: object("generic", "Pool.pool"), Holder: object("generic/user", "buffers"), Args: "*poolfacts/generic/user.buffer"},
		"poolfacts/generic/user.PutSlice":    {Obj: object("generic", "Slices.pool"), Holder: object("generic/user", "slices"), Args: "int"},
		"poolfacts/generic/user.PutPromoted": {Obj: object("generic", "Pool.pool"), Holder: object("generic/user", "embedded.Pool"), Args: "*poolfacts/generic/user.buffer"},
	}
	for _, r := range load(t) {
		result := r.Action.Result.(*poolfacts.Result)
		for _, fn := range result.Funcs() {
			ref, ok := want[name(fn)]
			if !ok {
				continue
			}
			delete(want, name(fn))
			sum := result.Func(fn).Summary
			var got []syncpool.Ref
			for _, res := range sum.Results {
				got = append(got, res.Pool)
			}
			for _, p := range sum.Params {
				got = append(got, p.Pool)
			}
			if len(got) != 1 || got[0] != ref {
				t.Errorf("pools of %s are %+v, want %+v", fn, got, ref)
			}
		}
	}
	for fn := range want {
		t.Errorf("no function %s", fn)
	}
}

// name returns the full name of fn, without type parameters.
func name(fn *ssa.Function) string {
	name := fn.String()
	if open, end := strings.IndexByte(name, '['), strings.IndexByte(name, ']'); open >= 0 && end > open {
		name = name[:open] + name[end+1:]
	}
	return name
}
