// Package putteruser calls putters of another package.
package putteruser

import (
	"sync"

	"nonpointer/putter"
)

var own sync.Pool

type values [2]int

func (values) Values() []int { return nil }

func callers(b []byte, bp *[]byte) {
	putter.PutBytes(b)
	putter.PutAny(b) // want `\[\]byte put in putter.pool is boxed`
	putter.PutAny(bp)
	putter.PutPointer(&b) // want `&b is a new slice header, so putting its address in putter.pool allocates at every Put`
	putter.PutTo(&own, b) // want `\[\]byte put in own is boxed`
	putter.PutNode(b)
	putter.PutSome(b)
	putter.PutUnboxed(b)
	putter.PutOr(values{1, 2})
	putter.PutOr(&values{1, 2})
}
