// Package sent passes objects on by channels.
package sent

import (
	"io"
	"sync"
)

// A line is written by its author, or by who receives it.
type line struct {
	text []byte
	to   io.Writer
}

var lines = sync.Pool{New: func() any { return new(line) }}

func begin(to io.Writer) *line {
	l := lines.Get().(*line)
	l.text, l.to = l.text[:0], to
	return l
}

func (l *line) end() {
	l.to.Write(l.text)
	lines.Put(l) // those who receive a line do not care where it was to go
}

func say(to io.Writer, text string) {
	l := begin(to)
	l.text = append(l.text, text...)
	l.end()
}

type writer struct {
	queue chan *line
	out   io.Writer
}

func (w *writer) send(text []byte) {
	l := lines.Get().(*line)
	l.text = append(l.text[:0], text...)
	w.queue <- l
}

func (w *writer) run() {
	for l := range w.queue {
		w.write(l)
		lines.Put(l)
	}
}

func (w *writer) write(l *line) { w.out.Write(l.text) }

// A job has a deadline that who receives it looks at.
type job struct {
	work     func()
	deadline int
}

var jobs = sync.Pool{New: func() any { return new(job) }}

func within(queue chan<- *job, work func(), deadline int) {
	j := jobs.Get().(*job)
	j.work, j.deadline = work, deadline
	queue <- j
}

func whenever(queue chan<- *job, work func()) {
	j := jobs.Get().(*job) // want `j from jobs.Get still holds deadline as its last user left it`
	j.work = work
	queue <- j
}

func run(queue <-chan *job, now func() int) {
	for j := range queue {
		if !j.late(now()) {
			j.work()
		}
		jobs.Put(j)
	}
}

func (j *job) late(now int) bool { return j.deadline < now }
