// Package rangefunc puts objects in loops over iterators.
package rangefunc

import (
	"bytes"
	"iter"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func eachTime(seq iter.Seq[string]) {
	b := pool.Get().(*bytes.Buffer)
	for range seq {
		pool.Put(b) // want `b is put back again by the next iteration`
	}
}

func first(seq iter.Seq[string]) {
	b := pool.Get().(*bytes.Buffer)
	for range seq {
		pool.Put(b)
		return
	}
}

func firstBreaks(seq iter.Seq[string]) {
	b := pool.Get().(*bytes.Buffer)
	done := false
	for range seq {
		pool.Put(b)
		done = true
		break
	}
	if !done {
		pool.Put(b)
	}
}

func breaks(seq iter.Seq[string]) {
	b := pool.Get().(*bytes.Buffer)
	for range seq {
		pool.Put(b)
		break
	}
	pool.Put(b) // want `b is put back twice: also by pool.Put at line 43`
}

func deferred(seq iter.Seq[string]) {
	for s := range seq {
		b := pool.Get().(*bytes.Buffer)
		defer pool.Put(b)
		if s == "" {
			pool.Put(b) // want `b is put back twice: also by pool.Put at line 52`
		}
	}
}

func eachOwn(seq iter.Seq[string]) {
	for s := range seq {
		b := pool.Get().(*bytes.Buffer)
		b.WriteString(s)
		pool.Put(b)
	}
}
