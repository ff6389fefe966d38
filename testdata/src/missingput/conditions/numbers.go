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
