package generic

import "sync"

// In each method the type parameter is another one, and means the same.
type Pool[T any] struct{ pool sync.Pool }

func New[U any](f func() U) *Pool[U] {
	return &Pool[U]{pool: sync.Pool{New: func() any { return f() }}}
}

func (p *Pool[A]) Get() A { return p.pool.Get().(A) }

func (p *Pool[B]) Put(x B) { p.pool.Put(x) }

// Here New returns a pointer.
type Ptr[T any] struct{ pool sync.Pool }

func NewPtr[U any]() *Ptr[U] {
	return &Ptr[U]{pool: sync.Pool{New: func() any { return new(U) }}}
}

func (p *Ptr[A]) Get() *A { return p.pool.Get().(*A) }

func (p *Ptr[A]) GetValue() A {
	return p.pool.Get().(A) // want `New of p.pool returns \*T, which this assertion to A rejects`
}

func (p *Ptr[B]) Put(x *B) { p.pool.Put(x) }

type node[T any] struct{ v T }

type Nodes[K comparable, V any] struct {
	pool sync.Pool
	m    map[K]V
}

func NewNodes[K comparable, V any]() *Nodes[K, V] {
	n := new(Nodes[K, V])
	n.pool.New = func() any { return new(node[V]) }
	return n
}

func (n *Nodes[X, Y]) get() *node[Y] { return n.pool.Get().(*node[Y]) }

func (n *Nodes[X, Y]) wrong() *node[X] {
	return n.pool.Get().(*node[X]) // want `New of n.pool returns \*node\[V\], which this assertion to \*node\[X\] rejects`
}

func (n *Nodes[X, Y]) put(x *node[Y]) { n.pool.Put(x) }

// A pool of a function's own type parameter could hold anything.
var global sync.Pool

func Take[T any]() (x T) {
	if v := global.Get(); v != nil {
		return v.(T)
	}
	return x
}

func Give[T any](x T) { global.Put(&x) }

var (
	ints    = New(func() int { return 1 })
	strings = New(func() string { return "" })
)

func use() {
	ints.Put(ints.Get())
	strings.Put(strings.Get())
}
