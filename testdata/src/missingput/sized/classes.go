package sized

import "sync"

// A ladder has a pool for each of its sizes.
type ladder struct {
	sizes []int
	pools []sync.Pool
}

func (l *ladder) get(n int) *[]byte {
	for i, size := range l.sizes {
		if n > size {
			continue
		}
		if b, ok := l.pools[i].Get().(*[]byte); ok {
			return b
		}
		break
	}
	b := make([]byte, n)
	return &b
}

// A slice that is larger than all of the sizes is dropped.
func (l *ladder) put(b *[]byte) {
	for i, size := range l.sizes {
		if cap(*b) > size {
			continue
		}
		l.pools[i].Put(b)
		break
	}
}

func climb(l *ladder, do func() error) error {
	b := l.get(10) // want `b from l.get is not put back when the function returns at line 39`
	if err := do(); err != nil {
		return err
	}
	(*b)[0] = 1
	l.put(b)
	return nil
}

func climbs(l *ladder, do func() error) error {
	b := l.get(10)
	defer l.put(b)
	(*b)[0] = 1
	return do()
}

// putAny looks for a pool by something else, and may leave the slice to its caller.
func (l *ladder) putAny(b *[]byte, n int) {
	for i, size := range l.sizes {
		if n > size {
			continue
		}
		l.pools[i].Put(b)
		break
	}
}

func climbAny(l *ladder, do func() error) error {
	b := l.get(10)
	l.putAny(b, 10)
	return do()
}

// What the loop puts is another one.
func otherRungs(n int, next func() bool) int {
	b := slots.Get().(*[]byte) // want `b from slots.Get is not put back when the function returns at line 81`
	for next() {
		other := slots.Get().(*[]byte)
		if cap(*b) > n {
			slots.Put(other)
			return 0
		}
		slots.Put(other)
	}
	return n
}

var slots = sync.Pool{New: func() any { return new([]byte) }}

// A loop over something else, which puts what is too large.
func drop(next func() bool) {
	b := slots.Get().(*[]byte) // want `b from slots.Get is not put back when the function returns at line 95`
	for next() {
		if cap(*b) > 1024 {
			slots.Put(b)
			return
		}
	}
}
