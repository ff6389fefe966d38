// Package same compares an object with what other variables point to.
package same

import (
	"bytes"
	"sync"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

type frame struct{ data *bytes.Buffer }

var last frame

// What is kept is not put.
func keeps(receive func(*frame) error) error {
	buf := bufs.Get().(*bytes.Buffer)
	var kept *bytes.Buffer
	defer func() {
		if buf != kept {
			bufs.Put(buf)
		}
	}()
	f := &frame{data: buf}
	if err := receive(f); err != nil {
		return err
	}
	data := f.data
	last = frame{data: data}
	kept = data
	return nil
}

func forgets(receive func() error) error {
	buf := bufs.Get().(*bytes.Buffer) // want `buf from bufs.Get is not put back when the function returns at line 41`
	var kept *bytes.Buffer
	if err := receive(); err != nil {
		if buf == kept {
			bufs.Put(buf)
		}
		return err
	}
	bufs.Put(buf)
	return nil
}
