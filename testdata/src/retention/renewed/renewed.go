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

// GetJob leaves it to others to set anything.
func GetJob() *job { return jobs.Get().(*job) }

var queue = make(chan *job, 16)

func enqueue(dst io.Writer, b byte) {
	j := GetJob()
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

var renewedJobs = sync.Pool{New: func() any { return new(job) }}

// NewJob sets it as soon as it takes a job.
func NewJob(dst io.Writer) *job {
	j := renewedJobs.Get().(*job)
	j.dst = dst
	return j
}

var renewedQueue = make(chan *job, 16)

func enqueueRenewed(dst io.Writer, b byte) {
	j := NewJob(dst)
	j.data[0] = b
	renewedQueue <- j
}

func workRenewed() {
	for j := range renewedQueue {
		j.dst.Write(j.data[:1])
		renewedJobs.Put(j)
	}
}

var releasedJobs = sync.Pool{New: func() any { return new(job) }}

func GetReleased() *job { return releasedJobs.Get().(*job) }

var releasedQueue = make(chan *job, 16)

func enqueueReleased(dst io.Writer, b byte) {
	j := GetReleased()
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
