// Package escapes has local pools that live on.
package escapes

import "sync"

type object struct{ n int }

func newObject() any { return new(object) }

type keeper struct{ pool *sync.Pool }

var kept *sync.Pool

func returned() *sync.Pool {
	pool := &sync.Pool{New: newObject}
	pool.Put(pool.Get())
	return pool
}

func returnedLiteral() func() *object {
	pool := sync.Pool{New: newObject}
	pool.Put(pool.Get())
	return func() *object { return pool.Get().(*object) }
}

func returnedMethods() (func() any, func(any)) {
	var pool sync.Pool
	pool.New = newObject
	pool.Put(pool.Get())
	return pool.Get, pool.Put
}

func stored(k *keeper) {
	pool := &sync.Pool{New: newObject}
	x := pool.Get()
	k.pool = pool
	pool.Put(x)
}

func storedGlobal() {
	var pool sync.Pool
	x := pool.Get()
	kept = &pool
	pool.Put(x)
}

func inStruct() *keeper {
	pool := &sync.Pool{New: newObject}
	x := pool.Get()
	defer pool.Put(x)
	return &keeper{pool}
}

func sent(ch chan *sync.Pool) {
	pool := &sync.Pool{New: newObject}
	x := pool.Get()
	ch <- pool
	pool.Put(x)
}

func passed(f func(*sync.Pool)) {
	pool := &sync.Pool{New: newObject}
	x := pool.Get()
	f(pool)
	pool.Put(x)
}

func work(pool *sync.Pool, wg *sync.WaitGroup) {
	defer wg.Done()
	x := pool.Get()
	defer pool.Put(x)
}

func goroutines(n int) {
	var wg sync.WaitGroup
	pool := sync.Pool{New: newObject}
	x := pool.Get()
	defer pool.Put(x)
	wg.Add(n)
	for range n {
		go work(&pool, &wg)
	}
	wg.Wait()
}

func goLiteral(done chan bool) {
	pool := sync.Pool{New: newObject}
	x := pool.Get()
	go func() {
		pool.Put(x)
		done <- true
	}()
	<-done
}

func callback(each func(func(int))) {
	pool := sync.Pool{New: newObject}
	x := pool.Get()
	defer pool.Put(x)
	each(func(i int) {
		o := pool.Get().(*object)
		o.n = i
		pool.Put(o)
	})
}

func iterator(seq func(func(int) bool)) {
	pool := sync.Pool{New: newObject}
	for i := range seq {
		o := pool.Get().(*object)
		o.n = i
		pool.Put(o)
	}
}

func asInterface() any {
	pool := &sync.Pool{New: newObject}
	x := pool.Get()
	defer pool.Put(x)
	var putter interface{ Put(any) } = pool
	return putter
}

func stays() int {
	pool := &sync.Pool{New: newObject} // want `pool dies with this call of stays`
	x := pool.Get()
	defer pool.Put(x)
	return x.(*object).n
}
