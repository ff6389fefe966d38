// Package unfit leaves objects that are of no more use, or that someone may
// still use, to the garbage collector.
package unfit

import (
	"errors"
	"net"
	"sync"
)

type frame struct{ data []byte }

var frames = sync.Pool{New: func() any { return new(frame) }}

// A goroutine has the object, and only one of the paths waits for it.
func inUse(wait bool) {
	fr := frames.Get().(*frame)
	done := make(chan bool)
	go func() {
		fr.data = append(fr.data, 'x')
		close(done)
	}()
	if !wait {
		return
	}
	<-done
	frames.Put(fr)
}

func inUseForgets(ok bool) {
	fr := frames.Get().(*frame) // want `fr from frames.Get is not put back when the function returns at line 39`
	done := make(chan bool)
	go func() {
		fr.data = append(fr.data, 'x')
		close(done)
	}()
	<-done
	if !ok {
		return
	}
	frames.Put(fr)
}

// A flag tells that whoever got the memory may still read it.
func failed(send func([]byte) error) error {
	fr := frames.Get().(*frame)
	failed := false
	defer func() {
		if !failed {
			frames.Put(fr)
		}
	}()
	fr.data = append(fr.data[:0], 'x')
	err := send(fr.data)
	if err != nil {
		failed = true
	}
	return err
}

func failedPlain(send func([]byte) error) error {
	fr := frames.Get().(*frame)
	failed := false
	err := send(fr.data)
	if err != nil {
		failed = true
	}
	if !failed {
		frames.Put(fr)
	}
	return err
}

func succeeded(send func([]byte) error) error {
	fr := frames.Get().(*frame) // want `fr from frames.Get is not put back when the function returns at line 87`
	succeeded := false
	defer func() {
		if succeeded {
			frames.Put(fr)
		}
	}()
	fr.data = append(fr.data[:0], 'x')
	err := send(fr.data)
	if err == nil {
		succeeded = true
	}
	return err
}

// A connection whose own method failed.
type conn struct {
	net.Conn
	sent int
}

var conns sync.Pool

var errNone = errors.New("no connection")

func send(p []byte) error {
	c, ok := conns.Get().(*conn)
	if !ok {
		return errNone
	}
	if _, err := c.Write(p); err != nil {
		return err
	}
	conns.Put(c)
	return nil
}

func sendForgets(p []byte) error {
	c, ok := conns.Get().(*conn) // want `c from conns.Get is not put back when the function returns at line 121`
	if !ok {
		return errNone
	}
	if _, err := c.Write(p); err != nil {
		return err
	}
	if c.sent++; c.sent > 10 {
		return errNone
	}
	conns.Put(c)
	return nil
}

// Closing it is what puts it back, so that a failed read must.
type reader struct{ line []byte }

var readers = sync.Pool{New: func() any { return new(reader) }}

func (r *reader) Close() { readers.Put(r) }

func (r *reader) next() error {
	if r.line == nil {
		return errNone
	}
	return nil
}

func read() error {
	r := readers.Get().(*reader) // want `r from readers.Get is not put back when the function returns at line 144`
	if err := r.next(); err != nil {
		return err
	}
	r.Close()
	return nil
}
