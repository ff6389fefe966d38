package content_test

import (
	"slices"
	"testing"

	"github.com/poolvet/poolvet/internal/content"
	"github.com/poolvet/poolvet/internal/ssatest"
)

// TestSummary compares what functions do to what they are given.
func TestSummary(t *testing.T) {
	p := ssatest.NewProgram(t, `
		import "time"

		type meta struct{ name string }

		type box struct {
			n     int
			names []string
			errs  []error
			meta  *meta
			at    time.Time
		}

		func zero(b *box)              { b.n = 0 }
		func set(b *box, n int)        { b.n = n }
		func get(b *box) int           { return b.n }
		func whole(b *box)             { *b = box{} }
		func cut(b *box)               { b.errs = b.errs[:0] }
		func add(b *box, err error)    { b.errs = append(b.errs, err) }
		func spread(b *box, s []string) { b.names = append(b.names, s...) }
		func point(b *box, m *meta)    { b.meta = m }
		func through(b *box) string    { return b.meta.name }
		func stamp(b *box, t time.Time) { b.at = t }
		func small(b *box) bool { return cap(b.names) < 512 }
	`)
	a := p.Contents()
	for _, test := range []struct{ fn, want string }{
		{"zero", "does(0*.n -)"},
		{"set", "does(0*.n W)"},
		{"get", "does(0*.n EUH exposed)"},
		{"whole", "does(0* -)"},
		{"cut", "does(0*.errs UH)"},
		{"add", "does(0*.errs EWFUH)"},
		{"spread", "does(0*.names EWGUH)"},
		{"point", "does(0*.meta WF)"},
		{"through", "does(0*.meta EUH exposed) does(0*.meta*.name EUH exposed)"},
		{"stamp", "does(0*.at W)"},
		{"small", "decides"},
	} {
		if got := a.Func(ssatest.Func(t, p.Package, test.fn)).Summary.String(); got != test.want {
			t.Errorf("%s: got %q, want %q", test.fn, got, test.want)
		}
	}
}

// TestInstance compares what a generic putter does to objects of one type and of
// another, by the functions that are for these.
func TestInstance(t *testing.T) {
	p := ssatest.NewProgram(t, `
		import "sync"

		type pool[T any] struct {
			objects sync.Pool
			ready   func(T)
		}

		func (p *pool[T]) put(x T) {
			p.ready(x)
			p.objects.Put(x)
		}

		type a struct{ n int }
		type b struct{ n int }

		var (
			as = &pool[*a]{ready: func(x *a) { x.n = 0 }}
			bs = &pool[*b]{ready: func(x *b) { println(x.n) }}
		)

		func putA(x *a) { as.put(x) }
		func putB(x *b) { bs.put(x) }
	`)
	a := p.Contents()
	for _, test := range []struct {
		fn   string
		want content.Bits
	}{
		{"putA", 0},
		{"putB", content.Untouched},
	} {
		events := a.Func(ssatest.Func(t, p.Package, test.fn)).Events
		i := slices.IndexFunc(events, func(e content.Event) bool { return e.Kind == content.Put })
		if i < 0 {
			t.Errorf("%s: no Put", test.fn)
			continue
		}
		if got := events[i].Bits("*.n"); got != test.want {
			t.Errorf("%s: n is put as %v, want %v", test.fn, got, test.want)
		}
	}
}

func TestKeeps(t *testing.T) {
	p := ssatest.NewProgram(t, `
		import (
			"bytes"
			"time"
		)

		var (
			bytes_  []byte
			texts   []string
			errs    []error
			times   []time.Time
			buffer  bytes.Buffer
			numbers struct{ a [4]int }
			linked  struct{ next *int }
		)
	`)
	for name, want := range map[string]bool{
		"bytes_": false, "texts": false, "errs": true, "times": false, "buffer": false, "numbers": false, "linked": true,
	} {
		if got := content.Keeps(p.Pkg.Scope().Lookup(name).Type()); got != want {
			t.Errorf("Keeps(%s) = %t", name, got)
		}
	}
}
