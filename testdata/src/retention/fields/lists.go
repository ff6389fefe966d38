package fields

import "sync"

// The putter cuts a list that others append to.
type batch struct {
	errs  []error
	names []string
	sizes []int
}

var batches = sync.Pool{New: func() any { return new(batch) }}

func NewBatch() *batch { return batches.Get().(*batch) }

func (b *batch) Add(err error, name string, size int) {
	b.errs = append(b.errs, err)
	b.names = append(b.names, name)
	b.sizes = append(b.sizes, size)
}

func (b *batch) Free() {
	b.errs = b.errs[:0]
	b.names = b.names[:0]
	b.sizes = b.sizes[:0]
	batches.Put(b) // want `b keeps what errs refers to alive while it waits in the pool`
}

type clearedBatch struct{ errs []error }

var clearedBatches = sync.Pool{New: func() any { return new(clearedBatch) }}

func NewClearedBatch() *clearedBatch { return clearedBatches.Get().(*clearedBatch) }

func (b *clearedBatch) Add(err error) { b.errs = append(b.errs, err) }

func (b *clearedBatch) Free() {
	clear(b.errs)
	b.errs = b.errs[:0]
	clearedBatches.Put(b)
}

// Bytes refer to nothing.
var scratch = sync.Pool{New: func() any { return new([]byte) }}

func length(p []byte) int {
	bp := scratch.Get().(*[]byte)
	*bp = append((*bp)[:0], p...)
	n := len(*bp)
	scratch.Put(bp)
	return n
}
