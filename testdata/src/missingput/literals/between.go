package literals

// What is known of a variable is still known after a literal was called.
func askedAgain(n int) {
	var first, second *item
	if n == 1 {
		first = get()
	}
	func() {
		if step() != nil {
			println(n)
		}
	}()
	if first == nil {
		second = get()
	}
	if n == 1 {
		pool.Put(first)
		return
	}
	pool.Put(second)
}

func askedWrongly(n int) {
	var first, second *item
	if n == 1 {
		first = get()
	}
	func() {
		if step() != nil {
			println(n)
		}
	}()
	if first == nil {
		second = get() // want `second from get is not put back when the function returns at line 38`
	}
	if n != 1 {
		return
	}
	pool.Put(second)
	pool.Put(first)
}
