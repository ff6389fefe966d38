// Package timeouts waits for goroutines, but not forever.
package timeouts

import (
	"bytes"
	"context"
	"io"
	"sync"
	"time"
)

var bufs = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func canceled(ctx context.Context, w io.Writer) error {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	sent := make(chan error, 1)
	go func() { _, err := b.WriteTo(w); sent <- err }() // want `b is used by the goroutine, but bufs.Put puts it back when the function returns`
	select {
	case err := <-sent:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func canceledThenWaited(ctx context.Context, w io.Writer) error {
	b := bufs.Get().(*bytes.Buffer)
	defer bufs.Put(b)
	sent := make(chan error, 1)
	go func() { _, err := b.WriteTo(w); sent <- err }()
	select {
	case err := <-sent:
		return err
	case <-ctx.Done():
		<-sent
		return ctx.Err()
	}
}

func canceledThenLeft(ctx context.Context, w io.Writer) error {
	b := bufs.Get().(*bytes.Buffer)
	sent := make(chan error, 1)
	go func() { _, err := b.WriteTo(w); sent <- err }()
	select {
	case err := <-sent:
		bufs.Put(b)
		return err
	case <-ctx.Done():
		return ctx.Err() // the goroutine may still use it
	}
}

func timer(w io.Writer) {
	b := bufs.Get().(*bytes.Buffer)
	sent := make(chan bool, 1)
	go func() { b.WriteTo(w); close(sent) }() // want `b is used by the goroutine, but bufs.Put puts it back at line 64`
	t := time.NewTimer(time.Second)
	select {
	case <-t.C:
	case <-sent:
		t.Stop()
	}
	bufs.Put(b)
}

func after(w io.Writer) {
	b := bufs.Get().(*bytes.Buffer)
	sent := make(chan bool, 1)
	go func() { b.WriteTo(w); close(sent) }() // want `b is used by the goroutine`
	late := time.After(time.Second)
	select {
	case <-late:
	case <-sent:
	}
	bufs.Put(b)
}

func progress(w io.Writer) {
	b := bufs.Get().(*bytes.Buffer)
	sent := make(chan bool, 1)
	go func() { b.WriteTo(w); close(sent) }()
	tick := time.NewTicker(time.Second)
	for waiting := true; waiting; {
		select {
		case <-tick.C:
			println("still writing")
		case <-sent:
			waiting = false
		}
	}
	bufs.Put(b)
}

func polled(w io.Writer) {
	b := bufs.Get().(*bytes.Buffer)
	sent := make(chan bool, 1)
	go func() { b.WriteTo(w); close(sent) }() // want `b is used by the goroutine`
	select {
	case <-sent:
	default:
		println("still writing")
	}
	bufs.Put(b)
}

func canceledByGoroutine(w io.Writer) {
	b := bufs.Get().(*bytes.Buffer)
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		defer cancel()
		b.WriteTo(w)
	}()
	select {
	case <-ctx.Done():
	}
	bufs.Put(b)
}

// tellsGoroutine has a flag by which it keeps the goroutine off.
func tellsGoroutine(w io.Writer) {
	b := bufs.Get().(*bytes.Buffer)
	sent := make(chan bool, 1)
	var mu sync.Mutex
	late := false
	go func() {
		mu.Lock()
		defer mu.Unlock()
		if !late {
			b.WriteTo(w)
			sent <- true
		}
	}()
	select {
	case <-sent:
	case <-time.After(time.Second):
		mu.Lock()
		late = true
		mu.Unlock()
	}
	bufs.Put(b)
}

func tellsNobody(w io.Writer) (late bool) {
	b := bufs.Get().(*bytes.Buffer)
	sent := make(chan bool, 1)
	go func() { b.WriteTo(w); close(sent) }() // want `b is used by the goroutine`
	select {
	case <-sent:
	case <-time.After(time.Second):
		late = true
	}
	bufs.Put(b)
	return late
}

func eitherOf(v, w io.Writer, quit <-chan struct{}) {
	b := bufs.Get().(*bytes.Buffer)
	sent := make(chan bool, 1)
	go func() { b.WriteTo(w); close(sent) }()
	select {
	case <-sent:
	case <-quit: // which the goroutine may close
	}
	bufs.Put(b)
}
