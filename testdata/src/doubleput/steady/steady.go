// Package steady has loops that test what nothing in them changes.
package steady

import (
	"strings"
	"sync"
)

type task struct {
	name  string
	n     int
	stale bool
}

var pool = sync.Pool{New: func() any { return new(task) }}

func get() *task { return pool.Get().(*task) }

func (t *task) count() { t.n++ }

func put(t *task) {
	defer pool.Put(t)
	t.n = 0
}

func (t *task) advance() { t.stale = t.n > 3 }

// The loop ends at once or never.
func endless(t *task) {
	x := pool.Get().(*task)
	for t.stale {
		defer pool.Put(x)
	}
	pool.Put(x)
}

func advanced(t *task) {
	x := pool.Get().(*task)
	for t.stale {
		defer pool.Put(x) // want `x is put back again by the next iteration`
		t.advance()
	}
}

// What is called sets other fields.
func counted(t *task) {
	x := pool.Get().(*task)
	for t.stale {
		defer pool.Put(x)
		other := get()
		other.count()
		println(strings.TrimSpace(t.name))
		put(other)
	}
	pool.Put(x)
}

// Who waits may find it changed.
func waited(t *task, c *sync.Cond) {
	x := pool.Get().(*task)
	for t.stale {
		defer pool.Put(x) // want `x is put back again by the next iteration`
		c.Wait()
	}
}

// Each element has a flag of its own.
func each(list []*task) {
	x := pool.Get().(*task)
	for _, t := range list {
		for t.stale {
			defer pool.Put(x) // want `x is put back again by the next iteration`
			break
		}
	}
}

// There are as many names each time.
func named(names []string) {
	x := pool.Get().(*task)
	for {
		for range names {
			pool.Put(x)
			return
		}
		pool.Put(x) // want `x is put back again by the next iteration`
	}
}

func renamed(names []string) {
	x := pool.Get().(*task)
	for {
		for range names {
			pool.Put(x) // want `x is put back twice: also by pool.Put at line 98`
			return
		}
		names = append(names, x.name)
		pool.Put(x)
	}
}

// A goroutine that leaves the flag alone does not change it either.
func started(t *task) {
	x := pool.Get().(*task)
	for t.stale {
		defer pool.Put(x)
		go t.count()
	}
	pool.Put(x)
}

func startedAndAdvanced(t *task) {
	x := pool.Get().(*task)
	for t.stale {
		defer pool.Put(x) // want `x is put back again by the next iteration`
		go t.advance()
	}
}

// A literal that runs once is no different.
func inLiteral(t *task) {
	x := pool.Get().(*task)
	func() {
		for t.stale {
			defer pool.Put(x)
		}
	}()
	pool.Put(x)
}

func inLiteralAdvanced(t *task) {
	x := pool.Get().(*task)
	func() {
		for t.stale {
			pool.Put(x) // want `x is put back again by the next iteration`
			t.advance()
		}
	}()
}
