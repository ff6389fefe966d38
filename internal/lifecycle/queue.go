package lifecycle

import (
	"cmp"
	"container/heap"

	"golang.org/x/tools/go/ssa"
)

// An item is a block that is to be executed from one of its states.
type item struct {
	block   *ssa.BasicBlock
	key     string // of the states that agree in what decides
	variant int    // index among these
}

// A queue holds the items that are to be executed: those of the earlier block
// first, so that a block waits for what comes together in it, and of one block
// the one that came first.
type queue struct {
	items []pending
	added int
}

type pending struct {
	item
	seq int
}

func (q *queue) add(it item) {
	heap.Push(q, pending{it, q.added})
	q.added++
}

func (q *queue) next() item { return heap.Pop(q).(pending).item }

// Len implements [heap.Interface].
func (q *queue) Len() int { return len(q.items) }

// Less implements [heap.Interface].
func (q *queue) Less(i, j int) bool {
	a, b := q.items[i], q.items[j]
	return cmp.Or(cmp.Compare(a.block.Index, b.block.Index), cmp.Compare(a.seq, b.seq)) < 0
}

// Swap implements [heap.Interface].
func (q *queue) Swap(i, j int) { q.items[i], q.items[j] = q.items[j], q.items[i] }

// Push implements [heap.Interface].
func (q *queue) Push(x any) { q.items = append(q.items, x.(pending)) }

// Pop implements [heap.Interface].
func (q *queue) Pop() any {
	last := q.items[len(q.items)-1]
	q.items = q.items[:len(q.items)-1]
	return last
}
