package leaves

import "sync"

// A worker is put by the goroutine that it starts.
type worker interface {
	start()
	give(n int)
}

type crew struct{ cache sync.Pool }

type hand struct {
	crew *crew
	jobs chan int
}

func (h *hand) start() {
	go func() {
		for n := range h.jobs {
			if n == 0 {
				break
			}
			println(n)
		}
		h.crew.cache.Put(h)
	}()
}

func (h *hand) give(n int) { h.jobs <- n }

func (c *crew) work(n int) {
	w := c.cache.Get().(worker)
	w.start()
	w.give(n)
	w.give(0)
}

func (c *crew) workForgets(n int) {
	w := c.cache.Get().(worker) // want `w from c.cache.Get is not put back`
	w.give(n)
}
