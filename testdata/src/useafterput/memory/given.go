package memory

// given: what the object was given is memory of it, for who takes it next.
func given() byte {
	it := pool.Get().(*item)
	it.buf = nil
	b := append([]byte(nil), 'x')
	it.buf = b[:0]
	pool.Put(it)
	return b[0] // want `memory of it is used after pool.Put at line 9`
}

func madeAndGiven(n int) byte {
	it := pool.Get().(*item)
	b := make([]byte, n)
	it.buf = b
	pool.Put(it)
	return b[0] // want `memory of it is used after pool.Put at line 17`
}

// givenAndTaken: it was lent for a while.
func givenAndTaken(n int) byte {
	it := pool.Get().(*item)
	b := make([]byte, n)
	it.buf = b
	it.buf = nil
	pool.Put(it)
	return b[0]
}

// givenOther: the object has a copy.
func givenOther() byte {
	it := pool.Get().(*item)
	b := append([]byte(nil), 'x')
	it.buf = append([]byte(nil), b...)
	pool.Put(it)
	return b[0]
}

// givenAgain: the object goes with something else.
func givenAgain(n int) byte {
	it := pool.Get().(*item)
	b := make([]byte, n)
	it.buf = b
	it.buf = make([]byte, n)
	pool.Put(it)
	return b[0]
}
