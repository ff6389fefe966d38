package memory

import "sync"

type box struct {
	data []byte
	n    int
}

var boxes = sync.Pool{New: func() any { return new(box) }}

func swapped(b *box) byte {
	var old box
	old, *b = *b, box{}
	boxes.Put(b)
	return old.data[0]
}

func emptied(b *box) byte {
	old := *b
	*b = box{n: old.n}
	boxes.Put(b)
	return old.data[0]
}

func changed(b *box) byte {
	old := *b
	b.n = 0
	boxes.Put(b)
	return old.data[0] // want `memory of b is used after boxes.Put at line 29`
}
