// Package leaves gives objects to others, who may put them.
package leaves

import (
	"bytes"
	"container/list"
	"context"
	"io"
	"sync"
)

type item struct {
	n    int
	next *item
}

var pool = sync.Pool{New: func() any { return new(item) }}

func put(it *item) { pool.Put(it) }

func get() *item { return pool.Get().(*item) }

func sends(ch chan<- *item) {
	it := pool.Get().(*item)
	ch <- it
}

func sendsScalar(ch chan<- int) {
	it := pool.Get().(*item) // want `it from pool.Get is not put back`
	ch <- it.n
}

func sendsOrPuts(ch chan<- *item) {
	it := pool.Get().(*item)
	select {
	case ch <- it:
	default:
		pool.Put(it)
	}
}

func sendsOrDrops(ch chan<- *item) {
	it := pool.Get().(*item) // want `at line 49`
	select {
	case ch <- it:
	default:
		println("full")
	}
}

func sendsOrStops(ctx context.Context, ch chan<- *item) error {
	it := pool.Get().(*item)
	select {
	case ch <- it:
		return nil
	case <-ctx.Done():
		pool.Put(it)
		return ctx.Err()
	}
}

func sendsOrStopsDrops(ctx context.Context, ch chan<- *item) error {
	it := pool.Get().(*item) // want `at line 68`
	select {
	case ch <- it:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

var current *item

func stores() { current = pool.Get().(*item) }

type owner struct{ it *item }

func (o *owner) start() { o.it = get() }

func (o *owner) stop() {
	put(o.it)
	o.it = nil
}

func newOwner() *owner { return &owner{it: get()} }

func ownerDropped() {
	o := newOwner() // want `o.it from newOwner is not put back`
	o.it.n++
}

func ownerStopped() {
	o := newOwner()
	defer o.stop()
	o.it.n++
}

func ownerLocal() {
	o := owner{}
	o.it = get() // want `o.it from get is not put back`
	o.it.n++
}

func ownerLocalStopped() {
	o := owner{}
	o.it = get()
	o.it.n++
	o.stop()
}

var active = map[int]*item{}

func registers(id int) {
	active[id] = get()
}

func registersAndDeletes(id int) {
	it := get()
	active[id] = it
	it.n = id
	delete(active, id)
	put(it)
}

func linked(head *item) {
	it := get()
	it.next = head.next
	head.next = it
}

func pushed(l *list.List) {
	l.PushBack(get())
}

func inContext(ctx context.Context) context.Context {
	type key struct{}
	return context.WithValue(ctx, key{}, get())
}

type sink interface{ Take(*item) }

// Whoever implements sink may keep it.
func toInterface(s sink) {
	it := get()
	s.Take(it)
}

func toFunc(f func(*item)) {
	it := get()
	f(it)
}

func read(it *item) int { return it.n }

func borrowed() int {
	it := get() // want `it from get is not put back`
	return read(it)
}

func keep(it *item) { current = it }

func kept() {
	it := get()
	keep(it)
}

func keepSome(it *item) {
	if it.n > 0 {
		current = it
	}
}

func keptSome() {
	it := get()
	keepSome(it)
}

func started() {
	it := get()
	go func() {
		it.n++
		put(it)
	}()
}

func startedCall() {
	it := get()
	go put(it)
}

func startedSome(ok bool) {
	it := get() // want `at line 194`
	if !ok {
		return
	}
	go func() {
		defer put(it)
		it.n++
	}()
}

func joined() {
	it := get()
	var wg sync.WaitGroup
	wg.Go(func() { it.n++ })
	wg.Wait()
	put(it)
}

type closer struct{ buf *bytes.Buffer }

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (c *closer) Close() error { bufs.Put(c.buf); return nil }

func (c *closer) Read(p []byte) (int, error) { return c.buf.Read(p) }

func open() io.ReadCloser { return &closer{bufs.Get().(*bytes.Buffer)} }

func openForgets() {
	r := open() // want `r.buf from open is not put back`
	r.Read(make([]byte, 8))
}

func cleanup() (*item, func()) {
	it := get()
	return it, func() { put(it) }
}

func cleanupCalled() int {
	it, done := cleanup()
	defer done()
	return it.n
}

func cleanupPassedOn(later *[]func()) int {
	it, done := cleanup()
	*later = append(*later, done)
	return it.n
}

func cleanupForgotten() int {
	it, _ := cleanup() // want `it from cleanup is not put back`
	return it.n
}

func counted(list []*item) {
	for i := range list {
		list[i] = get()
	}
}

func openCloses() {
	r := open()
	defer r.Close()
	r.Read(make([]byte, 8))
}

func variadic(items ...*item) {
	for _, it := range items {
		put(it)
	}
}

// A goroutine that only uses it does not put it.
func startedUses() {
	it := get() // want `it from get is not put back`
	go func() { println(it.n) }()
}

func passedOn() { variadic(get(), get()) }
