// Package embedded has getters and putters that are promoted. // want package:"contents of [0-9]+ functions"
package embedded

import "sync"

type T struct{ n int }

func (t *T) Free() { pool.Put(t) } // want Free:`^putter\(0\)$`

type Pool struct{ pool sync.Pool }

func (p *Pool) Get() *T  { return p.pool.Get().(*T) } // want Get:`^getter\(0\)$`
func (p *Pool) Put(t *T) { p.pool.Put(t) }            // want Put:`^putter\(1\)$`

type Cache struct {
	*Pool
	n int
}

var (
	pool  Pool
	cache = Cache{Pool: &pool}
)

func GetPromoted() *T  { return cache.Get() } // want GetPromoted:`^getter\(0\)$`
func PutPromoted(t *T) { cache.Put(t) }       // want PutPromoted:`^putter\(0\)$`

func GetValue() *T { // want GetValue:`^getter\(0\)$`
	get := cache.Get
	return get()
}

func PutExpression(t *T) { Cache.Put(cache, t) } // want PutExpression:`^putter\(0\)$`

// The object is the embedded pointer.
type Handle struct {
	*T
	name string
}

func Open(name string) Handle { return Handle{pool.Get(), name} } // want Open:`^getter\(0\.T\)$`

func Free(h Handle) { h.Free() } // want Free:`^putter\(0\.T\)$`

func FreePointer(h *Handle) { h.T.Free() } // want FreePointer:`^putter\(0\*\.T\)$`

// The receiver is a part of the object that is put.
type base struct{ n int }

type Object struct{ base }

var objects sync.Pool

func (o *Object) Release() { objects.Put(o) } // want Release:`^putter\(0\)$`

func Wrapped() *Object { // want Wrapped:`^getter\(0\)$`
	o := objects.Get().(*Object)
	o.base.reset()
	return o
}

func (b *base) reset() { b.n = 0 }
