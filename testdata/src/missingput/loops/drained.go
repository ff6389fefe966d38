package loops

import "sync"

var spares sync.Pool

// drain empties the pool.
func drain() {
	for range 10 {
		if spares.Get() == nil {
			break
		}
	}
}

func used() int {
	n := 0
	for range 10 {
		p, ok := spares.Get().(*int) // want `p from spares.Get is not put back before the next one is taken`
		if !ok {
			break
		}
		n += *p
	}
	return n
}

func refill(p *int) { spares.Put(p) }
