package nested

// The function around the literal has nothing in the variable.
func none(n int) {
	var it *item
	func() {
		for range n {
			pool.Put(it)
		}
	}()
}

func some(n int) {
	it := pool.Get().(*item)
	func() {
		for range n {
			pool.Put(it) // want `it is put back again by the next iteration`
		}
	}()
}

// The function around the literal knows how often the loop runs.
func onceAround() {
	it, n := pool.Get().(*item), 1
	func() {
		for i := 0; i < n; i++ {
			pool.Put(it)
		}
	}()
}

func twiceAround() {
	it, n := pool.Get().(*item), 2
	func() {
		for i := 0; i < n; i++ {
			pool.Put(it) // want `it is put back again by the next iteration`
		}
	}()
}
