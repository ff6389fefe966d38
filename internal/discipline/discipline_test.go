package discipline_test

import (
	"go/ast"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/discipline"
	"github.com/poolvet/poolvet/internal/site"
	"github.com/poolvet/poolvet/internal/ssatest"
)

// The objects of the programs.
const objects = `
	import "sync"

	type meta struct{ name string }

	type box struct {
		mode, rest int
		table      map[string]int
		errs       []error
		meta       *meta
	}

	func (b *box) Next() int {
		if b.mode == -1 {
			b.rest--
			return b.rest
		}
		return 0
	}

	func (b *box) Name() string        { return b.meta.name }
	func (b *box) Find(key string) int { return b.table[key] }

	func table() map[string]int

	var boxes = sync.Pool{New: func() any { return new(box) }}
`

// judge answers with the paths of the cells that are said to be stale and to keep
// memory alive, of the one pool of a program.
func judge(t *testing.T, text string) (stale, retained []string) {
	t.Helper()
	d, pool := load(t, objects+text)
	for _, s := range d.Stale(pool) {
		stale = append(stale, string(s.Path))
	}
	for _, h := range d.Retained(pool) {
		retained = append(retained, string(h.Path))
	}
	return stale, retained
}

// load returns what is known of the one pool of a program.
func load(t *testing.T, text string) (*discipline.Package, *discipline.Pool) {
	t.Helper()
	p := ssatest.NewProgram(t, text)
	_, pools := site.Collect(p, p.Funcs)
	if len(pools) != 1 {
		t.Fatalf("%d pools", len(pools))
	}
	all := func(*ssa.Function) bool { return true }
	static := func(fn *ssa.Function) bool { return fn.Object() == nil || !ast.IsExported(fn.Name()) }
	d := discipline.New(p.Funcs, all, p.Contents(), static)
	return d, d.Of(pools[0])
}

func TestJudge(t *testing.T) {
	for _, test := range []struct {
		name, text      string
		stale, retained string
	}{
		{
			"the flag is what the taker is told", `
			func (b *box) Fill(n int) {
				if b.rest == 0 {
					b.rest = n
				}
			}
			func Take(mode int) *box {
				b := boxes.Get().(*box)
				b.mode = mode
				return b
			}
			func Give(b *box) { boxes.Put(b) }
			`, "*.rest", "",
		},
		{
			"another sets what goes with the flag", `
			func (b *box) Set(n int) { b.rest = n }
			func Take(mode int) *box {
				b := boxes.Get().(*box)
				b.mode = mode
				return b
			}
			func Give(b *box) { boxes.Put(b) }
			`, "", "",
		},
		{
			"a map is set as a whole", `
			func (b *box) Load() { b.table = table() }
			func Take() *box { return boxes.Get().(*box) }
			func Give(b *box) { boxes.Put(b) }
			`, "*.table[]", "*.table",
		},
		{
			"what is read through a pointer", `
			func (b *box) Point(m *meta) { b.meta = m }
			func run(m *meta) string {
				b := boxes.Get().(*box)
				if m != nil {
					b.Point(m)
				}
				s := b.Name()
				boxes.Put(b)
				return s
			}
			`, "*.meta", "*.meta",
		},
		{
			"what is read through a pointer that is always set", `
			func (b *box) Point(m *meta) { b.meta = m }
			func run(m *meta) string {
				b := boxes.Get().(*box)
				b.Point(m)
				s := b.Name()
				b.meta = nil
				boxes.Put(b)
				return s
			}
			`, "", "",
		},
		{
			"elements behind a list that the putter cuts", `
			func (b *box) Add(err error) { b.errs = append(b.errs, err) }
			func Take() *box { return boxes.Get().(*box) }
			func Give(b *box) {
				b.errs = b.errs[:0]
				boxes.Put(b)
			}
			`, "", "*.errs",
		},
		{
			"an exported taker that leaves the field to others", `
			func Take() *box { return boxes.Get().(*box) }
			func send(c chan *box, m *meta) {
				b := Take()
				b.meta = m
				c <- b
			}
			func Give(b *box) { boxes.Put(b) }
			`, "", "*.meta",
		},
	} {
		stale, retained := judge(t, test.text)
		for _, got := range []struct {
			what  string
			paths []string
			want  string
		}{{"stale", stale, test.stale}, {"retained", retained, test.retained}} {
			if s := strings.Join(got.paths, " "); s != got.want {
				t.Errorf("%s: %s: got %q, want %q", test.name, got.what, s, got.want)
			}
		}
	}
}

// TestSure tells what is surely stale from what may be kept on purpose. The use of
// the object in each program follows run.
func TestSure(t *testing.T) {
	const program = `
		import "strings"
		import "sync"

		var _ = strings.ToUpper

		type box struct {
			used  int
			value VALUE
		}

		var boxes = sync.Pool{New: func() any { return new(box) }}

		func computed() int
		func failing() error
		func show(any)

		func run(n int, text string) {
			b := boxes.Get().(*box)
			if n > 0 {
				SET
			}
			show(b.value)
			b.used = 0
			boxes.Put(b)
		}
	`
	for _, test := range []struct {
		name, value, set, rest string
		sure                   bool
	}{
		{"a flag that a user sets", "bool", "b.value = true", "", true},
		{"a flag that a method sets", "bool", "b.raise()", "func (b *box) raise() { b.value = true }", false},
		{"a flag that an exported method sets", "bool", "b.Raise()", "func (b *box) Raise() { b.value = true }", true},
		{"what a user is given", "string", "b.value = text", "", true},
		{"a part of what a user is given", "string", "b.value = text[1:]", "", true},
		{"the address of what a user is given", "*int", "b.value = &n", "", true},
		{"what a method is given", "string", "b.set(text)", "func (b *box) set(s string) { b.value = s }", false},
		{"what a method is given, of a type with a reset", "string", "b.set(text)", "func (b *box) set(s string) { b.value = s }; func (b *box) Reset() { b.used = 0 }", true},
		{"text that is taken from what a user is given", "string", "b.value = strings.ToUpper(text)", "", true},
		{"text that is made of what a user computes", "string", `b.value = strings.Repeat("x", computed())`, "", false},
		{"what a user computes", "int", "b.value = computed()", "", false},
		{"an error", "error", "b.value = failing()", "", true},
		{"what is added to a list", "[]int", "b.add()", "func (b *box) add() { b.value = append(b.value, computed()) }", true},
		{"what is added to a map", "map[int]int", "b.add()", "func (b *box) add() { b.value[computed()] = 1 }", true},
		{"a list that is computed", "[]int", "b.value = list()", "func list() []int", false},
	} {
		d, pool := load(t, strings.NewReplacer("VALUE", test.value, "SET", test.set).Replace(program)+test.rest)
		var got []bool
		for _, s := range d.Stale(pool) {
			got = append(got, s.Sure)
		}
		if len(got) != 1 || got[0] != test.sure {
			t.Errorf("%s: sure of each stale field: %v, want %v", test.name, got, test.sure)
		}
	}
}
