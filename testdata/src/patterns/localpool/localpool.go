// Package localpool is pattern C7: a pool that dies with the call.
package localpool

import (
	"io"
	"sync"
)

func skip(r io.Reader) (int, error) {
	pool := sync.Pool{New: func() any { return new([512]byte) }} // want `pool dies with this call of skip, so it never reuses an object`
	b := pool.Get().(*[512]byte)
	defer pool.Put(b)
	return r.Read(b[:])
}

func skipAll(list []io.Reader) {
	pool := sync.Pool{New: func() any { return new([512]byte) }}
	var wg sync.WaitGroup
	for _, r := range list {
		wg.Go(func() {
			b := pool.Get().(*[512]byte)
			defer pool.Put(b)
			r.Read(b[:])
		})
	}
	wg.Wait()
}
