package literals

// What is known of a variable is still known after a literal was called.
func askedAgain(n int) error {
	var first, second *item
	if n == 1 {
		first = get()
		held = first
	}
	func() {
		if step() != nil {
			errs = nil
		}
	}()
	if first == nil {
		second = get()
	}
	if n == 1 {
		return nil
	}
	pool.Put(second)
	return nil
}

func askedWrongly(n int) error {
	var first, second *item
	if n == 1 {
		first = get()
		held = first
	}
	func() {
		if step() != nil {
			errs = nil
		}
	}()
	if first == nil {
		second = get() // want `second from get is not put back when the function returns at line 40`
	}
	if n == 2 {
		return nil
	}
	pool.Put(second)
	return nil
}

var held *item
