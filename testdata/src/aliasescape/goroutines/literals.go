package goroutines

// neverPut: the function around the literal has excluded the number.
func neverPut(n int) {
	if n == 0 {
		return
	}
	it := pool.Get().(*item)
	keep(it)
	defer func() {
		go use(it)
		if n == 0 {
			pool.Put(it)
		}
	}()
}

func perhapsPut(n int) {
	if n == 1 {
		return
	}
	it := pool.Get().(*item)
	keep(it)
	defer func() {
		go use(it) // want `it is used by the goroutine, but pool.Put puts it back when the function returns`
		if n == 0 {
			pool.Put(it)
		}
	}()
}

func keep(it *item) { kept = append(kept, it) }

var kept []*item
