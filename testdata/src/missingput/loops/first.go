package loops

// The first iteration takes what all of them use.
func first(names []string) int {
	var it *item
	for i, name := range names {
		if i == 0 {
			it = pool.Get().(*item)
		}
		it.n += len(name)
	}
	if it == nil {
		return 0
	}
	n := it.n
	pool.Put(it)
	return n
}

func notFirst(names []string) int {
	var it *item
	for i, name := range names {
		if i != 3 {
			it = pool.Get().(*item) // want `it from pool.Get is not put back before the next one is taken`
		}
		it.n += len(name)
	}
	if it == nil {
		return 0
	}
	n := it.n
	pool.Put(it)
	return n
}
