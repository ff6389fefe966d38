// Package aged drops objects that are too old.
package aged

import (
	"errors"
	"sync"
	"time"
)

type conn struct {
	n    int
	used time.Time
	life time.Duration
}

var pool = sync.Pool{New: func() any { return new(conn) }}

func (c *conn) age() time.Duration { return time.Since(c.used) }

func (c *conn) expired(now time.Time) bool { return now.Sub(c.used) > c.life }

func since() {
	c := pool.Get().(*conn)
	if time.Since(c.used) > time.Minute {
		return
	}
	pool.Put(c)
}

func sinceYoung() {
	c := pool.Get().(*conn)
	if time.Since(c.used) < time.Minute {
		pool.Put(c)
	}
}

// The time is not the object's.
func sinceStart(start time.Time) {
	c := pool.Get().(*conn) // want `c from pool.Get is not put back when the function returns at line 41`
	if time.Since(start) > time.Minute {
		return
	}
	pool.Put(c)
}

func byMethod() {
	c := pool.Get().(*conn)
	if c.age() > time.Minute {
		return
	}
	pool.Put(c)
}

func byPredicate(now time.Time) {
	c := pool.Get().(*conn)
	if c.expired(now) {
		return
	}
	pool.Put(c)
}

func before(t time.Time) {
	c := pool.Get().(*conn)
	if c.used.Before(t) {
		return
	}
	pool.Put(c)
}

func beforeOther(t, u time.Time) {
	c := pool.Get().(*conn) // want `at line 73`
	if u.Before(t) {
		return
	}
	pool.Put(c)
}

func sub(now time.Time, limit time.Duration) {
	c := pool.Get().(*conn)
	if now.Sub(c.used) > limit {
		return
	}
	pool.Put(c)
}

func inVariable() {
	c := pool.Get().(*conn)
	idle := time.Since(c.used)
	if idle > time.Minute {
		return
	}
	pool.Put(c)
}

func inVariableDeferred() {
	c := pool.Get().(*conn)
	idle := time.Since(c.used)
	defer func() {
		if idle < time.Minute {
			pool.Put(c)
		}
	}()
	c.n++
}

var errOld = errors.New("old")

func inLoop() *conn {
	for range 3 {
		c := pool.Get().(*conn)
		if time.Since(c.used) < time.Minute {
			return c
		}
	}
	return nil
}

func other(c *conn) int { return c.n }

// A method that computes something else does not excuse it.
func unrelated(n int) error {
	c := pool.Get().(*conn) // want `at line 125`
	c.n = n
	if time.Duration(n) > time.Minute {
		return errOld
	}
	println(other(c))
	pool.Put(c)
	return nil
}
