package conditions

// swapped: a literal has the variable, so that what it held is loaded from it, and
// another object is stored there.
func swapped() {
	a, b := pool.Get().(*item), get()
	a, b = b, a
	if b != nil {
		defer func() { pool.Put(a) }()
	}
	pool.Put(b)
}

func swappedMaybe(ok bool) {
	a, b := pool.Get().(*item), get() // want `b from get is not put back when the function returns at line 25`
	if ok {
		pool.Put(a)
		a = nil
	}
	a, b = b, a
	if b != nil {
		defer func() { pool.Put(a) }()
		pool.Put(b)
	}
}
