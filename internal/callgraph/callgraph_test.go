package callgraph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/callgraph"
	"github.com/poolvet/poolvet/internal/ssatest"
)

// TestCallee resolves the last call of each function.
func TestCallee(t *testing.T) {
	pkg := ssatest.Load(t, `
type T struct{ f func(int) }

func (t *T) m(i int) {}
func (t T) v(i int)  {}

type I interface{ m(int) }

type op func(int)

func f(i int) {}

func g[E any](e E) {}

var once = f

var literal = func(i int) {}

var twice = f

func set(h func(int)) { twice = h }

var Exported = f

func static(a int)         { f(a) }
func method(t *T, a int)   { t.m(a) }
func value(t T, a int)     { t.v(a) }
func generic(a int)        { g(a) }
func dispatched(i I, a int) { i.m(a) }
func parameter(h func(int), a int) { h(a) }
func field(t *T, a int)    { t.f(a) }
func global(a int)         { once(a) }
func globalLiteral(a int)  { literal(a) }
func assigned(a int)       { twice(a) }
func exported(a int)       { Exported(a) }

func local(a int) {
	h := f
	h(a)
}

func eitherOf(b bool, a int) {
	h := f
	if b {
		h = literal
	}
	h(a)
}

func converted(a int) {
	h := op(f)
	h(a)
}

func methodValue(t *T, a int) {
	h := t.m
	h(a)
}

func methodExpression(t *T, a int) {
	h := (*T).m
	h(t, a)
}

func closure(a, b int) {
	h := func(i int) { println(i, a) }
	h(b)
}

func deferred(a int) { defer f(a) }

func started(a int) { go f(a) }

func captured(a int) {
	var h func(int)
	h = f
	func() { h(a) }()
}

func builtin(a []int) { clear(a) }
`)
	r := callgraph.NewResolver(pkg.Funcs)
	for _, test := range []struct{ fn, want string }{
		{"static", "f(a)"},
		{"method", "T.m(t, a)"},
		{"value", "T.v(t, a)"},
		{"generic", "g[int](a)"},
		{"dispatched", ""},
		{"parameter", ""},
		{"field", ""},
		{"global", "f(a)"},
		{"globalLiteral", "init$1(a)"},
		{"assigned", ""},
		{"exported", ""}, // another package may assign it
		{"local", "f(a)"},
		{"eitherOf", ""},
		{"converted", "f(a)"},
		{"methodValue", "T.m$bound(t, a)"},
		{"methodExpression", "T.m$thunk(t, a)"},
		{"closure", "closure$1(b, a)"}, // what it captures follows the arguments
		{"deferred", "f(a)"},
		{"started", "f(a)"},
		{"captured$1", "f(*a)"},
		{"builtin", ""},
	} {
		fn := ssatest.Func(t, pkg, test.fn)
		calls := ssatest.Calls(fn)
		if got := describe(r.Callee(calls[len(calls)-1].Common())); got != test.want {
			t.Errorf("%s calls %s, want %s", test.fn, got, test.want)
		}
	}
}

// describe writes a call, with a star for the variable behind an address.
func describe(callee *ssa.Function, args []ssa.Value) string {
	if callee == nil {
		return ""
	}
	var names []string
	for _, arg := range args {
		name := arg.Name()
		switch arg := arg.(type) {
		case *ssa.UnOp:
			name = "*" + arg.X.Name()
		case *ssa.Alloc:
			name = arg.Comment
		}
		names = append(names, name)
	}
	name := callee.Name()
	if recv := callee.Signature.Recv(); recv != nil {
		name = ssatest.Name(callee)
	} else if obj := callee.Object(); obj != nil && strings.Contains(name, "$") { // of a method value or expression
		name = "T." + name
	}
	return fmt.Sprintf("%s(%s)", name, strings.Join(names, ", "))
}

func TestComponents(t *testing.T) {
	pkg := ssatest.Load(t, `
func top() { middle(); bottom() }

func middle() { bottom() }

func bottom() {}

func self(n int) {
	if n > 0 {
		self(n - 1)
	}
}

func even(n int) { odd(n) }

func odd(n int) {
	even(n)
	bottom()
}

func user() { even(1) }

func outer() {
	inner := func() { middle() }
	defer inner()
}

func fact() {
	var again func(int)
	again = func(n int) { again(n - 1) }
	again(3)
}

func generic[E any](n int) {
	if n > 0 {
		generic[E](n - 1)
	}
}

func instance() { generic[int](1) }
`)
	r := callgraph.NewResolver(pkg.Funcs)
	source := func(fn *ssa.Function) *ssa.Function {
		if origin := fn.Origin(); origin != nil {
			return origin
		}
		return fn
	}
	components := callgraph.Components(pkg.Funcs, r, source)

	at := map[string]int{}
	var recursive []string
	total := 0
	for i, c := range components {
		var names []string
		for _, fn := range c.Funcs {
			at[ssatest.Name(fn)] = i
			names = append(names, ssatest.Name(fn))
			total++
		}
		if c.Recursive {
			slices.Sort(names)
			recursive = append(recursive, strings.Join(names, " "))
		} else if len(c.Funcs) != 1 {
			t.Errorf("%v call each other and are not recursive", names)
		}
	}
	if total != len(pkg.Funcs) || len(at) != total {
		t.Errorf("components have %d functions, of which %d differ, want %d", total, len(at), len(pkg.Funcs))
	}
	slices.Sort(recursive)
	if want := []string{"even odd", "fact$1", "generic", "self"}; !slices.Equal(recursive, want) {
		t.Errorf("recursive are %q, want %q", recursive, want)
	}
	for _, order := range [][]string{
		{"bottom", "middle", "top"},
		{"bottom", "even", "user"},
		{"middle", "outer$1", "outer"},
		{"fact$1", "fact"},
		{"generic", "instance"},
	} {
		for i, callee := range order[:len(order)-1] {
			if caller := order[i+1]; at[callee] >= at[caller] {
				t.Errorf("%s comes after its caller %s", callee, caller)
			}
		}
	}
	for range 10 {
		again := callgraph.Components(pkg.Funcs, r, source)
		if !slices.EqualFunc(components, again, func(a, b callgraph.Component) bool { return slices.Equal(a.Funcs, b.Funcs) }) {
			t.Fatal("the order is another the second time")
		}
	}
}
