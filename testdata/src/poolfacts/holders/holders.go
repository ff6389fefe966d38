// Package holders has a getter and a putter for each place where a pool can be. // want package:"contents of [0-9]+ functions"
package holders

import "sync"

type T struct{ n int }

func fresh() any { return new(T) }

var variable = sync.Pool{New: fresh}

func GetVariable() *T  { return variable.Get().(*T) } // want GetVariable:`^getter\(0\)$`
func PutVariable(t *T) { variable.Put(t) }            // want PutVariable:`^putter\(0\)$`

var pointer = &sync.Pool{New: fresh}

func GetPointer() *T  { return pointer.Get().(*T) } // want GetPointer:`^getter\(0\)$`
func PutPointer(t *T) { pointer.Put(t) }            // want PutPointer:`^putter\(0\)$`

var anonymous struct{ pool sync.Pool }

func GetAnonymous() *T  { return anonymous.pool.Get().(*T) } // want GetAnonymous:`^getter\(0\)$`
func PutAnonymous(t *T) { anonymous.pool.Put(t) }            // want PutAnonymous:`^putter\(0\)$`

type Field struct{ pool sync.Pool }

func (f *Field) Get() *T  { return f.pool.Get().(*T) } // want Get:`^getter\(0\)$`
func (f *Field) Put(t *T) { f.pool.Put(t) }            // want Put:`^putter\(1\)$`

type PointerField struct{ pool *sync.Pool }

func (f PointerField) Get() *T  { return f.pool.Get().(*T) } // want Get:`^getter\(0\)$`
func (f PointerField) Put(t *T) { f.pool.Put(t) }            // want Put:`^putter\(1\)$`

type Embedded struct{ sync.Pool }

func (e *Embedded) Take() *T  { return e.Get().(*T) } // want Take:`^getter\(0\)$`
func (e *Embedded) Give(t *T) { e.Put(t) }            // want Give:`^putter\(1\)$`

type EmbeddedPointer struct{ *sync.Pool }

func (e EmbeddedPointer) Take() *T  { return e.Get().(*T) } // want Take:`^getter\(0\)$`
func (e EmbeddedPointer) Give(t *T) { e.Put(t) }            // want Give:`^putter\(1\)$`

type nested struct{ inner struct{ Field } }

var outer nested

func GetNested() *T  { return outer.inner.Get() } // want GetNested:`^getter\(0\)$`
func PutNested(t *T) { outer.inner.Put(t) }       // want PutNested:`^putter\(0\)$`

var array [4]sync.Pool

func GetArray(i int) *T    { return array[i].Get().(*T) } // want GetArray:`^getter\(0\)$`
func PutArray(i int, t *T) { array[i].Put(t) }            // want PutArray:`^putter\(1\)$`

var slice []sync.Pool

func GetSlice(i int) *T    { return slice[i].Get().(*T) } // want GetSlice:`^getter\(0\)$`
func PutSlice(i int, t *T) { slice[i].Put(t) }            // want PutSlice:`^putter\(1\)$`

var pointers = []*sync.Pool{{New: fresh}, {New: fresh}}

func GetPointers(i int) *T { return pointers[i].Get().(*T) } // want GetPointers:`^getter\(0\)$`

func PutPointers(t *T) { // want PutPointers:`^putter\(0\)$`
	for i, p := range pointers {
		if i == len(pointers)-1 {
			p.Put(t)
			return
		}
	}
	pointers[0].Put(t)
}

var byName = map[string]*sync.Pool{"a": {New: fresh}}

func GetMap(name string) *T    { return byName[name].Get().(*T) } // want GetMap:`^getter\(0\)$`
func PutMap(name string, t *T) { byName[name].Put(t) }            // want PutMap:`^putter\(1\)$`

func GetMapOK(name string) *T { // want GetMapOK:`^getter\(0 if 0 is non-nil\)$`
	if p, ok := byName[name]; ok {
		return p.Get().(*T)
	}
	return nil
}

type sharded struct {
	shards [8]struct{ pool sync.Pool }
}

func (s *sharded) Get(i int) *T    { return s.shards[i].pool.Get().(*T) } // want Get:`^getter\(0\)$`
func (s *sharded) Put(i int, t *T) { s.shards[i].pool.Put(t) }            // want Put:`^putter\(2\)$`

func GetLocal() *T { // want GetLocal:`^getter\(0\)$`
	var local sync.Pool
	local.New = fresh
	return local.Get().(*T)
}

func PutLocal(t *T) { // want PutLocal:`^putter\(0\)$`
	local := &sync.Pool{New: fresh}
	local.Put(t)
}

func GetParameter(p *sync.Pool) *T    { return p.Get().(*T) } // want GetParameter:`^getter\(0\)$`
func PutParameter(p *sync.Pool, t *T) { p.Put(t) }            // want PutParameter:`^putter\(1\)$`

func pool() *sync.Pool { return &variable }

func GetResult() *T  { return pool().Get().(*T) } // want GetResult:`^getter\(0\)$`
func PutResult(t *T) { pool().Put(t) }            // want PutResult:`^putter\(0\)$`

type Alias = sync.Pool

var alias Alias

func GetAlias() *T  { return alias.Get().(*T) } // want GetAlias:`^getter\(0\)$`
func PutAlias(t *T) { alias.Put(t) }            // want PutAlias:`^putter\(0\)$`

type Defined sync.Pool

func (d *Defined) Get() *T  { return (*sync.Pool)(d).Get().(*T) } // want Get:`^getter\(0\)$`
func (d *Defined) Put(t *T) { (*sync.Pool)(d).Put(t) }            // want Put:`^putter\(1\)$`

type Interface interface {
	Get() any
	Put(any)
}

// Behind an interface there may be any pool, or none.
func GetInterface(p Interface) *T { return p.Get().(*T) } // want GetInterface:`^borrows$`
