package leaves

import "unsafe"

func word(v any) unsafe.Pointer { return (*[2]unsafe.Pointer)(unsafe.Pointer(&v))[1] }

func byWord() {
	p := word(pool.Get())
	it := (*item)(p)
	it.n++
	pool.Put(it)
}

// What is kept as an unsafe.Pointer is followed no longer.
func interpret(code []byte) {
	var kept unsafe.Pointer
	for _, op := range code {
		switch op {
		case 'g':
			kept = unsafe.Pointer(pool.Get().(*item))
		case 'p':
			pool.Put((*item)(kept))
		}
	}
}

func convertForgets() int {
	it := pool.Get().(*item) // want `it from pool.Get is not put back`
	return *(*int)(unsafe.Pointer(it))
}
