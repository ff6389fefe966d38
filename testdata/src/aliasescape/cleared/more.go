package cleared

import "sync"

var (
	slices = sync.Pool{New: func() any { b := make([]byte, 0, 64); return &b }}
	active = map[string]*item{}
)

func otherMemory() {
	bp := slices.Get().(*[]byte)
	last = *bp
	*bp = make([]byte, 0, 64)
	slices.Put(bp)
}

func sameMemory() {
	bp := slices.Get().(*[]byte)
	last = *bp // want `bp is stored, but slices.Put puts it back at line 21`
	*bp = append(*bp, 'x')
	slices.Put(bp)
}

func overwritten(key string) {
	a, b := pool.Get().(*item), pool.Get().(*item)
	active[key] = a
	active[key] = b
	pool.Put(a)
}

func besides(key, other string) {
	a, b := pool.Get().(*item), pool.Get().(*item)
	active[key] = a // want `a is stored, but pool.Put puts it back at line 35`
	active[other] = b
	pool.Put(a)
}

func again(key string, n int) {
	a := pool.Get().(*item)
	defer func() { pool.Put(a) }()
	for range n {
		active[key] = a // want `a is stored, but pool.Put puts it back when the function returns`
	}
}

// sameAgain: to store it once more does not remove it.
func sameAgain(key string, ok bool) {
	it := pool.Get().(*item)
	active[key] = it // want `it is stored, but pool.Put puts it back at line 53`
	if ok {
		active[key] = it // want `it is stored, but pool.Put puts it back at line 53`
	}
	pool.Put(it)
}

func otherAgain(key string, ok bool, other *item) {
	it := pool.Get().(*item)
	active[key] = it
	if ok {
		active[key] = other
	}
	pool.Put(it)
}

// otherLater: who looks into the map may have to wait until this is done.
func otherLater(key string) {
	a := pool.Get().(*item)
	active[key] = a
	pool.Put(a)
	b := pool.Get().(*item)
	active[key] = b
}
