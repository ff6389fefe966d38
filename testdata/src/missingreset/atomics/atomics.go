// Package atomics has fields that are set by package sync/atomic.
package atomics

import (
	"sync"
	"sync/atomic"
)

type trace struct {
	id     string
	traced int32
	stats  int32
	failed atomic.Bool
	closed atomic.Bool
	refs   atomic.Int32
	cache  atomic.Pointer[string]
}

var traces = sync.Pool{New: func() any { return new(trace) }}

func newTrace(id string) *trace {
	t := traces.Get().(*trace) // want `t from traces.Get still holds failed and traced as its last user left it`
	t.id = id
	atomic.StoreInt32(&t.stats, 0)
	t.closed.Store(false)
	t.refs.Add(1)
	return t
}

func (t *trace) Trace() bool  { return atomic.CompareAndSwapInt32(&t.traced, 0, 1) }
func (t *trace) Stats() bool  { return atomic.CompareAndSwapInt32(&t.stats, 0, 1) }
func (t *trace) Fail()        { t.failed.Store(true) }
func (t *trace) Failed() bool { return t.failed.Load() }
func (t *trace) Close()       { t.closed.Store(true) }
func (t *trace) Closed() bool { return t.closed.Load() }

// A cache is the same for all users.
func (t *trace) Title() string {
	if p := t.cache.Load(); p != nil {
		return *p
	}
	title := "trace"
	t.cache.Store(&title)
	return title
}

func (t *trace) Release() {
	if t.refs.Add(-1) == 0 {
		traces.Put(t)
	}
}

type lock struct {
	name string
	busy int32
}

var locks = sync.Pool{New: func() any { return new(lock) }}

// What is taken is given back before the Put.
func with(name string, do func()) bool {
	l := locks.Get().(*lock)
	l.name = name
	if !atomic.CompareAndSwapInt32(&l.busy, 0, 1) {
		return false
	}
	do()
	atomic.CompareAndSwapInt32(&l.busy, 1, 0)
	locks.Put(l)
	return true
}
