// Package user takes from a pool of another package, which may set New.
package user

import "nilget/lib"

func use() (int, int) {
	return *lib.Default.Objects.Get().(*int), *lib.Default.Get().(*int)
}

var own lib.Cache

func useOwn() int { return *own.Objects.Get().(*int) }
