package conditions

// ruledOut: both numbers are excluded, not only the first one.
func ruledOut(n int, ok bool) {
	it := pool.Get().(*item)
	switch n {
	case 0:
	case 1:
	default:
		switch {
		case n != 1:
		case !ok:
			return
		}
	}
	pool.Put(it)
}

func notRuledOut(n int, ok bool) {
	it := pool.Get().(*item) // want `at line 28`
	switch n {
	case 0:
	case 1:
	default:
		switch {
		case n != 2:
		case !ok:
			return
		}
	}
	pool.Put(it)
}

// neither: after the loop the number is below zero or above it.
func neither(n int) {
	var it *item
	if n != 0 {
		it = pool.Get().(*item)
	}
	for i := 0; i < n; i++ {
		more()
	}
	switch n {
	case 0:
	default:
		pool.Put(it)
	}
}

func either(n int) {
	var it *item
	if n != 0 {
		it = pool.Get().(*item) // want `at line 63`
	}
	for i := 0; i < n; i++ {
		more()
	}
	switch n {
	case 1:
	default:
		pool.Put(it)
	}
}

// ruledOutBetween: the number is not one where a range ends at zero and another
// begins at two.
func ruledOutBetween(n int) {
	var first *item
	if more() {
		first = get()
	}
	for i := 0; i < n; i++ {
		if more() {
			other, third := pool.Get().(*item), get()
			pool.Put(other)
			pool.Put(third)
			break
		}
	}
	defer func() {
		pool.Put(first)
	}()
	if n != 1 {
		switch n {
		case 1:
			it := pool.Get().(*item)
			it.n++
		}
	}
}

func notRuledOutBetween(n int) {
	var first *item
	if more() {
		first = get()
	}
	for i := 0; i < n; i++ {
		if more() {
			other, third := pool.Get().(*item), get()
			pool.Put(other)
			pool.Put(third)
			break
		}
	}
	defer func() {
		pool.Put(first)
	}()
	if n != 1 {
		switch n {
		case 2:
			it := pool.Get().(*item) // want `at line 115`
			it.n++
		}
	}
}
