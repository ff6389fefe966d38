// Package methodvalue uses Get and Put as values. // want package:"contents of [0-9]+ functions"
package methodvalue

import "sync"

type T struct{ n int }

var pool = sync.Pool{New: func() any { return new(T) }}

func GetValue() *T { // want GetValue:`^getter\(0\)$`
	get := pool.Get
	return get().(*T)
}

func PutValue(t *T) { // want PutValue:`^putter\(0\)$`
	put := pool.Put
	put(t)
}

func DeferValue(t *T) { // want DeferValue:`^putter\(0\)$`
	put := pool.Put
	defer put(t)
	t.n = 0
}

func GetExpression() *T { return (*sync.Pool).Get(&pool).(*T) } // want GetExpression:`^getter\(0\)$`

func PutExpression(t *T) { // want PutExpression:`^putter\(0\)$`
	put := (*sync.Pool).Put
	put(&pool, t)
}

type wrapper struct{ pool sync.Pool }

func (w *wrapper) get() *T  { return w.pool.Get().(*T) }
func (w *wrapper) put(t *T) { w.pool.Put(t) }

var wrapped wrapper

func GetWrapped() *T { // want GetWrapped:`^getter\(0\)$`
	get := wrapped.get
	return get()
}

func PutWrapped(t *T) { // want PutWrapped:`^putter\(0\)$`
	defer wrapped.put(t)
	put := (*wrapper).put
	if t.n > 0 {
		t = new(T)
		put(&wrapped, t)
	}
}

func with(put func(any), t *T) { put(t) }

// What a function does with its argument is known only where it is called.
func Passed(t *T) { with(pool.Put, t) } // want Passed:`^keeper\(0 perhaps\)$`

func DeferPassed(t *T) { // want DeferPassed:`^keeper\(0\)$`
	defer with(pool.Put, t)
}
