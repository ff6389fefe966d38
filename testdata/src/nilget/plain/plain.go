package plain

import (
	"bufio"
	"io"
	"sync"
)

var readers sync.Pool

func assertion(r io.Reader) (string, error) {
	br := readers.Get().(*bufio.Reader) // want `^readers has no New, so Get can return nil and this assertion panic$`
	defer readers.Put(br)
	br.Reset(r)
	return br.ReadString('\n')
}

func variable() *bufio.Reader {
	x := readers.Get()
	return x.(*bufio.Reader) // want `readers has no New`
}

func argument(use func(*bufio.Reader)) {
	use(readers.Get().(*bufio.Reader)) // want `readers has no New`
}

func toInterface() io.Reader {
	return readers.Get().(io.Reader) // want `readers has no New`
}

func merged(cond bool) *bufio.Reader {
	var x any
	if cond {
		x = readers.Get()
	} else {
		x = bufio.NewReader(nil)
	}
	return x.(*bufio.Reader) // want `readers has no New`
}

// The pool may be emptied at any time.
func filled() *bufio.Reader {
	readers.Put(bufio.NewReader(nil))
	return readers.Get().(*bufio.Reader) // want `readers has no New`
}

func local(r *bufio.Reader) *bufio.Reader {
	var pool sync.Pool
	pool.Put(r)
	return pool.Get().(*bufio.Reader) // want `pool has no New`
}

func methodValue() *bufio.Reader {
	get := readers.Get
	return get().(*bufio.Reader) // want `readers has no New`
}

var withNil = sync.Pool{New: nil}

func explicit() *bufio.Reader {
	return withNil.Get().(*bufio.Reader) // want `withNil has no New`
}

var withNew = sync.Pool{New: func() any { return bufio.NewReader(nil) }}

func right() *bufio.Reader {
	return withNew.Get().(*bufio.Reader)
}

// What is not asserted is not looked at.
func unasserted(use func(any)) { use(readers.Get()) }
