package holders

import "sync"

type object struct{ n int }

type (
	alias    = sync.Pool
	defined  sync.Pool
	embedded struct{ sync.Pool }
	pointer  struct{ *sync.Pool }
	field    struct{ pool sync.Pool }
	outer    struct{ in field }
	generic  struct{ pool typed[*object] }
)

type typed[T any] struct{ pool sync.Pool }

func (p *typed[T]) get() T {
	return p.pool.Get().(T) // want `p.pool has no New`
}

func (p *typed[T]) getOrMake(f func() T) T {
	if x, ok := p.pool.Get().(T); ok {
		return x
	}
	return f()
}

var (
	a     alias
	d     defined
	e     embedded
	p     = pointer{new(sync.Pool)}
	f     field
	o     outer
	array [2]sync.Pool
	list  = make([]sync.Pool, 8)
	anon  struct{ pool sync.Pool }
	gen   generic
)

func use(i int) {
	_ = a.Get().(*object)                // want `a has no New`
	_ = (*sync.Pool)(&d).Get().(*object) // want `d has no New`
	_ = e.Get().(*object)                // want `e has no New`
	_ = e.Pool.Get().(*object)           // want `e.Pool has no New`
	_ = p.Get().(*object)                // want `p has no New`
	_ = f.pool.Get().(*object)           // want `f.pool has no New`
	_ = o.in.pool.Get().(*object)        // want `o.in.pool has no New`
	_ = array[i].Get().(*object)         // want `array\[i\] has no New`
	_ = list[i].Get().(*object)          // want `list\[i\] has no New`
	_ = anon.pool.Get().(*object)        // want `anon.pool has no New`
	_ = gen.pool.get()
}

func (f *field) method() *object {
	return f.pool.Get().(*object) // want `f.pool has no New`
}
