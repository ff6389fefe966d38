package syncpool_test

import (
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/poolvet/poolvet/internal/ssatest"
	"github.com/poolvet/poolvet/internal/syncpool"
)

// operation returns the first operation on a pool in fn.
func operation(t *testing.T, fn *ssa.Function) (op syncpool.Op, pool, arg ssa.Value) {
	t.Helper()
	for _, call := range ssatest.Calls(fn) {
		if op, pool, arg := syncpool.OpOfCall(call.Common()); op != syncpool.None {
			return op, pool, arg
		}
	}
	t.Fatalf("no operation in %s", fn)
	return syncpool.None, nil, nil
}

func TestOpOfCall(t *testing.T) {
	pkg := ssatest.Load(t, `
import "sync"

type T struct{ sync.Pool }

type own struct{}

func (own) Get() any { return nil }
func (own) Put(x any) {}

type Pooler interface{ Get() any; Put(any) }

func get(p *sync.Pool) any { return p.Get() }
func put(p *sync.Pool, x any) { p.Put(x) }
func deferred(p *sync.Pool, x any) { defer p.Put(x) }
func started(p *sync.Pool, x any) { go p.Put(x) }
func promoted(p *T, x any) { p.Put(x) }
func getValue(p *sync.Pool) any { f := p.Get; return f() }
func putValue(p *sync.Pool, x any) { f := p.Put; f(x) }
func getExpression(p *sync.Pool) any { return (*sync.Pool).Get(p) }
func putExpression(p *sync.Pool, x any) { f := (*sync.Pool).Put; f(p, x) }
func promotedExpression(p *T, x any) { (*T).Put(p, x) }
func other(p own, x any) { p.Put(x) }
func dispatched(p Pooler, x any) { p.Put(x) }
func new(p *sync.Pool) any { return p.New() }
func parameter(f func(any), x any) { f(x) }
`)
	for _, test := range []struct {
		fn   string
		want syncpool.Op
	}{
		{"get", syncpool.Get},
		{"put", syncpool.Put},
		{"deferred", syncpool.Put},
		{"started", syncpool.Put},
		{"promoted", syncpool.Put},
		{"getValue", syncpool.Get},
		{"putValue", syncpool.Put},
		{"getExpression", syncpool.Get},
		{"putExpression", syncpool.Put},
		{"promotedExpression", syncpool.Put},
		{"other", syncpool.None},
		{"dispatched", syncpool.None},
		{"new", syncpool.None},
		{"parameter", syncpool.None},
	} {
		fn := ssatest.Func(t, pkg, test.fn)
		op, pool, arg := syncpool.OpOfCall(ssatest.Calls(fn)[0].Common())
		if op != test.want {
			t.Errorf("%s is operation %d, want %d", test.fn, op, test.want)
			continue
		}
		if op != syncpool.None && pool == nil {
			t.Errorf("%s has no pool", test.fn)
		}
		if isPut := op == syncpool.Put; isPut != (arg != nil) || isPut && arg.Name() != "x" {
			t.Errorf("%s puts %v", test.fn, arg)
		}
	}
}

