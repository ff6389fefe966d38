// Package moved pools slices in a struct that it empties on the way out. // want package:"contents of [0-9]+ functions"
package moved

import "sync"

type carrier struct{ data []byte }

var (
	full  sync.Pool
	empty = sync.Pool{New: func() any { return new(carrier) }}
)

func Get(n int) []byte { // want Get:`^getter\(0\?\)$`
	if c, ok := full.Get().(*carrier); ok {
		data := c.data[:n]
		c.data = nil
		empty.Put(c)
		return data
	}
	return make([]byte, n)
}

func Put(data []byte) { // want Put:`^putter\(0\)$`
	c := empty.Get().(*carrier)
	c.data = data
	full.Put(c)
}
