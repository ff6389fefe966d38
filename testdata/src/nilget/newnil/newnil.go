// Package newnil has New functions that can return nil.
package newnil

import (
	"compress/flate"
	"sync"
)

var writers = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		return nil
	}
	return w
}}

func use() {
	w := writers.Get().(*flate.Writer) // want `^New of writers can return nil, so Get can return nil and this assertion panic$`
	defer writers.Put(w)
}

func checked() *flate.Writer {
	w, ok := writers.Get().(*flate.Writer)
	if !ok {
		return nil
	}
	return w
}

var panics = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		panic(err)
	}
	return w
}}

func usePanics() *flate.Writer { return panics.Get().(*flate.Writer) }

// A nil pointer in an interface is another thing than nil.
var typedNil = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(nil, flate.BestSpeed)
	return w
}}

func useTyped() *flate.Writer { return typedNil.Get().(*flate.Writer) }

var through = sync.Pool{New: func() any { return make(1) }}

func make(level int) any {
	var x any
	if w, err := flate.NewWriter(nil, level); err == nil {
		x = w
	}
	return x
}

func useThrough() *flate.Writer {
	return through.Get().(*flate.Writer) // want `New of through can return nil`
}

func recursive(n int) any {
	if n > 0 {
		return recursive(n - 1)
	}
	return new(int)
}

var deep = sync.Pool{New: func() any { return recursive(3) }}

func useDeep() *int { return deep.Get().(*int) }
