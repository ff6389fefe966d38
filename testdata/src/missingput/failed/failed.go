// Package failed passes objects to functions that may keep them, and fail.
package failed

import (
	"sync"

	"missingput/codec"
)

var pool = sync.Pool{New: func() any { b := make([]byte, 128); return &b }}

func get() []byte { return *pool.Get().(*[]byte) }

func put(b []byte) { pool.Put(&b) }

func decode(src []byte) ([]byte, error) {
	b := get() // want `b from get is not put back when the function returns at line 20`
	out, err := codec.Decode(b, src)
	if err != nil {
		return nil, err
	}
	return out, nil
}

func decodeOrPut(src []byte) ([]byte, error) {
	b := get()
	out, err := codec.Decode(b, src)
	if err != nil {
		put(b)
		return nil, err
	}
	return out, nil
}

func keep() error {
	b := get() // want `b from get is not put back when the function returns at line 38`
	if err := codec.Keep(b); err != nil {
		return err
	}
	return nil
}

func keepOrPut() error {
	b := get()
	if err := codec.Keep(b); err != nil {
		put(b)
		return err
	}
	return nil
}

// Nobody asks whether it failed.
func keepIfPossible() {
	b := get()
	codec.Keep(b)
}

type sink interface{ Keep(b []byte) error }

// It may have put what it did not keep.
func keepIn(s sink) error {
	b := get()
	if err := s.Keep(b); err != nil {
		return err
	}
	return nil
}

func use(src []byte) {
	if b, err := decode(src); err == nil {
		put(b)
	}
	if b, err := decodeOrPut(src); err == nil {
		put(b)
	}
}
