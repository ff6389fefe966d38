package conditions

// The flag is one of the branch for the error, and says nothing of that.
func localFlag() error {
	it := pool.Get().(*item) // want `it from pool.Get is not put back when the function returns at line 14`
	if err := step(); err != nil {
		kept := false
		defer func() {
			if !kept {
				pool.Put(it)
			}
		}()
		kept = true
		return err
	}
	pool.Put(it)
	return nil
}
