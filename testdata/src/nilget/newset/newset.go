// Package newset sets New in all the places where it is set.
package newset

import "sync"

type object struct{ n int }

func newObject() any { return new(object) }

var (
	literal  = sync.Pool{New: func() any { return new(object) }}
	named    = sync.Pool{New: newObject}
	pointer  = &sync.Pool{New: newObject}
	inInit   sync.Pool
	ptrInit  *sync.Pool
	whole    sync.Pool
	returned = newPool()
	byValue  = newPoolValue()
	copied   = literal
	other    = pointer
	list     = []sync.Pool{{New: newObject}}
	array    [4]sync.Pool
	table    = map[string]*sync.Pool{}
	appended []*sync.Pool
	helped   sync.Pool
	deep     = config{pools: struct{ objects sync.Pool }{sync.Pool{New: newObject}}}
	viaVar   sync.Pool
)

type config struct {
	pools struct{ objects sync.Pool }
}

func newPool() *sync.Pool { return &sync.Pool{New: newObject} }

func newPoolValue() sync.Pool { return sync.Pool{New: newObject} }

func setNew(p *sync.Pool) { p.New = newObject }

func init() {
	inInit.New = newObject
	ptrInit = &sync.Pool{New: newObject}
	whole = sync.Pool{New: newObject}
	for i := range array {
		array[i].New = newObject
	}
	table["a"] = &sync.Pool{New: newObject}
	appended = append(appended, &sync.Pool{New: newObject})
	setNew(&helped)
	p := &viaVar
	p.New = newObject
}

func use(i int) {
	_ = literal.Get().(*object)
	_ = named.Get().(*object)
	_ = pointer.Get().(*object)
	_ = inInit.Get().(*object)
	_ = ptrInit.Get().(*object)
	_ = whole.Get().(*object)
	_ = returned.Get().(*object)
	_ = byValue.Get().(*object)
	_ = copied.Get().(*object)
	_ = other.Get().(*object)
	_ = list[i].Get().(*object)
	_ = array[i].Get().(*object)
	_ = table["a"].Get().(*object)
	_ = appended[i].Get().(*object)
	_ = helped.Get().(*object)
	_ = deep.pools.objects.Get().(*object)
	_ = viaVar.Get().(*object)
}

type server struct {
	pool sync.Pool
	ptr  *sync.Pool
	late sync.Pool
	sub  struct{ pool sync.Pool }
}

func newServer(shared *sync.Pool) *server {
	s := &server{ptr: shared}
	s.pool.New = func() any { return s.allocate() }
	s.sub.pool = sync.Pool{New: newObject}
	return s
}

func (s *server) allocate() *object { return new(object) }

func (s *server) start(f func() any) { s.late.New = f }

func (s *server) serve() {
	_ = s.pool.Get().(*object)
	_ = s.ptr.Get().(*object)
	_ = s.late.Get().(*object)
	_ = s.sub.pool.Get().(*object)
}

func local() {
	var a sync.Pool
	a.New = newObject
	_ = a.Get().(*object)
	b := sync.Pool{New: newObject}
	_ = b.Get().(*object)
	c := &sync.Pool{New: newObject}
	_ = c.Get().(*object)
	var d sync.Pool
	func() { d.New = newObject }()
	_ = d.Get().(*object)
	e := newServer(nil)
	_ = e.pool.Get().(*object)
}

func parameter(p *sync.Pool) { _ = p.Get().(*object) }
