package lasting

import (
	"sync"
	"unsafe"
)

// A putter for what is handed around as an unsafe pointer: what is known of the type
// of the objects still counts.
type ring struct {
	slots []int
	name  string
}

func releaseRing(p unsafe.Pointer) { putRing((*ring)(p)) }

var rings = sync.Pool{New: func() any { return new(ring) }}

func putRing(r *ring) {
	r.name = ""
	rings.Put(r)
}

func (r *ring) pop() int {
	n := r.slots[len(r.slots)-1]
	r.slots = r.slots[:len(r.slots)-1]
	return n
}

func turnRing(name string, n int) int {
	r := rings.Get().(*ring)
	r.name = name
	r.slots = append(r.slots, n)
	n = r.pop() + len(r.slots) + len(r.name)
	putRing(r)
	return n
}
