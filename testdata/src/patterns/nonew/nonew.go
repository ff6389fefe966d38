// Package nonew is patterns C1 and C2: a pool without New.
package nonew

import (
	"strings"
	"sync"
)

type words struct{ n int }

var pool sync.Pool

func unchecked(text string) int {
	w := pool.Get().(*words) // want `pool has no New, so Get can return nil and this assertion panic`
	defer pool.Put(w)
	w.n = len(strings.Fields(text))
	return w.n
}

func commaOk(text string) int {
	w, ok := pool.Get().(*words)
	if !ok {
		w = new(words)
	}
	defer pool.Put(w)
	w.n = len(strings.Fields(text))
	return w.n
}

func nilTest(text string) int {
	var w *words
	if x := pool.Get(); x != nil {
		w = x.(*words)
	} else {
		w = new(words)
	}
	defer pool.Put(w)
	w.n = len(strings.Fields(text))
	return w.n
}
