// Package renewed has objects whose users set anew what the last one left.
package renewed

import (
	"io"
	"sync"
)

type job struct {
	dst  io.Writer
	data [16]byte
}

var jobs = sync.Pool{New: func() any { return new(job) }}

var queue = make(chan *job, 16)

func enqueue(dst io.Writer, b byte) {
	j := jobs.Get().(*job)
	j.dst = dst
	j.data[0] = b
	queue <- j
}

func work() {
	for j := range queue {
		j.dst.Write(j.data[:1])
		jobs.Put(j) // want `j keeps what dst refers to alive while it waits in the pool`
	}
}

var releasedJobs = sync.Pool{New: func() any { return new(job) }}

var releasedQueue = make(chan *job, 16)

func enqueueReleased(dst io.Writer, b byte) {
	j := releasedJobs.Get().(*job)
	j.dst = dst
	j.data[0] = b
	releasedQueue <- j
}

func workReleased() {
	for j := range releasedQueue {
		j.dst.Write(j.data[:1])
		j.dst = nil
		releasedJobs.Put(j)
	}
}
