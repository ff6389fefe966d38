package loops

import "sync"

type object struct{ n int }

func newObject() any { return new(object) }

func loop(list []int) {
	pool := sync.Pool{New: newObject}
	for _, n := range list {
		o := pool.Get().(*object)
		o.n = n
		pool.Put(o)
	}
}

func serve(ch chan int) {
	var pool sync.Pool
	pool.New = newObject
	for {
		n, ok := <-ch
		if !ok {
			return
		}
		o := pool.Get().(*object)
		o.n = n
		pool.Put(o)
	}
}

func jump(n int) {
	pool := sync.Pool{New: newObject}
again:
	o := pool.Get().(*object)
	o.n = n
	pool.Put(o)
	if n--; n > 0 {
		goto again
	}
}

// Each iteration has its own pool.
func each(list []int) {
	for _, n := range list {
		pool := sync.Pool{New: newObject} // want `pool dies with this call of each`
		o := pool.Get().(*object)
		o.n = n
		pool.Put(o)
	}
}

// The loop is elsewhere.
func sum(list []int) (s int) {
	pool := sync.Pool{New: newObject} // want `pool dies with this call of sum`
	o := pool.Get().(*object)
	defer pool.Put(o)
	for _, n := range list {
		o.n += n
	}
	return o.n
}
