// Package sent sends pooled objects, and memory of them, and puts them.
package sent

import (
	"bytes"
	"context"
	"sync"
	"sync/atomic"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

type job struct {
	buf  *bytes.Buffer
	done chan struct{}
}

func memory(out chan<- []byte) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	buf.WriteString("x")
	out <- buf.Bytes() // want `sent slice aliases buf, which bufs.Put puts back when the function returns`
}

func text(out chan<- string) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	out <- buf.String()
}

func object(out chan<- *bytes.Buffer) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	out <- buf // want `buf is sent, but bufs.Put puts it back when the function returns`
}

func given(out chan<- *bytes.Buffer) {
	buf := bufs.Get().(*bytes.Buffer)
	out <- buf
}

func each(out chan<- []byte, list []string) {
	for _, s := range list {
		buf := bufs.Get().(*bytes.Buffer)
		buf.WriteString(s)
		out <- buf.Bytes() // want `sent slice aliases buf, which bufs.Put puts back at line 47`
		bufs.Put(buf)
	}
}

func eachGiven(out chan<- *bytes.Buffer, list []string) {
	for _, s := range list {
		buf := bufs.Get().(*bytes.Buffer)
		buf.WriteString(s)
		out <- buf
	}
}

func answered(jobs chan<- job) {
	buf := bufs.Get().(*bytes.Buffer)
	j := job{buf, make(chan struct{})}
	jobs <- j
	<-j.done
	bufs.Put(buf)
}

func unanswered(jobs chan<- *job) {
	buf := bufs.Get().(*bytes.Buffer)
	jobs <- &job{buf: buf} // want `buf is sent, but bufs.Put puts it back at line 70`
	bufs.Put(buf)
}

func (j job) wait() { <-j.done }

func answeredElsewhere(jobs chan<- job) {
	buf := bufs.Get().(*bytes.Buffer)
	j := job{buf, make(chan struct{})}
	jobs <- j
	j.wait()
	bufs.Put(buf)
}

// The second is received when the receiver is done with the first.
func inTurn(out chan<- []byte) {
	buf := bufs.Get().(*bytes.Buffer)
	out <- buf.Bytes()
	out <- nil
	bufs.Put(buf)
}

func grouped(jobs chan<- *bytes.Buffer) {
	var wg sync.WaitGroup
	buf := bufs.Get().(*bytes.Buffer)
	wg.Add(1)
	jobs <- buf
	wg.Wait()
	bufs.Put(buf)
}

// Only one of them has it.
func either(ctx context.Context, out chan<- *bytes.Buffer) {
	buf := bufs.Get().(*bytes.Buffer)
	select {
	case out <- buf:
	case <-ctx.Done():
		bufs.Put(buf)
	}
}

func unlessSent(ctx context.Context, out chan<- *bytes.Buffer) {
	buf := bufs.Get().(*bytes.Buffer)
	sent := false
	defer func() {
		if !sent {
			bufs.Put(buf)
		}
	}()
	select {
	case out <- buf:
		sent = true
	case <-ctx.Done():
	}
}

func both(ctx context.Context, out chan<- []byte) {
	buf := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(buf)
	select { // want `sent slice aliases buf, which bufs.Put puts back when the function returns`
	case out <- buf.Bytes():
	case <-ctx.Done():
	}
}

type counted struct {
	refs atomic.Int32
	data []byte
}

var counteds = sync.Pool{New: func() any { return new(counted) }}

// The last owner puts it.
func shared(out chan<- *counted) {
	c := counteds.Get().(*counted)
	c.refs.Store(2)
	out <- c
	if c.refs.Add(-1) == 0 {
		counteds.Put(c)
	}
}

func calls(out chan<- func()) {
	buf := bufs.Get().(*bytes.Buffer)
	out <- func() { bufs.Put(buf) }
}
