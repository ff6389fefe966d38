// Package fields has objects that refer to memory of others while they wait.
package fields

import (
	"compress/gzip"
	"io"
	"sync"
)

type encoder struct {
	w   io.Writer
	buf []byte
}

var kept = sync.Pool{New: func() any { return new(encoder) }}

func encodes(w io.Writer, b byte) error {
	e := kept.Get().(*encoder)
	defer kept.Put(e) // want `e keeps what w refers to alive while it waits in the pool`
	e.w = w
	e.buf = append(e.buf[:0], b)
	_, err := e.w.Write(e.buf)
	return err
}

var released = sync.Pool{New: func() any { return new(encoder) }}

func encodesReleased(w io.Writer, b byte) error {
	e := released.Get().(*encoder)
	defer func() {
		e.w = nil
		released.Put(e)
	}()
	e.w = w
	e.buf = append(e.buf[:0], b)
	_, err := e.w.Write(e.buf)
	return err
}

var writers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

func compresses(w io.Writer, p [16]byte) error {
	gz := writers.Get().(*gzip.Writer)
	defer writers.Put(gz) // want `gz keeps what it refers to alive while it waits in the pool`
	gz.Reset(w)
	if _, err := gz.Write(p[:]); err != nil {
		return err
	}
	return gz.Close()
}

var neutral = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

func compressesNeutral(w io.Writer, p [16]byte) error {
	gz := neutral.Get().(*gzip.Writer)
	defer func() {
		gz.Reset(io.Discard)
		neutral.Put(gz)
	}()
	gz.Reset(w)
	if _, err := gz.Write(p[:]); err != nil {
		return err
	}
	return gz.Close()
}

// Elements behind the length.
var lists = sync.Pool{New: func() any { return new([]error) }}

func collects(err error) int {
	lp := lists.Get().(*[]error)
	*lp = append(*lp, err)
	n := len(*lp)
	*lp = (*lp)[:0]
	lists.Put(lp) // want `lp keeps what it refers to alive while it waits in the pool`
	return n
}

var clearedLists = sync.Pool{New: func() any { return new([]error) }}

func collectsCleared(err error) int {
	lp := clearedLists.Get().(*[]error)
	*lp = append(*lp, err)
	n := len(*lp)
	clear(*lp)
	*lp = (*lp)[:0]
	clearedLists.Put(lp)
	return n
}

// What lives as long as the pool is not kept alive by it.
type server struct {
	name string
	jobs sync.Pool
}

type job struct{ srv *server }

func (s *server) serve() string {
	j, _ := s.jobs.Get().(*job)
	if j == nil {
		j = new(job)
	}
	j.srv = s
	name := j.srv.name
	s.jobs.Put(j)
	return name
}
