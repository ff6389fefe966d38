// Package waits waits for goroutines in loops, in functions, and by other means
// than a receive.
package waits

import (
	"io"
	"sync"
)

type job struct {
	buf     []byte
	running int
	group   sync.WaitGroup
	mu      sync.Mutex
	idle    *sync.Cond
}

var jobs = sync.Pool{New: func() any { return new(job) }}

func (j *job) send(w io.Writer) {
	defer j.group.Done()
	w.Write(j.buf)
}

func receiveEach(ws []io.Writer) {
	j := jobs.Get().(*job)
	sent := make(chan error)
	for _, w := range ws {
		go func() { _, err := w.Write(j.buf); sent <- err }()
	}
	for range ws {
		<-sent
	}
	jobs.Put(j)
}

func receiveCounted(ws []io.Writer) (first error) {
	j := jobs.Get().(*job)
	defer jobs.Put(j)
	sent := make(chan error, len(ws))
	pending := 0
	for _, w := range ws {
		if w == nil {
			continue
		}
		pending++
		go func() { _, err := w.Write(j.buf); sent <- err }()
	}
	for ; pending > 0; pending-- {
		if err := <-sent; err != nil {
			first = err
		}
	}
	return first
}

func receiveTwice(a, b io.Writer) {
	j := jobs.Get().(*job)
	sent := make(chan error)
	go func() { _, err := a.Write(j.buf); sent <- err }()
	go func() { _, err := b.Write(j.buf); sent <- err }()
	for range 2 {
		<-sent
	}
	jobs.Put(j)
}

func receiveFromEach(ws []io.Writer) {
	j := jobs.Get().(*job)
	var list []chan error
	for _, w := range ws {
		sent := make(chan error, 1)
		list = append(list, sent)
		go func() { _, err := w.Write(j.buf); sent <- err }()
	}
	for _, sent := range list {
		<-sent
	}
	jobs.Put(j)
}

func receiveBefore(ws []io.Writer) {
	j := jobs.Get().(*job)
	sent := make(chan error)
	for range ws {
		<-sent
	}
	go func() { _, err := ws[0].Write(j.buf); sent <- err }() // want `j is used by the goroutine, but jobs.Put puts it back at line 89`
	jobs.Put(j)
}

func oneBehind(ws []io.Writer) {
	j := jobs.Get().(*job)
	sent := make(chan error)
	for i, w := range ws {
		if i > 0 {
			<-sent
		}
		go func() { _, err := w.Write(j.buf); sent <- err }() // want `j is used by the goroutine`
	}
	jobs.Put(j)
}

func (j *job) wait() { j.group.Wait() }

func waitInMethod(w io.Writer) {
	j := jobs.Get().(*job)
	j.group.Add(1)
	go j.send(w)
	j.wait()
	jobs.Put(j)
}

func (j *job) count() int { return len(j.buf) }

func noWaitInMethod(w io.Writer) {
	j := jobs.Get().(*job)
	j.group.Add(1)
	go j.send(w) // want `j is used by the goroutine`
	j.count()
	jobs.Put(j)
}

func (j *job) free() {
	j.group.Wait()
	jobs.Put(j)
}

func waitInPutter(ws []io.Writer) {
	j := jobs.Get().(*job)
	defer j.free()
	for _, w := range ws {
		j.group.Add(1)
		go j.send(w)
	}
}

func result(from <-chan error) error { return <-from }

func results(from <-chan error, n int) {
	for range n {
		result(from)
	}
}

func receiveInFunction(w io.Writer) {
	j := jobs.Get().(*job)
	sent := make(chan error)
	go func() { _, err := w.Write(j.buf); sent <- err }()
	results(sent, 1)
	jobs.Put(j)
}

// pause receives from a channel of its own, which says nothing of others.
func pause() {
	c := make(chan bool, 1)
	c <- true
	<-c
}

func receiveElsewhere(w io.Writer) {
	j := jobs.Get().(*job)
	go func() { w.Write(j.buf) }() // want `j is used by the goroutine`
	pause()
	jobs.Put(j)
}

var started sync.WaitGroup

func waitAll() { started.Wait() }

func groupOfPackage(w io.Writer) {
	j := jobs.Get().(*job)
	started.Add(1)
	go func() { defer started.Done(); w.Write(j.buf) }()
	waitAll()
	jobs.Put(j)
}

func tokens(ws []io.Writer) {
	j := jobs.Get().(*job)
	slots := make(chan struct{}, 3)
	for _, w := range ws {
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			w.Write(j.buf)
		}()
	}
	for range cap(slots) {
		slots <- struct{}{}
	}
	jobs.Put(j)
}

func tokensLeft(ws []io.Writer) {
	j := jobs.Get().(*job)
	slots := make(chan struct{}, 3)
	for _, w := range ws {
		slots <- struct{}{}
		go func() { // want `j is used by the goroutine`
			defer func() { <-slots }()
			w.Write(j.buf)
		}()
	}
	jobs.Put(j)
}

func rendezvous(w io.Writer) {
	j := jobs.Get().(*job)
	done := make(chan bool)
	go func() {
		w.Write(j.buf)
		<-done
	}()
	done <- true
	jobs.Put(j)
}

func feed(w io.Writer) {
	j := jobs.Get().(*job)
	parts := make(chan int)
	go func() { // want `j is used by the goroutine`
		for i := range parts {
			w.Write(j.buf[i:])
		}
	}()
	parts <- 1
	jobs.Put(j)
}

func condition(ws []io.Writer) {
	j := jobs.Get().(*job)
	j.running = len(ws)
	for _, w := range ws {
		go func() {
			w.Write(j.buf)
			j.mu.Lock()
			j.running--
			j.idle.Signal()
			j.mu.Unlock()
		}()
	}
	j.mu.Lock()
	for j.running > 0 {
		j.idle.Wait()
	}
	j.mu.Unlock()
	jobs.Put(j)
}

func barrier(w io.Writer) {
	j := jobs.Get().(*job)
	var mu sync.Mutex
	mu.Lock()
	go func() {
		defer mu.Unlock()
		w.Write(j.buf)
	}()
	mu.Lock()
	jobs.Put(j)
}

func mutex(w io.Writer) {
	j := jobs.Get().(*job)
	var mu sync.Mutex
	go func() { // want `j is used by the goroutine`
		mu.Lock()
		defer mu.Unlock()
		w.Write(j.buf)
	}()
	mu.Lock()
	jobs.Put(j)
	mu.Unlock()
}
