// Package generic has pools in generic types and functions. // want package:"contents of [0-9]+ functions"
package generic

import "sync"

type Pool[E any] struct{ pool sync.Pool }

func New[E any](f func() E) *Pool[E] {
	p := new(Pool[E])
	p.pool.New = func() any { return f() }
	return p
}

func (p *Pool[E]) Get() E  { return p.pool.Get().(E) } // want Get:`^getter\(0\)$`
func (p *Pool[E]) Put(e E) { p.pool.Put(e) }           // want Put:`^putter\(1\)$`

type Resetter interface{ Reset() }

func Get[E any](p *sync.Pool) *E { return p.Get().(*E) } // want Get:`^getter\(0\)$`

func Put[E Resetter](p *sync.Pool, e E) { // want Put:`^putter\(1\)$`
	e.Reset()
	p.Put(e)
}

type T struct{ n int }

func (t *T) Reset() { t.n = 0 } // want Reset:`^borrows$`

var (
	pool   = Pool[*T]{}
	shared = New(func() *T { return new(T) })
	plain  sync.Pool
)

func GetT() *T  { return pool.Get() } // want GetT:`^getter\(0\)$`
func PutT(t *T) { pool.Put(t) }       // want PutT:`^putter\(0\)$`

func GetShared() *T  { return shared.Get() } // want GetShared:`^getter\(0\)$`
func PutShared(t *T) { shared.Put(t) }       // want PutShared:`^putter\(0\)$`

func GetPlain() *T  { return Get[T](&plain) } // want GetPlain:`^getter\(0\)$`
func PutPlain(t *T) { Put(&plain, t) }        // want PutPlain:`^putter\(0\)$`

func GetVia[E any](p *Pool[E]) E    { return p.Get() } // want GetVia:`^getter\(0\)$`
func PutVia[E any](p *Pool[E], e E) { p.Put(e) }       // want PutVia:`^putter\(1\)$`

type Slices[E any] struct{ pool sync.Pool }

func (s *Slices[E]) Get() []E { // want Get:`^getter\(0 if 0 is non-nil\)$`
	if p, ok := s.pool.Get().(*[]E); ok {
		return (*p)[:0]
	}
	return nil
}

func (s *Slices[E]) Put(list []E) { s.pool.Put(&list) } // want Put:`^putter\(1\)$`

type Holder[E any] struct {
	pool *Pool[E]
	e    E
}

func Hold[E any](p *Pool[E]) *Holder[E] { return &Holder[E]{p, p.Get()} } // want Hold:`^getter\(0\*\.e\) alias\(0\*\.pool=0\)$`

func (h *Holder[E]) Release() { h.pool.Put(h.e) } // want Release:`^putter\(0\*\.e\)$`

var both struct {
	ints  Pool[*int]
	texts Pool[*string]
}

func GetInt() *int      { return both.ints.Get() } // want GetInt:`^getter\(0\)$`
func PutText(s *string) { both.texts.Put(s) }      // want PutText:`^putter\(0\)$`
