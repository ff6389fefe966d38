// Package opened gives its pools to code that is not in view.
package opened

import (
	"fmt"
	"sync"
	"testing"
)

type object struct{ n int }

var (
	printed  sync.Pool
	returned sync.Pool
	sent     sync.Pool
	stored   sync.Pool
	called   sync.Pool
	keeper   struct{ p *sync.Pool }
	closed   sync.Pool
)

func open(ch chan *sync.Pool, f func(*sync.Pool)) *sync.Pool {
	fmt.Println(&printed)
	ch <- &sent
	keeper.p = &stored
	f(&called)
	return &returned
}

func use() {
	_ = printed.Get().(*object)
	_ = returned.Get().(*object)
	_ = sent.Get().(*object)
	_ = stored.Get().(*object)
	_ = called.Get().(*object)
	_ = keeper.p.Get().(*object)
	_ = closed.Get().(*object) // want `closed has no New`
}

func ownGetter(t *testing.T) {
	drain(&closed)
}

func drain(p *sync.Pool) {
	for p.Get() != nil {
	}
}
