package lasting

import (
	"math/rand/v2"
	"sync"
	"sync/atomic"
)

// A token is a guess that outlives its use: each object has been given one.
type token struct{ slot uint32 }

var tokens sync.Pool

var slots [8]atomic.Int64

func count() {
	t, ok := tokens.Get().(*token)
	if !ok {
		t = new(token)
		t.slot = rand.Uint32()
	}
	for {
		s := &slots[t.slot%8]
		if n := s.Load(); s.CompareAndSwap(n, n+1) {
			break
		}
		t.slot = rand.Uint32()
	}
	tokens.Put(t)
}

// What is not given where the object is made, is not meant to last.
type ticket struct {
	slot uint32
	vip  bool
}

var tickets = sync.Pool{New: func() any { return new(ticket) }}

func admit(slot uint32, name string) bool {
	t := tickets.Get().(*ticket)
	t.slot = slot
	if name == "root" {
		t.vip = true
	}
	first := t.vip || t.slot == 0
	tickets.Put(t) // want `t is put back without a reset of vip, which its next user gets at line 41`
	return first
}
