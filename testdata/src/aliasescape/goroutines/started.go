package goroutines

import (
	"fmt"
	"sync"
	"time"
)

func groupGo() {
	it := pool.Get().(*item)
	defer pool.Put(it)
	var wg sync.WaitGroup
	wg.Go(func() { use(it) })
	wg.Wait()
}

func groupGoForgets(wg *sync.WaitGroup) {
	it := pool.Get().(*item)
	defer pool.Put(it)
	wg.Go(func() { // want `it is used by the goroutine, but pool.Put puts it back when the function returns`
		use(it)
	})
}

func deferredWait(n int) {
	it := pool.Get().(*item)
	defer pool.Put(it)
	var wg sync.WaitGroup
	defer wg.Wait()
	for range n {
		wg.Go(func() { use(it) })
	}
	wg.Add(1)
	go func() { defer wg.Done(); use(it) }()
}

func deferredWaitTooLate() {
	var wg sync.WaitGroup
	defer wg.Wait()
	it := pool.Get().(*item)
	defer pool.Put(it)
	wg.Go(func() { use(it) }) // want `it is used by the goroutine`
}

func groupGoPuts(wg *sync.WaitGroup) {
	it := pool.Get().(*item)
	wg.Go(func() {
		use(it)
		pool.Put(it)
	})
}

func timer() {
	it := pool.Get().(*item)
	defer pool.Put(it)
	time.AfterFunc(time.Second, func() { use(it) }) // want `it is used by the goroutine`
}

func timerStopped() {
	it := pool.Get().(*item)
	defer pool.Put(it)
	t := time.AfterFunc(time.Second, func() { use(it) })
	defer t.Stop()
	println(it.id)
}

func timerPuts() {
	it := pool.Get().(*item)
	time.AfterFunc(time.Second, func() { pool.Put(it) })
}

func startedValueOf(f func([]byte), g func(*item)) {
	it := pool.Get().(*item)
	go f(it.buf) // want `memory of it is used by the goroutine, but pool.Put puts it back at line 75`
	pool.Put(it)
	other := pool.Get().(*item)
	go g(other) // which may put it
}

func startedVariadic() {
	it := pool.Get().(*item)
	go fmt.Println(it.buf) // want `memory of it is used by the goroutine`
	pool.Put(it)
}

func startedVariadicCopy() {
	it := pool.Get().(*item)
	go fmt.Println(it.id, string(it.buf))
	pool.Put(it)
}
