package iface

import (
	"bytes"
	"fmt"
	"io"
	"sync"
)

var pool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func implemented() {
	w := pool.Get().(io.Writer)
	defer pool.Put(w)
	fmt.Fprint(w, "text")
}

func notImplemented() {
	c := pool.Get().(io.Closer) // want `New of pool returns \*bytes.Buffer, which this assertion to io.Closer rejects`
	defer pool.Put(c)
}

func concrete() {
	b := pool.Get().(*bytes.Buffer)
	defer pool.Put(b)
	b.Reset()
}
