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
	p := ssatest.NewProgram(t, objects+text)
	_, pools := site.Collect(p, p.Funcs)
	if len(pools) != 1 {
		t.Fatalf("%d pools", len(pools))
	}
	all := func(*ssa.Function) bool { return true }
	static := func(fn *ssa.Function) bool { return fn.Object() == nil || !ast.IsExported(fn.Name()) }
	d := discipline.New(p.Funcs, all, p.Contents(), static)
	for _, s := range d.Stale(d.Of(pools[0])) {
		stale = append(stale, string(s.Path))
	}
	for _, h := range d.Retained(d.Of(pools[0])) {
		retained = append(retained, string(h.Path))
	}
	return stale, retained
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
