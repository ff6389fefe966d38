package leaves

import (
	"context"
	"sync"
	"unsafe"
)

type command struct{ text string }

// What a sender is given it may still read when it has failed.
type sender interface {
	Send(ctx context.Context, list ...command) error
	Count(list []command) int
}

type batch struct{ list []command }

var batches = sync.Pool{New: func() any { return new(batch) }}

func sendAll(ctx context.Context, s sender, n int) error {
	b := batches.Get().(*batch)
	b.list = append(b.list[:0], make([]command, n)...)
	if err := s.Send(ctx, b.list...); err != nil {
		return err
	}
	batches.Put(b)
	return nil
}

func countAll(s sender, n int) int {
	b := batches.Get().(*batch) // want `b from batches.Get is not put back when the function returns at line 36`
	b.list = append(b.list[:0], make([]command, n)...)
	k := s.Count(b.list)
	if k == 0 {
		return -1
	}
	batches.Put(b)
	return k
}

var arrays = sync.Pool{New: func() any { return new([32]byte) }}

func getArray() []byte { return arrays.Get().(*[32]byte)[:] }

func arrayOf(b []byte) *[32]byte {
	b = b[:32]
	return (*[32]byte)(unsafe.Pointer(&b[0]))
}

func putArray(b []byte) { arrays.Put(arrayOf(b)) }

func sumArray(n int) int {
	b := getArray()
	b[0] = byte(n)
	sum := int(b[0]) + len(b)
	putArray(b)
	return sum
}

func sumArrayForgets(n int) int {
	b := getArray() // want `b from getArray is not put back`
	b[0] = byte(n)
	return len(arrayOf(b))
}
