package values

import "sync"

type numbered struct{ n int }

var numbers = sync.Pool{New: func() any { return new(numbered) }}

// It is neither of the two that it is compared with after it was found to be none.
func neither(n int) {
	x := numbers.Get().(*numbered)
	if n == 2 {
		numbers.Put(x)
		return
	}
	numbers.Put(x)
	switch n {
	case 0:
	case 1:
	case 2:
		numbers.Put(x)
	}
}

func either(n int) {
	x := numbers.Get().(*numbered)
	if n == 2 {
		numbers.Put(x)
		return
	}
	numbers.Put(x)
	switch n {
	case 0:
	case 1:
	case 3:
		numbers.Put(x) // want `x is put back twice: also by numbers.Put at line 31`
	}
}
