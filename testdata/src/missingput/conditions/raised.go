package conditions

// raisedForOther: the flag says of the other object that it is not to be put.
func raisedForOther() error {
	it := pool.Get().(*item) // want `it from pool.Get is not put back when the function returns at line 17`
	other := pool.Get().(*item)
	failed := false
	defer func() {
		if !failed {
			pool.Put(other)
		}
	}()
	if err := fill(other); err != nil {
		failed = true
	}
	if len(lines) == 0 {
		return nil
	}
	pool.Put(it)
	return nil
}

func raised() error {
	it := pool.Get().(*item)
	failed := false
	defer func() {
		if !failed {
			pool.Put(it)
		}
	}()
	if err := fill(it); err != nil {
		failed = true
		return err
	}
	return nil
}

func fill(it *item) error { return errs[len(lines)] }

var (
	lines []string
	errs  []error
)
