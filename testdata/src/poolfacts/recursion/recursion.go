// Package recursion has functions that call themselves and each other. // want package:"contents of [0-9]+ functions"
package recursion

import "sync"

type Node struct {
	next        *Node
	left, right *Node
}

var pool = sync.Pool{New: func() any { return new(Node) }}

// The nodes that hang on it are put with it.
func FreeList(n *Node) { // want FreeList:`^putter\(0\)`
	if n == nil {
		return
	}
	FreeList(n.next)
	n.next = nil
	pool.Put(n)
}

func Count(n *Node) int { // want Count:`^borrows$`
	if n == nil {
		return 0
	}
	return 1 + Count(n.left) + Count(n.right)
}
