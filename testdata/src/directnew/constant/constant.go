// Package constant chooses by a constant whether it pools.
package constant

import "sync"

const (
	pooling = false
	tracing = false
)

type state struct{ n int }

func run(p *sync.Pool, use func(any)) {
	var s any
	if pooling {
		s = p.Get()
		defer p.Put(s)
	} else {
		s = p.New()
	}
	use(s)
}

func traced(p *sync.Pool, use func(any)) {
	if tracing {
		println("run")
	} else {
		s := p.New() // want `p.New called directly bypasses the pool: use Get`
		use(s)
	}
}
