// Package newlater is pattern C3: New is set after the pool is declared.
package newlater

import "sync"

type words struct{ n int }

var pool sync.Pool

func init() {
	pool.New = func() any { return new(words) }
}

func use() int {
	w := pool.Get().(*words)
	defer pool.Put(w)
	w.n = 1
	return w.n
}

type counter struct{ pool sync.Pool }

func newCounter() *counter {
	c := new(counter)
	c.pool.New = func() any { return new(words) }
	return c
}

func (c *counter) use() int {
	w := c.pool.Get().(*words)
	defer c.pool.Put(w)
	w.n = 1
	return w.n
}
