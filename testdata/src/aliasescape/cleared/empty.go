package cleared

func (it *item) count() { total += len(it.data) }

func (it *item) grow() { it.data = make([]byte, 8) }

var total int

// emptied: a part of nil is nil.
func emptied() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	it.data = nil
	it.data = it.data[:0]
	return it.data
}

func notEmptied() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	it.data = it.data[:0]
	return it.data // want `returned slice aliases it, which pool.Put puts back when the function returns`
}

// emptiedAndCounted: what is called leaves the field alone.
func emptiedAndCounted() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	it.data = nil
	it.count()
	return it.data
}

func emptiedAndGrown() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	it.data = nil
	it.grow()
	return it.data // want `returned slice aliases it, which pool.Put puts back when the function returns`
}

// emptiedBefore: what is called cannot come by the object.
func emptiedBefore() []byte {
	it := pool.Get().(*item)
	defer pool.Put(it)
	it.data = nil
	other := pool.Get().(*item)
	other.grow()
	pool.Put(other)
	return it.data
}
