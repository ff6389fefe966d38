// Package codec knows no pools.
package codec

import "errors"

var kept [][]byte

// Decode uses dst if it is large enough.
func Decode(dst, src []byte) ([]byte, error) {
	if len(src) == 0 {
		return nil, errors.New("empty")
	}
	return append(dst[:0], src...), nil
}

// Keep keeps b unless it fails.
func Keep(b []byte) error {
	if len(b) == 0 {
		return errors.New("empty")
	}
	kept = append(kept, b)
	return nil
}

// A Message is released by who sends it.
type Message interface {
	Bytes() []byte
	Release()
}

func Send(m Message) error {
	defer m.Release()
	if len(m.Bytes()) == 0 {
		return errors.New("empty")
	}
	return nil
}
