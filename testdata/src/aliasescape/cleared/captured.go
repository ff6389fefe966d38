package cleared

type batch struct{ it *item }

func (b *batch) reset() { b.it.data = make([]byte, 8) }

func (b *batch) next() { b.it = nil }

func newBatch() *batch { return new(batch) }

// capturedAndEmpty: a literal has the variable, and what is called has not.
func capturedAndEmpty() []byte {
	it := pool.Get().(*item)
	defer func() { pool.Put(it) }()
	it.data = nil
	if b := newBatch(); len(active) > 0 {
		b.next()
	} else {
		b.next()
	}
	return it.data
}

func capturedAndReset() []byte {
	it := pool.Get().(*item)
	defer func() { pool.Put(it) }()
	it.data = nil
	b := &batch{it: it}
	b.reset()
	return it.data // want `returned slice aliases it, which pool.Put puts back when the function returns`
}
