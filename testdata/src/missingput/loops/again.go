package loops

func ready() bool { return len(errs) > 0 }

var errs []error

// The variable is declared anew, and the object lost before.
func everyOther() {
	skip := false
	for {
		var it *item
		if !skip {
			it = pool.Get().(*item) // want `it from pool.Get is not put back before the next one is taken`
		}
		skip = !skip
		if ready() {
			pool.Put(it)
		}
	}
}

// The variable is set to nil in place of the object.
func givenUp() {
	for {
		it := pool.Get().(*item)
		if ready() {
			it = nil
		}
		if it != nil {
			pool.Put(it)
		}
	}
}
