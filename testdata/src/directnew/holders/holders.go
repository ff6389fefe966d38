package holders

import "sync"

type object struct{ n int }

type (
	embedded struct{ sync.Pool }
	field    struct {
		pool sync.Pool
		ptr  *sync.Pool
	}
	wrapper[T any] struct{ pool sync.Pool }
)

var (
	e     embedded
	f     field
	array [2]sync.Pool
	w     wrapper[*object]
)

func use(i int, p *sync.Pool) int {
	n := e.New().(*object).n        // want `e.New called directly`
	n += e.Pool.New().(*object).n   // want `e.Pool.New called directly`
	n += f.pool.New().(*object).n   // want `f.pool.New called directly`
	n += f.ptr.New().(*object).n    // want `f.ptr.New called directly`
	n += array[i].New().(*object).n // want `array\[i\].New called directly`
	n += p.New().(*object).n        // want `p.New called directly`
	n += w.pool.New().(*object).n   // want `w.pool.New called directly`
	return n
}

func (w *wrapper[T]) make() T {
	return w.pool.New().(T) // want `w.pool.New called directly`
}
