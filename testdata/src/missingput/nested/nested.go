// Package nested puts objects in literals that stand in other literals.
package nested

import "sync"

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

func put(it *item) { pool.Put(it) }

// The goroutine puts it in a deferred literal of its own.
func deferredInGoroutine() {
	it := pool.Get().(*item)
	go func() {
		defer func() { pool.Put(it) }()
		println(it.n)
	}()
}

func usedInGoroutine() {
	it := pool.Get().(*item) // want `it from pool.Get is not put back`
	go func() {
		defer func() { println("done") }()
		println(it.n)
	}()
}

func deferredInGroup(wg *sync.WaitGroup) {
	it := pool.Get().(*item)
	wg.Go(func() {
		defer func() { put(it) }()
		println(it.n)
	})
}

func usedInGroup(wg *sync.WaitGroup) {
	it := pool.Get().(*item) // want `it from pool.Get is not put back`
	wg.Go(func() {
		func() { println(it.n) }()
	})
}

func run(f func()) { f() }

func start(f func()) { go f() }

func inCallback() {
	it := pool.Get().(*item)
	run(func() {
		func() { pool.Put(it) }()
	})
}

func inStarted() {
	it := pool.Get().(*item)
	start(func() {
		defer func() { pool.Put(it) }()
		println(it.n)
	})
}

func usedInCallback() {
	it := pool.Get().(*item) // want `it from pool.Get is not put back`
	run(func() {
		func() { println(it.n) }()
	})
}

// The literal that puts it has a name, and the goroutine calls it.
func named() {
	it := pool.Get().(*item)
	done := func() { pool.Put(it) }
	go func() {
		defer done()
		println("work")
	}()
}

func namedNested() {
	it := pool.Get().(*item)
	done := func() { pool.Put(it) }
	go func() {
		defer func() { done() }()
		println("work")
	}()
}

func namedUses() {
	it := pool.Get().(*item) // want `it from pool.Get is not put back`
	log := func() { println(it.n) }
	go func() {
		defer log()
		println("work")
	}()
}

func namedInGroup(wg *sync.WaitGroup) {
	it := pool.Get().(*item)
	done := func() { pool.Put(it) }
	wg.Go(func() { done() })
}

// The literal is called for a result.
func forResult(errc chan<- error) {
	it := pool.Get().(*item)
	go func() {
		errc <- func() error {
			defer pool.Put(it)
			println(it.n)
			return nil
		}()
	}()
}

type holder struct{ it *item }

func (h *holder) free() {
	pool.Put(h.it)
	h.it = nil
}

func held() {
	h := &holder{it: pool.Get().(*item)}
	go func() {
		defer func() { h.free() }()
		println(h.it.n)
	}()
}

func deeper() {
	it := pool.Get().(*item)
	go func() {
		func() {
			defer func() { pool.Put(it) }()
			println(it.n)
		}()
	}()
}
