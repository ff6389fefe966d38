// Package holders has wrappers that hold different types.
package holders

import "sync"

type (
	red   struct{ n int }
	green struct{ n int }
)

type wrapper struct{ pool sync.Pool }

func (w *wrapper) get() any  { return w.pool.Get() }
func (w *wrapper) put(x any) { w.pool.Put(x) }

func newWrapper(f func() any) *wrapper {
	w := new(wrapper)
	w.pool.New = f
	return w
}

var (
	reds   = wrapper{pool: sync.Pool{New: func() any { return new(red) }}}
	greens = wrapper{pool: sync.Pool{New: func() any { return new(green) }}}
	third  wrapper
)

func use(r *red, g *green) (int, int) {
	reds.put(r)
	greens.put(g)
	third.put(g)
	return reds.get().(*red).n, greens.get().(*green).n
}

func mixUp(r *red, g *green) {
	reds.put(g)        // want `\*green put in reds, whose other values are \*red`
	greens.pool.Put(r) // want `\*red put in greens.pool, whose other values are \*green`
}

// Made by a call: two of them are two pools.
func made(r *red, g *green) (int, int) {
	a := newWrapper(func() any { return new(red) })
	b := newWrapper(func() any { return new(green) })
	a.put(r)
	b.put(g)
	return a.get().(*red).n, b.get().(*green).n
}

func size(n int) *sync.Pool {
	if n < 10 {
		return &small
	}
	return &large
}

var small, large sync.Pool

func bySize(r *red, g *green) *red {
	size(1).Put(r)
	size(10).Put(g)
	return size(1).Get().(*red)
}

// The elements of a container may hold different types.
var array [2]sync.Pool

func elements(r *red, g *green) *red {
	array[0].Put(r)
	array[1].Put(g)
	x, _ := array[0].Get().(*red)
	array[0].Put(x)
	return array[0].Get().(*red)
}

// These are all the same.
var shards [8]sync.Pool

func init() {
	for i := range shards {
		shards[i].New = func() any { return new(red) }
	}
}

func shard(i int, g *green) *red {
	shards[i].Put(g) // want `\*green put in shards\[i\], whose other values are \*red`
	return shards[i].Get().(*red)
}

type server struct {
	embeddedPool
	ptr *sync.Pool
}

type embeddedPool struct{ sync.Pool }

func newServer() *server {
	s := &server{ptr: &sync.Pool{New: func() any { return new(green) }}}
	s.New = func() any { return new(red) }
	return s
}

func (s *server) serve() (int, int) {
	r := s.Get().(*red)
	defer s.Put(r)
	g := s.ptr.Get().(*green)
	defer s.ptr.Put(g)
	return r.n, g.n
}

func (s *server) wrong() (int, int) {
	r := s.Get().(red)       // want `New of s returns \*red, which this assertion to red rejects`
	g := s.ptr.Get().(green) // want `New of s.ptr returns \*green, which this assertion to green rejects`
	return r.n, g.n
}
