// Package plain uses objects after their Put.
package plain

import (
	"bytes"
	"fmt"
	"io"
	"sync"
)

type item struct {
	n    int
	list []int
	m    map[string]int
	next *item
	arr  [4]int
}

func (it *item) reset() { it.n = 0 }

func (it item) sum() int { return it.n }

var pool = sync.Pool{New: func() any { return new(item) }}

func read() int {
	it := pool.Get().(*item)
	pool.Put(it)
	return it.n // want `it is used after pool.Put at line 27`
}

func readBefore() int {
	it := pool.Get().(*item)
	n := it.n
	pool.Put(it)
	return n
}

func write() {
	it := pool.Get().(*item)
	pool.Put(it)
	it.n = 1 // want `it is used after pool.Put at line 40`
}

func whole() {
	it := pool.Get().(*item)
	pool.Put(it)
	*it = item{} // want `it is used after pool.Put at line 46`
}

func wholeBefore() {
	it := pool.Get().(*item)
	*it = item{}
	pool.Put(it)
}

func copied() int {
	it := pool.Get().(*item)
	c := *it
	pool.Put(it)
	return c.n + c.arr[0]
}

func method() {
	it := pool.Get().(*item)
	pool.Put(it)
	it.reset() // want `it is used after pool.Put at line 65`
}

func passed() {
	it := pool.Get().(*item)
	pool.Put(it)
	fmt.Println(it) // want `it is used after pool.Put at line 71`
}

func passedField() {
	it := pool.Get().(*item)
	pool.Put(it)
	fmt.Println(it.n) // want `it is used after pool.Put at line 77`
}

func element() int {
	it := pool.Get().(*item)
	pool.Put(it)
	return it.arr[1] // want `it is used after pool.Put at line 83`
}

func buffer(w io.Writer) error {
	buf := bufs.Get().(*bytes.Buffer)
	bufs.Put(buf)
	_, err := buf.WriteTo(w) // want `buf is used after bufs.Put at line 89`
	return err
}

func bufferBefore(w io.Writer) error {
	buf := bufs.Get().(*bytes.Buffer)
	_, err := buf.WriteTo(w)
	bufs.Put(buf)
	return err
}

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func branch(ok bool) int {
	it := pool.Get().(*item)
	if ok {
		pool.Put(it)
	}
	n := it.n // want `it is used after pool.Put at line 106`
	if !ok {
		pool.Put(it)
	}
	return n
}

func otherBranch(ok bool) int {
	it := pool.Get().(*item)
	if ok {
		pool.Put(it)
		return 0
	}
	n := it.n
	pool.Put(it)
	return n
}

func sameCondition(ok bool) int {
	it := pool.Get().(*item)
	if ok {
		pool.Put(it)
	}
	n := 0
	if !ok {
		n = it.n
		pool.Put(it)
	}
	return n
}

func twiceUsed() int {
	it := pool.Get().(*item)
	pool.Put(it)
	it.n++      // want `it is used after pool.Put at line 141`
	return it.n // one report is enough
}

func nilTest() bool {
	it := pool.Get().(*item)
	pool.Put(it)
	return it != nil
}

func setNil() {
	it := pool.Get().(*item)
	for i := range 3 {
		if it != nil && i == 1 {
			pool.Put(it)
			it = nil
		}
	}
	if it != nil {
		it.n = 0
		pool.Put(it)
	}
}

func notSetNil() {
	it := pool.Get().(*item)
	for i := range 3 {
		if it != nil && i == 1 {
			pool.Put(it)
		}
	}
	if it != nil {
		it.n = 0 // want `it is used after pool.Put at line 170`
	}
}

func reassigned() int {
	it := pool.Get().(*item)
	pool.Put(it)
	it = new(item)
	return it.n
}

func takenAgain() int {
	it := pool.Get().(*item)
	pool.Put(it)
	it = pool.Get().(*item)
	defer pool.Put(it)
	return it.n
}

func oldName() int {
	it := pool.Get().(*item)
	old := it
	pool.Put(it)
	it = pool.Get().(*item)
	defer pool.Put(it)
	return old.n // want `it is used after pool.Put at line 196`
}

// What a pointer field leads to is another object.
func pointee() int {
	it := pool.Get().(*item)
	next := it.next
	pool.Put(it)
	if next == nil {
		return 0
	}
	return next.n
}

func panics() {
	it := pool.Get().(*item)
	pool.Put(it)
	panic(it.n) // want `it is used after pool.Put at line 215`
}

func closure() {
	it := pool.Get().(*item)
	show := func() { println(it.n) }
	show()
	pool.Put(it)
}

func closureAfter() {
	it := pool.Get().(*item)
	show := func() { println(it.n) } // want `it is used after pool.Put at line 229`
	pool.Put(it)
	show()
}

func valueMethod() int {
	it := pool.Get().(*item)
	pool.Put(it)
	return it.sum() // want `it is used after pool.Put at line 235`
}
