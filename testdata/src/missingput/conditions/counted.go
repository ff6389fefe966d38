package conditions

// counted: how often the loop runs says nothing of the flag, which is still known when
// many other things are.
func counted(n int) bool {
	it := pool.Get().(*item)
	kept := false
	defer func() {
		if !kept {
			pool.Put(it)
		}
	}()
	var other *item
	if more() {
		other = pool.Get().(*item)
	}
	if more() {
		kept = more()
		for range n {
			more()
		}
	}
	if !kept {
		if other != nil {
			pool.Put(other)
		}
		return false
	}
	if other != nil {
		pool.Put(other)
	}
	pool.Put(it)
	return true
}

func countedAndKept(n int) bool {
	it := pool.Get().(*item) // want `it from pool.Get is not put back when the function returns at line 63`
	kept := false
	defer func() {
		if !kept {
			pool.Put(it)
		}
	}()
	var other *item
	if more() {
		other = pool.Get().(*item)
	}
	if more() {
		kept = more()
		for range n {
			more()
		}
	}
	if !kept {
		if other != nil {
			pool.Put(other)
		}
		return false
	}
	if other != nil {
		pool.Put(other)
	}
	return true
}

// collected: whether there is a list makes no difference to the rest.
func collected(ok bool, n int, lines []string) {
	var it *item
	if !ok {
		it = pool.Get().(*item)
	}
	var all []*item
	for range n {
		all = append(all, get())
	}
	for _, other := range all {
		pool.Put(other)
	}
	for range lines {
		if it != nil {
			if ok {
				lost := get()
				lost.n++
				return
			}
		}
	}
	pool.Put(it)
}

func collectedAndLost(ok bool, n int, lines []string) {
	var it *item
	if !ok {
		it = pool.Get().(*item)
	}
	var all []*item
	for range n {
		all = append(all, get())
	}
	for _, other := range all {
		pool.Put(other)
	}
	for range lines {
		if it == nil {
			if ok {
				lost := get() // want `at line 108`
				lost.n++
				return
			}
		}
	}
	pool.Put(it)
}

// noLines: there are none the second time if there were none the first time.
func noLines(n int, lines []string) {
	for i := 0; i < n; i++ {
		for range lines {
			return
		}
	}
	it := pool.Get().(*item)
	for i := 0; i < n; i++ {
		for range lines {
			if more() {
				continue
			}
			return
		}
	}
	pool.Put(it)
}

func otherLines(n int, lines, others []string) {
	for i := 0; i < n; i++ {
		for range lines {
			return
		}
	}
	it := pool.Get().(*item) // want `at line 146`
	for i := 0; i < n; i++ {
		for range others {
			if more() {
				continue
			}
			return
		}
	}
	pool.Put(it)
}
