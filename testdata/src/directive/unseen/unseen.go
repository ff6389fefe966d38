// Package unseen declares functions whose bodies put in ways that are not
// followed. Nothing is reported.
package unseen

import (
	"container/list"
	"sync"
	"sync/atomic"
	"unsafe"
)

type node struct {
	next *node
	home home
	name string
}

type home interface{ take(n *node) }

var (
	head    *node
	top     unsafe.Pointer
	tagged  []uintptr
	table   = map[string]*node{}
	queue   list.List
	shared  sync.Map
	free    = make(chan *node, 8)
	recycle = func(n *node) { table[n.name] = n }
	pool    = sync.Pool{New: func() any { return new(node) }}
	current atomic.Pointer[node]
)

//poolvet:put
func linked(n *node) {
	n.next = head
	head = n
}

//poolvet:put
func stored(n *node) { atomic.StorePointer(&top, unsafe.Pointer(n)) }

//poolvet:put
func swapped(n *node) { current.Store(n) }

//poolvet:put
func numbered(n *node) { tagged = append(tagged, uintptr(unsafe.Pointer(n))) }

//poolvet:put
func mapped(n *node) { table[n.name] = n }

//poolvet:put
func queued(n *node) { queue.PushBack(n) }

//poolvet:put
func kept(n *node) { shared.Store(n.name, n) }

//poolvet:put
func called(n *node) { recycle(n) }

//poolvet:put
func homed(n *node) { n.home.take(n) }

//poolvet:put
func (n *node) release() { n.home.take(n) }

//poolvet:put
func later(n *node) {
	go func() { free <- n }()
}

//poolvet:put
func deferred(n *node) {
	defer func() { free <- n }()
	n.name = ""
}

//poolvet:put
func all(nodes []*node) {
	for _, n := range nodes {
		pool.Put(n)
	}
}

//poolvet:put
func copied(n node) { table[n.name] = &n }

//poolvet:get
func get() *node { return head }

//poolvet:get
func getOrMake() *node {
	select {
	case n := <-free:
		return n
	default:
		return new(node)
	}
}

//poolvet:get
func byNumber() *node { return (*node)(unsafe.Pointer(tagged[0])) }

//poolvet:get
func initialized() (n *node, err error) {
	n = <-free
	n.name = "new"
	return n, nil
}

//poolvet:keep
func adopt(n *node) { head = n }
