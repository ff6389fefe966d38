package plain

func received(in <-chan *item) {
	for it := range in {
		pool.Put(it)
		if it == nil {
			continue
		}
		pool.Put(it) // want `it is put back twice: also by pool.Put at line 5`
	}
}

func receivedEach(in <-chan *item) {
	for it := range in {
		pool.Put(it)
	}
}

func elementTwice(list []*item) {
	pool.Put(list[0])
	pool.Put(list[1])
}
