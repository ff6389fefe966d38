// Package classes has a pool for each size.
package classes

import (
	"math/bits"
	"sync"
)

var classes [12]sync.Pool

func classOf(n int) int { return bits.Len(uint(n)) - 1 }

// put drops what is too big for any class.
func put(b *[]byte) {
	i := bits.Len(uint(cap(*b))) - 1
	if i >= len(classes) {
		return
	}
	classes[i].Put(b)
}

func putByFunc(b *[]byte) {
	i := classOf(cap(*b))
	if i < 0 || i >= len(classes) {
		return
	}
	classes[i].Put(b)
}

// putIn may leave b to its caller.
func putIn(b *[]byte, i int) {
	if i >= len(classes) {
		return
	}
	classes[i].Put(b)
}

func used(b *[]byte) {
	put(b)
	copy(*b, "text") // want `b is used after put at line 39`
}

func usedByFunc(b *[]byte) {
	putByFunc(b)
	copy(*b, "text") // want `b is used after putByFunc at line 44`
}

func usedIn(b *[]byte, i int) {
	putIn(b, i)
	copy(*b, "text")
}

// grow gives back b if it has room, else another.
func grow(b *[]byte, n int) *[]byte {
	if cap(*b) >= n {
		return b
	}
	c := make([]byte, n)
	copy(c, *b)
	put(b)
	return &c
}

func grown(b *[]byte, n int) {
	b = grow(b, n)
	copy(*b, "text")
	put(b)
}
