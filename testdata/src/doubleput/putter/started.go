package putter

// The goroutine takes it over, and so does the deferred call.
func startedAndDeferred() {
	it := pool.Get().(*item)
	defer put(it)
	go func() { // want `it is put back twice: also by put at line 6`
		put(it)
	}()
}

func startedTwo() {
	it := pool.Get().(*item)
	go func() { put(it) }()
	go func() { put(it) }() // want `it is put back twice: also by the function literal at line 14`
}

func startedAndPut() {
	it := pool.Get().(*item)
	go it.free()
	put(it) // want `it is put back twice: also by it.free at line 20`
}

func startedEither(ok bool) {
	it := pool.Get().(*item)
	if ok {
		go func() { put(it) }()
		return
	}
	put(it)
}

func startedOrDeferred(ok bool) {
	it := pool.Get().(*item)
	handed := false
	defer func() {
		if !handed {
			put(it)
		}
	}()
	if ok {
		handed = true
		go func() { put(it) }()
	}
}

func startedEach(n int) {
	for range n {
		it := pool.Get().(*item)
		go func() { put(it) }()
	}
}

func startedEachShared(n int) {
	var it *item
	for range n {
		it = pool.Get().(*item)
		go put(it)
	}
}

func startedAgain(n int) {
	it := pool.Get().(*item)
	for range n {
		go put(it) // want `it is put back again by the next iteration`
	}
}

func startedCounted() {
	c := countedPool.Get().(*counted)
	c.refs = 2
	go c.release()
	c.release()
}

// The other one has another object.
func startedAndTaken() {
	it := pool.Get().(*item)
	go put(it)
	it = pool.Get().(*item)
	put(it)
}
