// Package exits holds paths that do not return.
package exits

import (
	"log"
	"os"
	"runtime"
	"sync"
)

type item struct{ n int }

var pool = sync.Pool{New: func() any { return new(item) }}

func panics(n int) {
	it := pool.Get().(*item)
	if n < 0 {
		panic("negative")
	}
	pool.Put(it)
}

func exits(n int) {
	it := pool.Get().(*item)
	if n < 0 {
		os.Exit(1)
	}
	pool.Put(it)
}

func fatal(n int) {
	it := pool.Get().(*item)
	if n < 0 {
		log.Fatal("negative")
	}
	pool.Put(it)
}

func fatalMethod(l *log.Logger, n int) {
	it := pool.Get().(*item)
	if n < 0 {
		l.Fatalf("negative: %d", n)
	}
	pool.Put(it)
}

func prints(n int) {
	it := pool.Get().(*item) // want `at line 51`
	if n < 0 {
		log.Print("negative")
		return
	}
	pool.Put(it)
}

func goexit(n int) {
	it := pool.Get().(*item)
	if n < 0 {
		runtime.Goexit()
	}
	pool.Put(it)
}

func usage() {
	println("usage")
	os.Exit(2)
}

func own(n int) {
	it := pool.Get().(*item)
	if n < 0 {
		usage()
	}
	pool.Put(it)
}

func explain() { println("usage") }

func ownReturns(n int) {
	it := pool.Get().(*item) // want `at line 83`
	if n < 0 {
		explain()
		return
	}
	pool.Put(it)
}

func blocks(n int) {
	it := pool.Get().(*item)
	if n < 0 {
		select {}
	}
	pool.Put(it)
}
