// Package goroutines gives objects to goroutines.
package goroutines

import "sync"

type item struct {
	id  string
	buf []byte
}

var pool = sync.Pool{New: func() any { return new(item) }}

func use(it *item) { println(it.id) }

func started() {
	it := pool.Get().(*item)
	defer pool.Put(it)
	go func() { // want `it is used by the goroutine, but pool.Put puts it back when the function returns`
		println(it.id)
	}()
}

func startedCopy() {
	it := pool.Get().(*item)
	defer pool.Put(it)
	id := it.id
	go func() {
		println(id)
	}()
}

func startedCall() {
	it := pool.Get().(*item)
	go use(it) // want `it is used by the goroutine, but pool.Put puts it back at line 35`
	pool.Put(it)
}

func startedMethod() {
	it := pool.Get().(*item)
	go it.show() // want `it is used by the goroutine`
	pool.Put(it)
}

func (it *item) show() { println(it.id) }

func startedValue() {
	it := pool.Get().(*item)
	go println(it.id)
	pool.Put(it)
}

func startedMemory() {
	it := pool.Get().(*item)
	b := it.buf
	go func() { println(len(b), b[0]) }() // want `memory of it is used by the goroutine`
	pool.Put(it)
}

func waitGroup() {
	it := pool.Get().(*item)
	defer pool.Put(it)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		println(it.id)
	}()
	wg.Wait()
}

func waitGroupTooLate() {
	it := pool.Get().(*item)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { // want `it is used by the goroutine`
		defer wg.Done()
		println(it.id)
	}()
	pool.Put(it)
	wg.Wait()
}

func channel() {
	it := pool.Get().(*item)
	defer pool.Put(it)
	done := make(chan bool)
	go func() {
		println(it.id)
		done <- true
	}()
	<-done
}

func closedChannel() {
	it := pool.Get().(*item)
	done := make(chan struct{})
	go func() {
		defer close(done)
		println(it.id)
	}()
	<-done
	pool.Put(it)
}

func takesOver() {
	it := pool.Get().(*item)
	go func() {
		defer pool.Put(it)
		println(it.id)
	}()
}