func TestRefOf(t *testing.T) {
	pkg := ssatest.Load(t, `
import "sync"

type Alias = sync.Pool
type Defined sync.Pool

type Wrapper struct {
	pool  sync.Pool
	ptr   *sync.Pool
	sizes [4]sync.Pool
}

type Embedded struct{ sync.Pool }
type Outer struct{ *Wrapper }
type Deep struct{ shards [8]struct{ pool sync.Pool } }

type Generic[E any] struct{ pool sync.Pool }

var (
	pool     sync.Pool
	other    sync.Pool
	ptr      = &sync.Pool{}
	alias    Alias
	defined  Defined
	array    [4]sync.Pool
	slice    []sync.Pool
	pointers []*sync.Pool
	byName   map[string]*sync.Pool
	byKey    sync.Map
	wrapper  Wrapper
	wptr     *Wrapper
	wrappers []Wrapper
	outer    Outer
	deep     Deep
	anon     struct{ a, b sync.Pool }
	texts    Generic[string]
	pair     Generic[map[string]int]
	ch       chan *sync.Pool
	boxed    any
)

func global() any                     { return pool.Get() }
func globalPointer() any              { return ptr.Get() }
func globalAlias() any                { return alias.Get() }
func globalDefined() any              { return (*sync.Pool)(&defined).Get() }
func element(i int) any               { return array[i].Get() }
func elementOfSlice(i int) any        { return slice[i].Get() }
func elementOfPointers(i int) any     { return pointers[i].Get() }
func elementOfMap() any               { return byName["x"].Get() }
func asserted() any                   { return boxed.(*sync.Pool).Get() }
func globalInLiteral() any            { return func() any { return pool.Get() }() }
func received() any                   { return (<-ch).Get() }
func loaded() any                     { v, _ := byKey.Load(1); return v.(*sync.Pool).Get() }
func parameter(p *sync.Pool) any      { return p.Get() }
func second(i int, p *sync.Pool) any  { return p.Get() }
func addressed(p sync.Pool) any       { return p.Get() }
func parameters(p []sync.Pool) any    { return p[0].Get() }
func (w *Wrapper) get() any           { return w.pool.Get() }
func (w Wrapper) getPointer() any     { return w.ptr.Get() }
func (w *Wrapper) getSize(i int) any  { return w.sizes[i].Get() }
func (e *Embedded) get() any          { return e.Get() }
func (o *Outer) get() any             { return o.pool.Get() }
func (d *Deep) get(i int) any         { return d.shards[i].pool.Get() }
func (g *Generic[E]) get() any        { return g.pool.Get() }
func fieldOfGlobal() any              { return wrapper.pool.Get() }
func fieldOfPointer() any             { return wptr.pool.Get() }
func fieldOfElement(i int) any        { return wrappers[i].pool.Get() }
func fieldOfEmbedded() any            { return outer.pool.Get() }
func fieldOfShard(i int) any          { return deep.shards[i].pool.Get() }
func fieldOfAnonymous() any           { return anon.b.Get() }
func fieldOfInstance() any            { return texts.pool.Get() }
func fieldOfOther() any               { return pair.pool.Get() }

func elementOfRange() any {
	for i := range slice {
		p := &slice[i]
		return p.Get()
	}
	return nil
}

func elementOfMapRange() any {
	for _, p := range byName {
		return p.Get()
	}
	return nil
}

func commaOK() any {
	p, ok := byName["x"]
	if !ok {
		return nil
	}
	return p.Get()
}

func same(b bool) any {
	p := &slice[0]
	if b {
		p = &slice[1]
	}
	return p.Get()
}

func different(b bool) any {
	p := &pool
	if b {
		p = &other
	}
	return p.Get()
}

func local() any {
	var p sync.Pool
	return p.Get()
}

func allocated() any {
	p := new(sync.Pool)
	return p.Get()
}

func localWrapper() any {
	w := &Wrapper{}
	return w.pool.Get()
}

func stored() any {
	p := &sync.Pool{}
	ptr = p
	return p.Get()
}

func parameterInLiteral(p *sync.Pool) any {
	f := func() any { return p.Get() }
	return f()
}

func (w *Wrapper) inLiteral() any {
	f := func() any { return w.pool.Get() }
	return f()
}

func which(i int) *sync.Pool {
	if i == 0 {
		return &slice[0]
	}
	return &slice[i]
}

func (w *Wrapper) of(i int) *sync.Pool { return &w.sizes[i] }

func either(b bool) *sync.Pool {
	if b {
		return &pool
	}
	return &other
}

func find(i int) *sync.Pool {
	if i > 0 {
		return find(i - 1)
	}
	return &pool
}

func byFunction(i int) any  { return which(i).Get() }
func byMethod() any         { return wrapper.of(1).Get() }
func byReceiver(w *Wrapper) any { return w.of(1).Get() }
func byEither(b bool) any   { return either(b).Get() }
`)
	object := func(name string) syncpool.Object { return syncpool.Object{Pkg: "test", Name: name} }
	for _, test := range []struct {
		fn   string
		want syncpool.Ref
		text string
	}{
		{"global", syncpool.Ref{Obj: object("pool")}, "pool"},
		{"globalPointer", syncpool.Ref{Obj: object("ptr")}, "ptr"},
		{"globalAlias", syncpool.Ref{Obj: object("alias")}, "alias"},
		{"globalDefined", syncpool.Ref{Obj: object("defined")}, "defined"},
		{"element", syncpool.Ref{Obj: object("array")}, "array"},
		{"elementOfSlice", syncpool.Ref{Obj: object("slice")}, "slice"},
		{"elementOfPointers", syncpool.Ref{Obj: object("pointers")}, "pointers"},
		{"elementOfMap", syncpool.Ref{Obj: object("byName")}, "byName"},
		{"elementOfRange", syncpool.Ref{Obj: object("slice")}, "slice"},
		{"elementOfMapRange", syncpool.Ref{Obj: object("byName")}, "byName"},
		{"commaOK", syncpool.Ref{Obj: object("byName")}, "byName"},
		{"asserted", syncpool.Ref{Obj: object("boxed")}, "boxed"},

		{"parameter", syncpool.Ref{Param: 1}, "parameter 0"},
		{"second", syncpool.Ref{Param: 2}, "parameter 1"},
		{"addressed", syncpool.Ref{Param: 1}, "parameter 0"},
		{"parameters", syncpool.Ref{Param: 1}, "parameter 0"},

		{"Wrapper.get", syncpool.Ref{Obj: object("Wrapper.pool"), Param: 1}, "pool"},
		{"Wrapper.getPointer", syncpool.Ref{Obj: object("Wrapper.ptr"), Param: 1}, "ptr"},
		{"Wrapper.getSize", syncpool.Ref{Obj: object("Wrapper.sizes"), Param: 1}, "sizes"},
		{"Embedded.get", syncpool.Ref{Obj: object("Embedded.Pool"), Param: 1}, "Pool"},
		{"Outer.get", syncpool.Ref{Obj: object("Wrapper.pool"), Holder: object("Outer.Wrapper")}, "Wrapper"},
		{"Deep.get", syncpool.Ref{Obj: object("Deep.shards.pool"), Param: 1}, "pool"},
		{"Generic.get", syncpool.Ref{Obj: object("Generic.pool"), Param: 1}, "pool"},

		{"fieldOfGlobal", syncpool.Ref{Obj: object("Wrapper.pool"), Holder: object("wrapper")}, "wrapper"},
		{"fieldOfPointer", syncpool.Ref{Obj: object("Wrapper.pool"), Holder: object("wptr")}, "wptr"},
		{"fieldOfElement", syncpool.Ref{Obj: object("Wrapper.pool"), Holder: object("wrappers")}, "wrappers"},
		{"fieldOfEmbedded", syncpool.Ref{Obj: object("Wrapper.pool"), Holder: object("Outer.Wrapper")}, "Wrapper"},
		{"fieldOfShard", syncpool.Ref{Obj: object("Deep.shards.pool"), Holder: object("deep")}, "deep"},
		{"fieldOfAnonymous", syncpool.Ref{Obj: object("anon.b")}, "b"},
		{"fieldOfInstance", syncpool.Ref{Obj: object("Generic.pool"), Holder: object("texts"), Args: "string"}, "texts"},
		{"fieldOfOther", syncpool.Ref{Obj: object("Generic.pool"), Holder: object("pair"), Args: "map[string]int"}, "pair"},

		{"same", syncpool.Ref{Obj: object("slice")}, "slice"},
		{"stored", syncpool.Ref{Obj: object("ptr")}, "ptr"},
		{"globalInLiteral$1", syncpool.Ref{Obj: object("pool")}, "pool"},
		{"Wrapper.inLiteral$1", syncpool.Ref{Obj: object("Wrapper.pool")}, "pool"},

		{"byFunction", syncpool.Ref{Obj: object("slice")}, "slice"},
		{"byMethod", syncpool.Ref{Obj: object("Wrapper.sizes"), Holder: object("wrapper")}, "wrapper"},
		{"byReceiver", syncpool.Ref{Obj: object("Wrapper.sizes"), Param: 1}, "sizes"},
		{"byEither", syncpool.Ref{Obj: object("either()")}, "either()"},

		// not known
		{"different", syncpool.Ref{}, "the pool"},
		{"received", syncpool.Ref{}, "the pool"},
		{"parameterInLiteral$1", syncpool.Ref{}, "the pool"},
	} {
		_, pool, _ := operation(t, ssatest.Func(t, pkg, test.fn))
		got := syncpool.RefOf(pool)
		if got != test.want {
			t.Errorf("pool of %s is %+v, want %+v", test.fn, got, test.want)
		}
		if got.String() != test.text {
			t.Errorf("pool of %s is called %q, want %q", test.fn, got, test.text)
		}
		if got.Known() != (test.want != syncpool.Ref{}) {
			t.Errorf("pool of %s is known: %v", test.fn, got.Known())
		}
	}

	// A local variable has the place of its declaration in its name.
	for _, test := range []struct{ fn, obj, text string }{
		{"local", "p@local:", "p"},
		{"allocated", "local@allocated:", "local"},
		{"localWrapper", "Wrapper.pool", "local"},
	} {
		_, pool, _ := operation(t, ssatest.Func(t, pkg, test.fn))
		if got := syncpool.RefOf(pool); !strings.HasPrefix(got.Obj.Name, test.obj) || got.String() != test.text {
			t.Errorf("pool of %s is %+v, called %q, want %s…, called %q", test.fn, got, got, test.obj, test.text)
		}
	}
}

