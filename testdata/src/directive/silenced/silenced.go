// Package silenced shows which reports directives silence.
package silenced

import "sync"

var pool sync.Pool // of *int, without New

func sameLine() int {
	p := pool.Get().(*int) //poolvet:ignore nilget filled by an init function of the command
	defer pool.Put(p)
	return *p
}

func lineAbove() int {
	//poolvet:ignore nilget filled by an init function of the command
	p := pool.Get().(*int)
	q := pool.Get().(*int) // want "pool has no New"
	defer pool.Put(p)
	defer pool.Put(q)
	return *p
}

// wholeFunction is not to be reported.
//
//poolvet:ignore nilget filled by an init function of the command
func wholeFunction(use func()) int {
	use()
	p := pool.Get().(*int)
	defer pool.Put(p)
	return *p
}

func anotherFunction() int {
	p := pool.Get().(*int) // want "pool has no New"
	defer pool.Put(p)
	return *p
}

func anotherCheck() int {
	//poolvet:ignore missingput filled by an init function of the command
	p := pool.Get().(*int) // want "pool has no New"
	defer pool.Put(p)
	return *p
}

func noReason() int {
	// want +2 "pool has no New"
	//poolvet:ignore nilget
	p := pool.Get().(*int)
	defer pool.Put(p)
	return *p
}

func behindCode() int {
	x := 1                 //poolvet:ignore nilget about the next line
	p := pool.Get().(*int) // want "pool has no New"
	defer pool.Put(p)
	return *p + x
}
