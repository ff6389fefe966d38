package resliced

import "sync"

// A table is given the length that the use needs by zeros after what it has. What it
// had is written over before it is read.
type grid struct {
	cells []uint64
	marks []uint64
}

var grids = sync.Pool{New: func() any { return new(grid) }}

func (g *grid) reserve(n int) {
	if len(g.cells) < n {
		g.cells = append(g.cells, make([]uint64, n-len(g.cells))...)
	}
}

func weigh(text []byte) (sum uint64) {
	g := grids.Get().(*grid)
	defer grids.Put(g)
	g.reserve(len(text))
	for i, c := range text {
		g.cells[i] = uint64(c)
	}
	for i := range text {
		sum += g.cells[i]
	}
	return sum
}

// Room of a fixed size is added after what the last user left.
type frame struct{ head []uint64 }

var frames = sync.Pool{New: func() any { return new(frame) }}

func framed() (sum uint64) {
	f := frames.Get().(*frame)
	f.head = append(f.head, make([]uint64, 4)...)
	for _, v := range f.head {
		sum += v
	}
	frames.Put(f) // want `f is put back without a reset of head, which its next user gets at line 39`
	return sum
}
