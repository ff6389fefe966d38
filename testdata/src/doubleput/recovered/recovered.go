// Package recovered puts after a panic what is put elsewhere otherwise.
package recovered

import (
	"bytes"
	"fmt"
	"sync"
)

var bufPool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func again(fill func(*bytes.Buffer)) {
	buf := bufPool.Get().(*bytes.Buffer)
	defer func() {
		if p := recover(); p != nil {
			bufPool.Put(buf)
			panic(p)
		}
	}()
	fill(buf)
	bufPool.Put(buf)
}

func asError(fill func(*bytes.Buffer) error) (err error) {
	buf := bufPool.Get().(*bytes.Buffer)
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		err = fmt.Errorf("fill: %v", p)
		buf.Reset()
		bufPool.Put(buf)
	}()
	if err := fill(buf); err != nil {
		bufPool.Put(buf)
		return err
	}
	bufPool.Put(buf)
	return nil
}

func byType(fill func(*bytes.Buffer)) (err error) {
	buf := bufPool.Get().(*bytes.Buffer)
	defer func() {
		switch p := recover().(type) {
		case nil:
		case error:
			bufPool.Put(buf)
			err = p
		default:
			bufPool.Put(buf)
			panic(p)
		}
	}()
	fill(buf)
	bufPool.Put(buf)
	return nil
}

func rescue(buf *bytes.Buffer) {
	if recover() != nil {
		bufPool.Put(buf)
	}
}

func byFunction(fill func(*bytes.Buffer)) {
	buf := bufPool.Get().(*bytes.Buffer)
	defer rescue(buf)
	fill(buf)
	bufPool.Put(buf)
}

func always(fill func(*bytes.Buffer)) (err error) {
	buf := bufPool.Get().(*bytes.Buffer)
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("fill: %v", p)
		}
		bufPool.Put(buf)
	}()
	fill(buf)
	bufPool.Put(buf) // want `buf is put back twice: also by the function literal at line 76`
	return nil
}

func unlessPanic(fill func(*bytes.Buffer)) {
	buf := bufPool.Get().(*bytes.Buffer)
	defer func() {
		if recover() == nil {
			bufPool.Put(buf)
		}
	}()
	fill(buf)
	bufPool.Put(buf) // want `buf is put back twice: also by the function literal at line 89`
}
