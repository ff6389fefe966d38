package literals

// What a variable has that a literal captured is lost where it is set to the next
// object.
func takenByLiteral(n int) {
	var it *item
	for range n {
		func() {
			it = get() // want `it from get is not put back when the function returns at line 13`
		}()
	}
	pool.Put(it)
}

func putBeforeNext(n int) {
	it := get()
	for range n {
		pool.Put(it)
		func() {
			it = get()
		}()
	}
	pool.Put(it)
}

func usedByLiteral(n int) {
	var it *item
	for range n {
		it = get() // want `it from get is not put back when the function returns at line 33`
		func() { it.n++ }()
	}
	pool.Put(it)
}

func putIfThere(n int) {
	var it *item
	for range n {
		if it != nil {
			pool.Put(it)
		}
		it = get()
		func() { it.n++ }()
	}
	if it != nil {
		pool.Put(it)
	}
}

// Only the first iteration takes one.
func takenOnce(n int) {
	var it *item
	for range n {
		if it == nil {
			func() { it = get() }()
		}
		it.n++
	}
	if it != nil {
		pool.Put(it)
	}
}

// The one before is in another variable.
func before(n int) {
	var it, last *item
	for range n {
		last = it
		func() { it = get() }()
		if last != nil {
			func() { it.n += last.n }()
			pool.Put(last)
		}
	}
	if it != nil {
		pool.Put(it)
	}
}

func lastForgotten(n int) {
	var it, last *item
	for range n {
		last = it
		func() { it = get() }() // want `it from get is not put back when the function returns at line 92`
		if last != nil && n > 3 {
			func() { it.n += last.n }()
			pool.Put(last)
		}
	}
	if it != nil {
		pool.Put(it)
	}
}

// A full one is handed over, and the next one taken, by a literal.
func handedOver(list []int, full chan<- *item) {
	it := get()
	next := func() {
		full <- it
		it = get()
	}
	for _, n := range list {
		if it.n += n; it.n > 10 {
			next()
		}
	}
	full <- it
}

// What is lost before says nothing of what is returned: there always is one.
func third(quick bool) *item {
	var it *item
	for range 3 {
		it = get() // want `it from get is not put back when the function returns at line 116`
		func() { it.n++ }()
	}
	return it
}

func ofThird(quick bool) {
	it := third(quick) // want `it from third is not put back when the function returns at line 124`
	if it.n++; quick {
		pool.Put(it)
	}
}
