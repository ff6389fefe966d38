// Package header puts the address of a slice header.
package header

import "sync"

var pool = sync.Pool{New: func() any { b := make([]byte, 0, 1024); return &b }}

func get() *[]byte { return pool.Get().(*[]byte) }

func parameter(b []byte) {
	pool.Put(&b) // want `^&b is a new slice header, so putting its address in pool allocates at every Put$`
}

func copied(key []byte) int {
	bp := pool.Get().(*[]byte)
	b := append((*bp)[:0], key...)
	n := len(b)
	b = b[:0]
	pool.Put(&b) // want `&b is a new slice header`
	return n
}

func copiedFromGetter(key []byte) int {
	b := *get()
	b = append(b[:0], key...)
	n := len(b)
	pool.Put(&b) // want `&b is a new slice header`
	return n
}

func storedBack(key []byte) int {
	bp := pool.Get().(*[]byte)
	b := append((*bp)[:0], key...)
	n := len(b)
	*bp = b
	pool.Put(bp)
	return n
}

func deferred(key []byte) int {
	b := *pool.Get().(*[]byte)
	defer func() { pool.Put(&b) }() // want `&b is a new slice header`
	b = append(b[:0], key...)
	return len(b)
}

func deferredArgument(key []byte) int {
	b := *pool.Get().(*[]byte)
	defer pool.Put(&b) // want `&b is a new slice header`
	b = append(b[:0], key...)
	return len(b)
}

func grown(n int) {
	b := *pool.Get().(*[]byte)
	if cap(b) < n {
		b = make([]byte, n)
	}
	pool.Put(&b) // want `&b is a new slice header`
}

func namedResult() (b []byte, err error) {
	b = *pool.Get().(*[]byte)
	defer pool.Put(&b) // want `&b is a new slice header`
	return b, nil
}

func throughVariable(b []byte) {
	bp := &b
	pool.Put(bp) // want `&b is a new slice header`
}

func received(ch chan []byte) {
	for b := range ch {
		pool.Put(&b) // want `&b is a new slice header`
	}
}

func ranged(list [][]byte) {
	for _, b := range list {
		pool.Put(&b) // want `&b is a new slice header`
	}
	for i := range list {
		pool.Put(&list[i])
	}
}

type buffer []byte

func named(b buffer) {
	pool.Put(&b)            // want `&b is a new slice header`
	pool.Put((*[]byte)(&b)) // want `&b is a new slice header`
}

// Where the memory is made in the same call, so must be the header.
func made() {
	b := make([]byte, 0, 1024)
	pool.Put(&b)
	c := []byte{1, 2, 3}
	pool.Put(&c)
	d := []byte("text")
	pool.Put(&d)
	var e []byte
	e = append(e, 1)
	pool.Put(&e)
	pool.Put(new([]byte))
	pool.Put(&[]byte{})
}

func orMade(n int) {
	bp, _ := pool.Get().(*[]byte)
	if bp == nil || cap(*bp) < n {
		b := make([]byte, n)
		bp = &b
	}
	defer pool.Put(bp)
}

var global []byte

type holder struct {
	buf   []byte
	arena []byte
}

func longLived(h *holder) {
	pool.Put(&global)
	pool.Put(&h.buf)
}

func fromField(h *holder) {
	b := h.buf
	h.buf = nil
	pool.Put(&b) // want `&b is a new slice header`
}

// The literal may be called many times.
func outlives(b []byte) func() {
	return func() { pool.Put(&b) }
}

// What is not a slice is not looked at: the object may be meant.
func others(s struct{ n int }, p *int) {
	pool.Put(&s)
	pool.Put(&p)
}

func unknown(load func() []byte) {
	b := load()
	pool.Put(&b)
}

func put(bp *[]byte) { pool.Put(bp) }

func throughPutter(b []byte) {
	put(&b) // want `&b is a new slice header`
}

func throughPutterMade() {
	b := make([]byte, 1024)
	put(&b)
}
