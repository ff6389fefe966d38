// Package declared declares what its functions do, rightly or not.
package declared

import "sync"

type node struct {
	name string
	refs int
}

var pool = sync.Pool{New: func() any { return new(node) }}

// get does what it says.
//
//poolvet:get
func get() *node { return pool.Get().(*node) }

// put does, too.
//
//poolvet:put
func put(n *node) { pool.Put(n) }

//poolvet:get // want "^fresh is declared to get an object of a pool, but its body makes a new object each time$"
func fresh() *node { return &node{name: "new"} }

//poolvet:put n // want "^look is declared to put n, but its body only borrows it$"
func look(n *node) string { return n.name }

//poolvet:put // want "^release is declared to put n, but its body puts it on some paths only$"
func (n *node) release() {
	n.refs--
	if n.refs == 0 {
		pool.Put(n)
	}
}

//poolvet:keep // want "^gone is declared to keep n, but its body puts it$"
func gone(n *node) { pool.Put(n) }

//poolvet:put // want "^blank is declared to put its parameter, but its body only borrows it$"
func blank(*node) {}

var free = make(chan *node, 8)

// list puts, although that is not seen.
//
//poolvet:put
func list(n *node) { free <- n }

// never returns, and so its body says nothing.
//
//poolvet:put
func never(n *node) { panic(n.name) }

// Where no body is there is nothing to belie.
type pooled interface {
	//poolvet:put
	Free()

	//poolvet:put second // want "^directive //poolvet:put of Two names second, which is none of its parameters$"
	Two(a, b *node)

	//poolvet:put // want "^directive //poolvet:put of Which does not name the one of its parameters that is meant$"
	Which(a, b *node)

	//poolvet:put receiver
	Done(err error)

	//poolvet:get // want "^directive //poolvet:get of Fails finds no result that could be an object$"
	Fails() (bool, error)

	//poolvet:get n // want `^directive //poolvet:get has "n" after it, which means nothing there$`
	Get() *node

	//poolvet:keep // want "^directive //poolvet:keep must stand in the doc comment of a function or of an interface method$"
	error
}

//poolvet:put // want "^directive //poolvet:put of none finds no parameter$"
func none() {}

//poolvet:get // want "^directive //poolvet:get must stand in the doc comment of a function or of an interface method$"
type other struct{}

func body() {
	//poolvet:put // want "^directive //poolvet:put must stand in the doc comment of a function or of an interface method$"
	none()
}
