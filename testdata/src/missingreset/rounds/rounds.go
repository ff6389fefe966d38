// Package rounds has buffers and slices that are reset at the start of each use,
// in a loop that may have no round, or by being cut where they are written.
package rounds

import (
	"bytes"
	"strconv"
	"sync"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func lines(ids []int, f func(string)) {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	for _, id := range ids {
		b.Reset()
		b.WriteString(strconv.Itoa(id)[:1])
		f(b.String())
	}
}

// The reset comes after what is written, and only in some rounds.
var late = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func lateLines(ids []int, f func(string)) {
	b := late.Get().(*bytes.Buffer)
	defer late.Put(b) // want `b is put back with what was written to it`
	for _, id := range ids {
		b.WriteString(strconv.Itoa(id)[:1])
		f(b.String())
		if id > 0 {
			b.Reset()
		}
	}
}

// Only the user cuts the field, which New fills with memory.
type encoder struct{ out []byte }

var encoders = sync.Pool{New: func() any { return &encoder{out: make([]byte, 0, 64)} }}

func encode(n int) string {
	e := encoders.Get().(*encoder)
	e.out = strconv.AppendInt(e.out[:0], int64(n), 10)
	s := string(e.out)
	encoders.Put(e)
	return s
}

type keeper struct{ out []byte }

var keepers = sync.Pool{New: func() any { return &keeper{out: make([]byte, 0, 64)} }}

func keep(n int) int {
	k := keepers.Get().(*keeper)
	k.out = strconv.AppendInt(k.out, int64(n), 10)
	size := len(k.out)
	if cap(k.out) < 1<<10 {
		keepers.Put(k) // want `k is put back without a reset of out`
	}
	return size
}

// A local variable has the memory, and a closure appends to it.
var lists = sync.Pool{New: func() any { return new([]int) }}

func each(visit func(func(int)), f func(int)) {
	p := lists.Get().(*[]int)
	list := (*p)[:0]
	defer func() {
		if cap(list) < 1<<10 {
			*p = list
			lists.Put(p)
		}
	}()
	visit(func(n int) { list = append(list, n) })
	for _, n := range list {
		f(n)
	}
}

var tails = sync.Pool{New: func() any { return new([]int) }}

func eachTail(visit func(func(int)), f func(int)) {
	p := tails.Get().(*[]int)
	defer func() {
		if cap(*p) < 1<<10 {
			tails.Put(p) // want `p is put back with what was written to it`
		}
	}()
	visit(func(n int) { *p = append(*p, n) })
	for _, n := range *p {
		f(n)
	}
}

// Next takes all that is there, or not.
var queues = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func drains(b byte) int {
	q := queues.Get().(*bytes.Buffer)
	q.WriteByte(b)
	n := q.Len()
	q.Next(q.Len())
	queues.Put(q)
	return n
}

var rests = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func drainsHalf(b byte) int {
	q := rests.Get().(*bytes.Buffer)
	q.WriteByte(b)
	n := q.Len()
	q.Next(n / 2)
	rests.Put(q) // want `q is put back with what was written to it`
	return n
}
