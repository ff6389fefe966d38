package checked

import "sync"

type object struct{ n int }

var pool sync.Pool

func commaOk() *object {
	o, ok := pool.Get().(*object)
	if !ok {
		o = new(object)
	}
	return o
}

func commaOkInIf() *object {
	if o, ok := pool.Get().(*object); ok {
		return o
	}
	return new(object)
}

func nilTest() *object {
	if x := pool.Get(); x != nil {
		return x.(*object)
	}
	return new(object)
}

func nilTestFirst() *object {
	x := pool.Get()
	if x == nil {
		return new(object)
	}
	return x.(*object)
}

func replaced() *object {
	x := pool.Get()
	if x == nil {
		x = new(object)
	}
	return x.(*object)
}

func typeSwitch() int {
	switch o := pool.Get().(type) {
	case *object:
		return o.n
	case nil:
		return 0
	}
	return -1
}

func checkedBefore() *object {
	x := pool.Get()
	if _, ok := x.(*object); !ok {
		return nil
	}
	return x.(*object)
}

func loop(n int) (list []*object) {
	for range n {
		x := pool.Get()
		for x == nil {
			x = new(object)
		}
		list = append(list, x.(*object))
	}
	return list
}

// The test is on another path.
func onePath(cond bool) *object {
	x := pool.Get()
	if cond && x == nil {
		return new(object)
	}
	return x.(*object) // want `pool has no New`
}

// The test comes too late.
func late() *object {
	x := pool.Get()
	o := x.(*object) // want `pool has no New`
	if x == nil {
		return new(object)
	}
	return o
}

// The test is of something else.
func other(p *sync.Pool) *object {
	x := pool.Get()
	if p.Get() == nil {
		return new(object)
	}
	return x.(*object) // want `pool has no New`
}

var spare sync.Pool

// Each of the two is tested before they join.
func eachTested(cond bool) *object {
	var x any
	if cond {
		if x = pool.Get(); x == nil {
			return new(object)
		}
	} else {
		if x = spare.Get(); x == nil {
			return new(object)
		}
	}
	return x.(*object)
}

// One of the two is not.
func oneTested(cond bool) *object {
	var x any
	if cond {
		if x = pool.Get(); x == nil {
			return new(object)
		}
	} else {
		x = spare.Get()
	}
	return x.(*object) // want `spare has no New`
}

// What is tested in one round is tested in the next.
func rounds(n int) *object {
	x := pool.Get()
	if x == nil {
		return nil
	}
	for range n {
		if n > 3 {
			x = any(new(object))
		}
	}
	return x.(*object)
}
