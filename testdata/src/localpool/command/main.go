// The pools of main live as long as the program.
package main

import "sync"

func main() {
	pool := sync.Pool{New: func() any { return new(int) }}
	x := pool.Get().(*int)
	defer pool.Put(x)
	func() {
		pool := sync.Pool{New: func() any { return new(int) }}
		x := pool.Get().(*int)
		defer pool.Put(x)
	}()
	helper()
}

func helper() {
	pool := sync.Pool{New: func() any { return new(int) }} // want `pool dies with this call of helper`
	x := pool.Get().(*int)
	defer pool.Put(x)
}