func TestBind(t *testing.T) {
	pkg := ssatest.Load(t, `
import "sync"

type Wrapper struct{ pool sync.Pool }

func (w *Wrapper) get() any { return w.pool.Get() }

type Generic[E any] struct{ pool sync.Pool }

func (g *Generic[E]) get() any { return g.pool.Get() }

func get(i int, p *sync.Pool) any { return p.Get() }

var (
	pool    sync.Pool
	wrapper Wrapper
	numbers Generic[int]
)

type Outer struct{ in Wrapper }

func global() any                { return get(0, &pool) }
func handedOn(p *sync.Pool) any  { return get(1, p) }
func method() any                { return wrapper.get() }
func methodOfField(o *Outer) any { return o.in.get() }
func methodOfParam(w *Wrapper) any { return w.get() }
func instance() any              { return numbers.get() }
`)
	object := func(name string) syncpool.Object { return syncpool.Object{Pkg: "test", Name: name} }
	for _, test := range []struct {
		fn   string
		want syncpool.Ref
	}{
		{"global", syncpool.Ref{Obj: object("pool")}},
		{"handedOn", syncpool.Ref{Param: 1}},
		{"method", syncpool.Ref{Obj: object("Wrapper.pool"), Holder: object("wrapper")}},
		{"methodOfField", syncpool.Ref{Obj: object("Wrapper.pool"), Holder: object("Outer.in")}},
		{"methodOfParam", syncpool.Ref{Obj: object("Wrapper.pool"), Param: 1}},
		{"instance", syncpool.Ref{Obj: object("Generic.pool"), Holder: object("numbers"), Args: "int"}},
	} {
		call := ssatest.Calls(ssatest.Func(t, pkg, test.fn))[0].Common()
		callee := call.StaticCallee()
		if origin := callee.Origin(); origin != nil {
			callee = origin
		}
		_, pool, _ := operation(t, callee)
		ref := syncpool.RefOf(pool)
		if got := ref.Bind(call.Args); got != test.want {
			t.Errorf("%s takes from %+v, want %+v", test.fn, got, test.want)
		}
		if got := ref.Bind(nil); got != ref {
			t.Errorf("%+v becomes %+v without arguments", ref, got)
		}
	}
}

