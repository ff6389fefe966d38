// Package sometimes has getters whose result may also be made afresh. // want package:"contents of [0-9]+ functions"
package sometimes

import "sync"

type T struct {
	data []byte
}

var pool sync.Pool

func Fresh() *T { // want Fresh:`^getter\(0\?\)$`
	if v := pool.Get(); v != nil {
		return v.(*T)
	}
	return new(T)
}

func NotPooled(pooled bool) *T { // want NotPooled:`^getter\(0\? given 0 true\)$`
	if !pooled {
		return &T{}
	}
	return pool.Get().(*T)
}

func LargeEnough(n int) *T { // want LargeEnough:`^getter\(0\?\)$`
	t, _ := pool.Get().(*T)
	if t == nil || cap(t.data) < n {
		t = &T{data: make([]byte, n)}
	}
	return t
}

var byteSlices sync.Pool

func Slice(n int) []byte { // want Slice:`^getter\(0\?\)$`
	if p, _ := byteSlices.Get().(*[]byte); p != nil && cap(*p) >= n {
		return (*p)[:n]
	}
	return make([]byte, n)
}

// Callers of a getter like these are such getters too.
func Deeper() any { return Fresh() } // want Deeper:`^getter\(0\?\)$`

func FreshOrError(n int) (*T, error) { // want FreshOrError:`^getter\(0 if 1 is nil\)$`
	if n < 0 {
		return nil, errNegative
	}
	t := Fresh()
	t.data = t.data[:0]
	return t, nil
}

type negative struct{}

func (negative) Error() string { return "negative" }

var errNegative error = negative{}

var cache = make(chan *T, 8)

func Cached() *T { // want Cached:`^getter\(0\?\)$`
	select {
	case t := <-cache:
		return t
	default:
		return pool.Get().(*T)
	}
}
