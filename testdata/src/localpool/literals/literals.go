package literals

import "sync"

type object struct{ n int }

func newObject() any { return new(object) }

func deferred() int {
	pool := sync.Pool{New: newObject} // want `pool dies with this call of deferred`
	o := pool.Get().(*object)
	defer func() {
		o.n = 0
		pool.Put(o)
	}()
	return o.n
}

func deferredPointer() int {
	pool := &sync.Pool{New: newObject} // want `pool dies with this call of deferredPointer`
	o := pool.Get().(*object)
	defer func() { pool.Put(o) }()
	return o.n
}

func methodValue() int {
	pool := sync.Pool{New: newObject} // want `pool dies with this call of methodValue`
	get := pool.Get
	o := get().(*object)
	put := pool.Put
	defer put(o)
	return o.n
}

// A literal may be called many times.
func called(n int) (sum int) {
	pool := sync.Pool{New: newObject}
	one := func() int {
		o := pool.Get().(*object)
		defer pool.Put(o)
		return o.n
	}
	for range n {
		sum += one()
	}
	return sum
}

func putBetween() int {
	pool := sync.Pool{New: newObject}
	o := pool.Get().(*object)
	func() { pool.Put(o) }()
	o = pool.Get().(*object)
	defer pool.Put(o)
	return o.n
}

func recursive(n int) int {
	pool := sync.Pool{New: newObject}
	var walk func(int) int
	walk = func(n int) int {
		if n == 0 {
			return 0
		}
		o := pool.Get().(*object)
		defer pool.Put(o)
		return o.n + walk(n-1)
	}
	return walk(n)
}