func TestMatches(t *testing.T) {
	obj := syncpool.Object{Pkg: "p", Name: "T.pool"}
	a, b := syncpool.Object{Pkg: "p", Name: "a"}, syncpool.Object{Pkg: "p", Name: "b"}
	for _, test := range []struct {
		x, y syncpool.Ref
		want bool
	}{
		{syncpool.Ref{Obj: obj}, syncpool.Ref{Obj: obj}, true},
		{syncpool.Ref{Obj: obj}, syncpool.Ref{Obj: a}, false},
		{syncpool.Ref{Obj: obj, Holder: a}, syncpool.Ref{Obj: obj}, true}, // some holder
		{syncpool.Ref{Obj: obj, Holder: a}, syncpool.Ref{Obj: obj, Holder: a}, true},
		{syncpool.Ref{Obj: obj, Holder: a}, syncpool.Ref{Obj: obj, Holder: b}, false},
		{syncpool.Ref{Obj: obj, Args: "int"}, syncpool.Ref{Obj: obj}, true},
		{syncpool.Ref{Obj: obj, Args: "int"}, syncpool.Ref{Obj: obj, Args: "string"}, false},
		{syncpool.Ref{}, syncpool.Ref{}, false}, // unknown
		{syncpool.Ref{Param: 1}, syncpool.Ref{Param: 1}, false},
	} {
		if got := test.x.Matches(test.y); got != test.want {
			t.Errorf("%+v matches %+v: %v, want %v", test.x, test.y, got, test.want)
		}
		if got := test.y.Matches(test.x); got != test.want {
			t.Errorf("%+v matches %+v: %v, want %v", test.y, test.x, got, test.want)
		}
	}
}

func TestIsPool(t *testing.T) {
	pkg := ssatest.Load(t, `
import "sync"

type Alias = sync.Pool
type PointerAlias = *Alias
type Defined sync.Pool
type Pool struct{ New func() any }

var (
	pool     sync.Pool
	pointer  *sync.Pool
	alias    Alias
	palias   PointerAlias

	defined  Defined
	own      Pool
	slice    []sync.Pool
	embedded struct{ sync.Pool }
	twice    **sync.Pool
	mutex    sync.Mutex
)
`)
	want := map[string]bool{"pool": true, "pointer": true, "alias": true, "palias": true}
	scope := pkg.Pkg.Scope()
	for _, name := range scope.Names() {
		v, ok := scope.Lookup(name).(*types.Var)
		if !ok {
			continue
		}
		if got := syncpool.IsPool(v.Type()); got != want[name] {
			t.Errorf("%s is a pool: %v", v, got)
		}
		if str, ok := v.Type().Underlying().(*types.Struct); ok && str.NumFields() > 0 {
			field := str.Field(str.NumFields() - 1)
			isNew := name == "pool" || name == "alias" || name == "defined"
			if got := syncpool.IsNewField(field); got != isNew {
				t.Errorf("field %s of %s is that of a pool: %v", field.Name(), v, got)
			}
		}
	}
}
