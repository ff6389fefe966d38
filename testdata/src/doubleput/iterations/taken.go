package iterations

// takenByLiteral: each pending call has the object of its own iteration.
func takenByLiteral(list []int) {
	it := pool.Get().(*item)
	pool.Put(it)
	for range list {
		func() {
			it = pool.Get().(*item)
		}()
		defer func(it *item) { pool.Put(it) }(it)
	}
}

func takenByLiteralOnce(list []int) {
	it := pool.Get().(*item)
	func() {
		pool.Put(it)
		it = pool.Get().(*item)
	}()
	for range list {
		defer func(it *item) { pool.Put(it) }(it) // want `it is put back twice: also by pool.Put at line 22`
	}
}
