package iterations

// eitherWay: a condition that never changes decides which branch each iteration
// takes, and none of them comes to the Put.
func eitherWay(n int, ok bool) {
	it := pool.Get().(*item)
	first := true
	for i := 0; i < n; i++ {
		switch {
		case ok:
			first = false
		case first:
		default:
			pool.Put(it)
		}
	}
	pool.Put(it)
}

func eitherWayOnce(n int, ok bool) {
	it := pool.Get().(*item)
	first := true
	for i := 0; i < n; i++ {
		switch {
		case ok:
			first = false
		case first:
			first = false
		default:
			pool.Put(it) // want `it is put back again by the next iteration`
		}
	}
}
